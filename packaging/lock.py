"""Renew ``requirements/*.lock`` from ``requirements/*.in``, for every platform, with hashes.

    python packaging/lock.py

It asks for the newest versions that fit. uv does the work, in an environment of its own.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
COMPILE = [
    *("pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes"),
    *("--python-version", "3.11", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
]
HEAD = "# Made by `make lock` from {name}.in; do not edit. Python 3.11 and newer, every platform.\n"


def main() -> int:
    """Renew both locks; the one for development keeps to the versions of the other."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "uv"
        venv.create(environment, with_pip=True)
        python = environment / ("Scripts/python" if sys.platform == "win32" else "bin/python")
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "uv"], check=True)
        for name, bounds in (("run", []), ("dev", ["--constraints", "run.lock"])):
            fresh = Path(folder) / f"{name}.lock"
            uv = [str(python), "-m", "uv", *COMPILE, *bounds, f"{name}.in", "-o", str(fresh)]
            subprocess.run(uv, cwd=REQUIREMENTS, check=True)
            text = HEAD.format(name=name) + fresh.read_text(encoding="utf-8")
            if "http" in text:
                print(f"{name}.lock would name an address: not written", file=sys.stderr)
                return 1
            (REQUIREMENTS / f"{name}.lock").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
