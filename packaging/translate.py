"""Renew the catalogs of the window from its sources, or check that they are fresh and complete.

python packaging/translate.py [--check]
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
CATALOGS = {
    FOLDER / "gouji_zh_CN.ts": ("-target-language", "zh_CN"),
    FOLDER / "gouji_en.ts": ("-target-language", "en_US", "-pluralonly"),
}
"""Each with its options. The sources are English: its catalog knows one thing from several."""
ALIASES = ("QT_TRANSLATE_NOOP+=marked",)


def main() -> int:
    """Run; return the exit code: 1 where something is to be done by a person."""
    parser = argparse.ArgumentParser(description="Renew or check the catalogs.")
    parser.add_argument("--check", action="store_true", help="change nothing, only complain")
    check = parser.parse_args().check
    found = (kept(each, options, check=check) for each, options in CATALOGS.items())
    problems = [said for one in found for said in one]
    print("\n".join(problems) or "The catalogs are fresh and complete.")
    return 1 if problems else 0


def kept(old: Path, options: Sequence[str], *, check: bool) -> list[str]:
    """Renew or check one catalog; return what is to be done about it by a person."""
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / old.name
        if old.exists():
            shutil.copy(old, new)
        problems = renewed(new, options)
        pairs = ((new, old), (new.with_suffix(".qm"), old.with_suffix(".qm")))
        if check:
            stale = [two for one, two in pairs if not same(one, two)]
            problems += [f"{path.name} is stale: run packaging/translate.py" for path in stale]
            return problems
        for one, two in pairs:
            beside = two.with_name(f"{two.name}.new")  # a window that runs has the old one open
            shutil.copy(one, beside)
            beside.replace(two)
        return problems


def renewed(catalog: Path, chosen: Sequence[str]) -> list[str]:
    """Renew and compile a catalog; return what has no translation."""
    sources = sorted(map(str, (ROOT / "gui").rglob("*.py")))
    aliases = [part for alias in ALIASES for part in ("-tr-function-alias", alias)]
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en_US"]
    run(tool("lupdate"), *options, *chosen, *aliases, *sources,
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
            if translation is None or translation.get("type") or not all(texts_of(translation)):
                source = message.findtext("source")
                found.append(f"not translated: {context.findtext('name')}: {source}")
    return found


def texts_of(translation: ET.Element) -> list[str]:
    """Return the texts of a translation: one, or those for one thing and for several."""
    forms = translation.findall("numerusform") or [translation]
    return [(form.text or "").strip() for form in forms]


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
