"""Reads the corpus beside the project and prints how well: ``make score``."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import CORPUS
from tests.score_doubt import print_doubt


def main() -> int:
    """Read every document of the corpus with the headless command and score what comes out."""
    if not CORPUS.is_dir():
        print(f"There is no corpus to score: {CORPUS} does not exist.")
        return 0
    dev = CORPUS / "dev"
    truths = {path.name.removesuffix(".truth.json") for path in dev.glob("*.truth.json")}
    files = sorted(path for path in dev.iterdir() if path.stem in truths)
    with tempfile.TemporaryDirectory() as out:
        read = [sys.executable, "-m", "core", "read", "--jobs", "2", "--out", out, "--"]
        start = time.perf_counter()
        # what cannot be read yet is named on standard error and counted in the table
        code = subprocess.run([*read, *map(str, files)], check=False).returncode
        seconds = time.perf_counter() - start
        if code not in (0, 1):
            print(f"Reading stopped with exit code {code}.", file=sys.stderr)
            return code
        score = [sys.executable, str(CORPUS / "score.py"), str(dev), out, "--worst", "5"]
        subprocess.run(score, check=True)
        silent = print_doubt(dev, Path(out), CORPUS / "score.py")
        done = len(list(Path(out).glob("*.json")))
    print(f"{silent} silent errors")
    print(f"{done} of {len(files)} documents read in {seconds:.1f} s with 2 workers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
