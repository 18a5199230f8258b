"""Open the bundled sample in the window; where there is no display, do the same work without one.

python packaging/run_sample.py [--no-window]
"""

import argparse
import locale
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.__main__ import main as core  # noqa: E402  (the project is not installed)
from core.checking.explain import explain  # noqa: E402
from core.form_files import load_forms  # noqa: E402
from core.report import Verdict  # noqa: E402
from core.store.project import Project  # noqa: E402
from core.text import Language  # noqa: E402

SAMPLES = ROOT / "resources" / "samples"
OUT = ROOT / "out"
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description="Open the bundled sample.")
    parser.add_argument("--no-window", action="store_true", help="do the work without a window")
    files = sorted(SAMPLES.glob("*.pdf"))
    reason = "as asked" if parser.parse_args().no_window else why_no_display()
    if reason is None:
        command = [sys.executable, "-m", "gui", "--sample"]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"No window ({reason}): the same work without one.\n", flush=True)
    return without_window(files)


def why_no_display() -> str | None:
    """Return why no window can be shown here, None where one can."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        return "there is no display"
    # Qt ends the whole process where it cannot reach the display: let it end another one
    probe = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, errors="replace", check=False
    )
    if probe.returncode == 0:
        return None
    said = probe.stderr.strip().splitlines() or [f"Qt stopped with code {probe.returncode}"]
    return f"the display cannot be used: {said[0]}"


def without_window(files: list[Path]) -> int:
    """Read, check and export the files; print what was found and where the results are."""
    OUT.mkdir(exist_ok=True)
    project, workbook = OUT / "sample.gouji", OUT / "sample.xlsx"
    project.unlink(missing_ok=True)  # of an earlier run
    code = core(["add", str(project), *map(str, files)])
    code = max(code, core(["export", str(project), str(workbook)]))
    language: Language = "zh" if (locale.getlocale()[0] or "").startswith(("zh", "Chin")) else "en"
    print_findings(project, language)
    print(f"project:  {project}\nworkbook: {workbook}")
    return code


def print_findings(path: Path, language: Language) -> None:
    """Print each report of a project and what does not add up in it."""
    forms = load_forms()
    with Project.open(path, forms=forms) as project:
        for entry in sorted(project.reports(), key=lambda entry: (entry.agency, entry.year or 0)):
            cells = len(project.report(entry.id).cells)
            print(f"{entry.agency} {entry.year}: {cells} cells")
            for finding in project.findings(entry.id):
                if finding.verdict is Verdict.BROKEN:
                    said = explain(finding, forms, language)
                    print(f"  {finding.severity:<7} {finding.rule:<7} {said}")
            print()


if __name__ == "__main__":
    sys.exit(main())
