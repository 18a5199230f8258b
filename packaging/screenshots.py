"""Take pictures of the states of the window: languages, themes, screens, scales, sizes of text.

python packaging/screenshots.py [--language zh] [--theme light] [--size 1280x800] [--scale 1.25]
                                [--letters large] [--state review] [--out FOLDER] [--keep FOLDER]

Each option can be given several times; without them all is photographed that is looked at before a
release. Each scale and screen has a process of its own: Qt takes them from the environment.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the project is not installed

from photographed import prepared  # noqa: E402  (after the path to the project is set)
from studio import SCALE, Look, Studio  # noqa: E402
from window_states import NAMES, photograph  # noqa: E402

from gui.fonts import SIZES as LETTERS  # noqa: E402

LANGUAGES, THEMES = ("zh", "en"), ("light", "dark")
SCALES = ("1", "2")
SCREENS = {"1": ("1280x800", "1920x1080"), "2": ("1280x800", "1920x1080", "2560x1600")}
"""The screens of a scale, in pixels: at 2, 1280 by 800 leave no more than 640 by 400 points."""


def screen(folder: Path, size: str) -> str:
    """Return the name of a platform with a screen of a size, in pixels."""
    width, height = map(int, size.split("x"))
    one = {"name": size, "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    one |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    kept = {"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": [one]}
    path = folder / f"{size}.json"
    path.write_text(json.dumps(kept), encoding="utf-8")
    return f"offscreen:configfile={os.path.relpath(path)}"  # for Qt, a colon ends the name


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--keep", type=Path, help="folder of the documents, kept for another run")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--size", action="append", help="of the screen in pixels, as 1280x800")
    parser.add_argument("--only", help=argparse.SUPPRESS)  # the screen of this process
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
        width, height = map(int, arguments.only.split("x"))
        for parts in product(arguments.language, arguments.theme, arguments.letters):
            language, theme, letters = parts
            look = Look(language, theme, (width, height), letters)
            photograph(studio, project, look, arguments.state or NAMES)
        return 0
    codes = []
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, __file__, *sys.argv[1:]]
        command += [] if arguments.keep else ["--keep", place]
        for each in arguments.scale or SCALES:
            for size in arguments.size or SCREENS.get(each, SCREENS["2"]):
                own = {SCALE: each, "QT_QPA_PLATFORM": screen(Path(place), size)}
                one = [*command, "--only", size]
                codes.append(subprocess.run(one, env=os.environ | own, check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
