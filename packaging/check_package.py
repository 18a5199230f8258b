"""Check that a packaged program works: it reads the sample as printed, and its window starts.

python packaging/check_package.py [FOLDER]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
TRUTHS = ROOT / "tests" / "data"
SUFFIX = ".exe" if sys.platform == "win32" else ""
ALIVE = 3.0  # seconds that the window must live


def main() -> int:
    """Check the folder that the command line names, by default the one just built."""
    parser = argparse.ArgumentParser(description="Check a packaged program.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist" / "gouji")
    return check(parser.parse_args().folder.resolve())


def check(program: Path) -> int:
    """Check one packaged program; print what was found and return the exit code."""
    command = program / f"gouji-cli{SUFFIX}"
    start = time.perf_counter()
    subprocess.run([str(command), "--version"], stdout=subprocess.DEVNULL, check=True)
    print(f"gouji-cli starts and ends in {time.perf_counter() - start:.2f} s")
    size = sum(file.stat().st_size for file in program.rglob("*") if not file.is_symlink())
    print(f"{program}: {size / 1e6:.0f} MB")
    # nothing of this project's environment may help it, and no display is needed
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    plain |= {"QT_QPA_PLATFORM": "offscreen"}
    faults = [*check_reading(program, plain), *check_window(program, plain)]
    for fault in faults:
        print(f"FAULT {fault}")
    print("The packaged program works." if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def check_reading(program: Path, environment: Mapping[str, str]) -> list[str]:
    """Read the sample with the packaged command; return what differs from what is printed."""
    files = sorted(SAMPLES.glob("*.pdf"))
    cells = 0
    faults = []
    with tempfile.TemporaryDirectory(prefix="gouji 检查 ") as out:
        command = [str(program / f"gouji-cli{SUFFIX}"), "read", *map(str, files), "--out", out]
        start = time.perf_counter()
        done = subprocess.run(command, env=environment, cwd=out, check=False)
        seconds = time.perf_counter() - start
        if done.returncode:
            return [f"gouji-cli read ended with {done.returncode}"]
        for file in files:
            if not (Path(out) / f"{file.stem}.json").exists():
                faults.append(f"gouji-cli read wrote nothing for {file.name}")
                continue
            printed = reports(TRUTHS / f"{file.stem}.truth.json")
            read = reports(Path(out) / f"{file.stem}.json")
            for identity, truth in printed.items():
                found = {key: cell["text"] for key, cell in read.get(identity, {}).items()}
                faults += [
                    f"{identity} {key}: printed {truth.get(key)!r}, read {found.get(key)!r}"
                    for key in sorted(truth.keys() | found.keys())
                    if truth.get(key) != found.get(key)
                ]
                cells += len(truth)
    print(f"gouji-cli read: {len(files)} documents, {cells} cells in {seconds:.1f} s")
    return faults


def reports(file: Path) -> dict[str, Mapping[str, Any]]:
    """Return the cells of each report in a JSON file, by agency and year."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return {f"{report['agency']} {report['year']}": report["cells"] for report in data["reports"]}


def check_window(program: Path, environment: Mapping[str, str]) -> list[str]:
    """Start the window without a display; return a fault where it does not stay."""
    with tempfile.TemporaryDirectory(prefix="gouji ") as home:
        own = dict(environment) | {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        window = subprocess.Popen(
            [str(program / f"gouji{SUFFIX}")],
            env=own, cwd=home, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
        )  # fmt: skip
        try:
            _, said = window.communicate(timeout=ALIVE)
        except subprocess.TimeoutExpired:
            print(f"gouji: its window stood for {ALIVE:.0f} s")
            return []
        finally:
            window.terminate()
            window.wait()
    return [f"gouji ended by itself with {window.returncode}: {said}"]


if __name__ == "__main__":
    sys.exit(main())
