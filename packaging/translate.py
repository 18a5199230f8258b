"""Renew the Chinese catalog of the window from its sources, or check that it is fresh and complete.

python packaging/translate.py [--check]
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOG = ROOT / "resources" / "i18n" / "gouji_zh_CN.ts"
COMPILED = CATALOG.with_suffix(".qm")
ALIASES = ("QT_TRANSLATE_NOOP+=marked",)


def main() -> int:
    """Run; return the exit code: 1 where something is to be done by a person."""
    parser = argparse.ArgumentParser(description="Renew or check the Chinese catalog.")
    parser.add_argument("--check", action="store_true", help="change nothing, only complain")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        catalog = Path(folder) / CATALOG.name
        if CATALOG.exists():
            shutil.copy(CATALOG, catalog)
        problems = renewed(catalog)
        compiled = catalog.with_suffix(".qm")
        if not check:
            for new, old in ((catalog, CATALOG), (compiled, COMPILED)):
                beside = old.with_name(f"{old.name}.new")  # a window that runs has the old one open
                shutil.copy(new, beside)
                beside.replace(old)
        else:
            pairs = ((catalog, CATALOG), (compiled, COMPILED))
            stale = [old for new, old in pairs if not same(new, old)]
            problems += [f"{path.name} is stale: run packaging/translate.py" for path in stale]
    print("\n".join(problems) or f"{CATALOG.name}: fresh and complete")
    return 1 if problems else 0


def renewed(catalog: Path) -> list[str]:
    """Renew and compile a catalog; return what has no translation."""
    sources = sorted(map(str, (ROOT / "gui").rglob("*.py")))
    aliases = [part for alias in ALIASES for part in ("-tr-function-alias", alias)]
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en_US"]
    run(tool("lupdate"), *options, "-target-language", "zh_CN", *aliases, *sources,
        "-ts", str(catalog))  # fmt: skip
    run(tool("lrelease"), "-silent", str(catalog), "-qm", str(catalog.with_suffix(".qm")))
    return missing(catalog)


def missing(catalog: Path) -> list[str]:
    """Return the texts of a catalog that have no finished translation."""
    found = []
    root = ET.parse(catalog).getroot()  # noqa: S314 - our own file
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else "".join(translation.itertext()).strip()
            if translation is None or translation.get("type") or not text:
                source = message.findtext("source")
                found.append(f"not translated: {context.findtext('name')}: {source}")
    return found


def same(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same."""
    return other.exists() and one.read_bytes() == other.read_bytes()


def tool(name: str) -> str:
    """Return the path of a tool of PySide6."""
    found = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit(f"pyside6-{name} is not there: run `make setup-dev`")
    return found


def run(*command: str) -> None:
    """Run a tool; what it says is shown where it fails."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main())
