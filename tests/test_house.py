"""Rules of the house that no tool checks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path for name in ("core", "gui", "resources", "tests", "packaging")
    for path in (ROOT / name).rglob("*.py")
)  # fmt: skip
LOCKS = [ROOT / "requirements" / "run.lock", ROOT / "requirements" / "dev.lock"]
MOST_LINES = 400


def pins(lock):
    """The versions that a lock file names."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_no_file_is_too_long():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: count for path, count in lengths.items() if count > MOST_LINES} == {}


def test_no_module_is_a_drawer():
    assert [path for path in CODE if path.stem in ("utils", "util", "misc", "helpers")] == []


def test_the_folder_packaging_does_not_hide_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_core_starts_without_qt_or_gui():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "core").rglob("*.py") if path.name != "__main__.py"
    ]  # fmt: skip
    code = f"import sys\nfor name in {names}: __import__(name.removesuffix('.__init__'))\n" + (
        "print([n for n in sys.modules if n.split('.')[0] in ('gui', 'PySide6', 'shiboken6')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address_and_hashes_everything(lock):
    text = lock.read_text(encoding="utf-8")
    assert "http" not in text
    assert pins(lock)
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_agree():
    run, dev = map(pins, LOCKS)
    assert {name: dev.get(name) for name in run} == run


def test_no_weak_spots_are_left_in_the_code():
    weak = re.compile(
        r"\b(TODO|FIXME)\b|processEvents\(|except\s*:|# noqa\s*$|# type: ignore\s*$", re.MULTILINE
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in CODE
        if path != Path(__file__)
        for match in weak.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_map_names_every_folder_of_code():
    written = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = [
        p.parent.name for name in ("core", "gui") for p in (ROOT / name).glob("*/__init__.py")
    ]
    assert [folder for folder in folders if f"{folder}/`" not in written] == []
