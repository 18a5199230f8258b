"""Take pictures of the states of the window: languages, themes, screens, scales, sizes of text.

python packaging/screenshots.py [--language zh] [--theme light] [--size 1280x800] [--scale 1.25]
                                [--letters large] [--state review] [--out FOLDER] [--keep FOLDER]

Each option can be given several times; without them all is photographed that is looked at before a
release. Each scale has a process of its own: Qt takes it from the environment when it starts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the project is not installed
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from photographed import prepared  # noqa: E402  (after the path to the project is set)
from studio import SCALE, Look, Studio, scale  # noqa: E402
from window_states import NAMES, photograph  # noqa: E402

from gui.fonts import SIZES as LETTERS  # noqa: E402

LANGUAGES, THEMES = ("zh", "en"), ("light", "dark")
SCALES = ("1", "2")
SCREENS = {"1": ("1280x800", "1920x1080"), "2": ("1280x800", "1920x1080", "2560x1600")}
"""The screens of a scale, in pixels: at 2, 1280 by 800 leave no more than 640 by 400 points."""


def looks(arguments: argparse.Namespace) -> list[Look]:
    """Return the looks that are asked for at the scale of this process."""
    sizes = arguments.size or SCREENS.get(f"{scale():g}", SCREENS["2"])
    parts = product(arguments.language, arguments.theme, sizes, arguments.letters)
    return [
        Look(language, theme, (int(size.split("x")[0]), int(size.split("x")[1])), letters)
        for language, theme, size, letters in parts
    ]


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--keep", type=Path, help="folder of the documents, kept for another run")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--size", action="append", help="of the screen in pixels, as 1280x800")
    parser.add_argument("--scale", action="append", help="pixels of a point, as 1.25")
    parser.add_argument("--letters", action="append", choices=LETTERS)
    parser.add_argument("--state", action="append", choices=NAMES)
    arguments = parser.parse_args()
    arguments.language = arguments.language or LANGUAGES
    arguments.theme = arguments.theme or THEMES
    arguments.letters = arguments.letters or ["normal"]
    arguments.out.mkdir(parents=True, exist_ok=True)
    if SCALE in os.environ:
        studio = Studio(arguments.out)
        project = prepared(studio, arguments.keep)
        for look in looks(arguments):
            photograph(studio, project, look, arguments.state or NAMES)
        return 0
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, __file__, *sys.argv[1:]]
        command += [] if arguments.keep else ["--keep", place]
        done = [
            subprocess.run(command, env=os.environ | {SCALE: each}, check=False)
            for each in arguments.scale or SCALES
        ]
    return max(each.returncode for each in done)


if __name__ == "__main__":
    sys.exit(main())
