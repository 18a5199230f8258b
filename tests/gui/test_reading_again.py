"""Cells read again (Ctrl+R): candidates beside the source, taken by a key, nothing overwritten."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.form_files import load_forms
from core.read import read_document
from core.report import Place
from core.store.project import Project
from gui.pages.rereader import Rereader
from tests.conftest import DATA

SEED = DATA / "seed-000-word.pdf"


@pytest.fixture
def rereader(qapp):
    rereader = Rereader()
    yield rereader
    rereader.close()


def test_what_stands_there_comes_back_by_key_and_errors_come_in_words(qtbot, rereader, tmp_path):
    with qtbot.waitSignal(rereader.failed, timeout=30_000) as said:
        rereader.read(1, tmp_path / "gone.pdf", {"a": Place(1, (0, 0, 9, 9))})
    assert "no such file" in said.args[0].en
    with qtbot.waitSignal(rereader.found, timeout=60_000) as found:
        rereader.read(7, SEED, {"a": Place(1, (0, 0, 9, 9)), "b": Place(1, (0, 9, 9, 18))})
    report, candidates = found.args
    assert report == 7
    assert set(candidates) == {"a", "b"}
    assert all(0 <= sure <= 1 for some in candidates.values() for _, sure in some)


def test_ctrl_r_offers_what_the_source_says_and_alt_1_takes_it(qtbot, open_window, tmp_path):
    forms = load_forms()
    path = tmp_path / "年报.gouji"
    with Project.create(path, forms=forms) as project:
        project.add(read_document(SEED, forms))
    window = open_window()
    window.open_paths([path])
    session = window.reviewing.session
    key, cell = next(
        (key, cell)
        for key, cell in session.report.form_cells.items()
        if cell.text and cell.text.isdigit()
    )
    right, wrong = cell.text, "8" if cell.text != "8" else "3"
    session.edit(key, wrong)
    session.selection.select(key)
    assert window.desk.offers.offers == ()
    with qtbot.waitSignal(session.candidatesChanged, timeout=60_000):
        window.acts["readAgain"].trigger()
    assert session.report.cells[key].text == wrong  # nothing is overwritten
    assert window.desk.offers.isVisible()
    assert window.desk.offers.offers[0].texts == {key: right}
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: session.report.cells[key].text == right)
    window.reviewing.undo()
    assert session.report.cells[key].text == wrong
    kept = session.project.report(session.id).cells[key]
    assert right in [text for text, _ in kept.candidates] or kept.read == right
