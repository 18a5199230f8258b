"""Make the packaged program in ``dist/gouji`` and check that it works.

python packaging/build.py
"""

import shutil
import sys
from pathlib import Path

import PyInstaller.__main__
from check_package import check

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build, put the files for the desktop beside it, and check."""
    folders = ["--distpath", str(DIST), "--workpath", str(ROOT / "build")]
    spec = str(ROOT / "packaging" / "gouji.spec")
    PyInstaller.__main__.run([spec, "--noconfirm", "--log-level", "WARN", *folders])
    program = DIST / "gouji"
    shutil.copy2(ROOT / "LICENSE", program)
    if sys.platform == "linux":
        linux = ROOT / "packaging" / "linux"
        (program / "linux").mkdir()
        for name in ("gouji.desktop", "gouji-mime.xml"):
            shutil.copy2(linux / name, program / "linux")
        shutil.copy2(linux / "install.sh", program)
    return check(program)


if __name__ == "__main__":
    sys.exit(main())
