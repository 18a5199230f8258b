"""Places that are read again, in a process of its own, with the engine that is shipped."""

import pytest

from core.again import AgainJob, AgainProcess, LostReaderError
from core.errors import GoujiError
from core.form_files import load_forms
from core.read import read_document
from core.report import Place
from tests.conftest import DATA

FORMS = load_forms()
SEED = DATA / "seed-000-word.pdf"


@pytest.fixture
def process():
    process = AgainProcess()
    yield process
    process.close()


def test_what_stands_in_a_cell_is_the_first_candidate_and_a_blank_is_blank(process):
    cells = read_document(SEED, FORMS).reports[0].cells
    numbers = [cell for cell in cells.values() if cell.text and cell.text.isdigit()][:12]
    blanks = [cell for cell in cells.values() if cell.text == ""][:3]
    chosen = [*numbers, *blanks]
    found = process.do(AgainJob(SEED, tuple(cell.place for cell in chosen if cell.place)))
    assert [candidates[0][0] for candidates in found] == [cell.text for cell in chosen]
    assert all(0 <= sure <= 1 for candidates in found for _, sure in candidates)


def test_what_has_no_picture_or_is_gone_is_said_in_words(process, tmp_path):
    place = (Place(1, (0, 0, 10, 10)),)
    text = tmp_path / "年报.txt"
    text.write_text("某局2023年政府信息公开工作年度报告", encoding="utf-8")
    with pytest.raises(GoujiError, match="text"):
        process.do(AgainJob(text, place))
    with pytest.raises(GoujiError, match="no such file"):
        process.do(AgainJob(tmp_path / "gone.pdf", place))


def test_a_process_that_dies_says_so(process):
    process.kill()
    with pytest.raises(LostReaderError):
        process.do(AgainJob(SEED, (Place(1, (0, 0, 10, 10)),)))
