"""Pictures of what reading saw: ``read --debug``."""

import json
from random import Random

import pymupdf
import pytest

from core import debugging
from core.__main__ import main
from core.debugging import read_and_draw
from core.errors import GoujiError
from core.read import read_document
from core.scans.engines import Engines
from tests.conftest import DATA
from tests.core.drawn import Style, draw_report
from tests.core.made_docx import report_docx
from tests.core.reports import FORMS, balanced

TEXTS = balanced(Random(3), "2021")


def drawn(path, folder):
    """Draw what was seen; return the document that was read on the way."""
    steps = read_and_draw(path, FORMS, Engines(), {path: folder})
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def colors_at(picture, box, scale):
    """The colours in a part of a page, as red, green and blue where they stand out."""
    x0, y0, x1, y1 = (round(side * scale) for side in box)
    found = set()
    for y in range(y0 - 1, y1 + 2):
        for x in range(x0 - 1, x1 + 2):
            red, green, blue = picture.pixel(x, y)
            found |= {"red"} if red > 180 and max(green, blue) < 90 else set()
            found |= {"green"} if green > 120 and max(red, blue) < 90 else set()
            found |= {"blue"} if blue > 180 and red < 110 else set()
    return found


@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_what_was_seen_is_drawn_where_it_stands(tmp_path, rotate):
    path = tmp_path / "年 报📄.pdf"
    draw_report(path, TEXTS, "2021", Style(rotate=rotate), "某局", 2023)
    document = drawn(path, tmp_path / "out")
    assert document == read_document(path, FORMS)
    pictures = sorted((tmp_path / "out").iterdir())
    assert [picture.name for picture in pictures] == [
        f"page-{number:03}.png" for number in range(1, document.pages + 1)
    ]
    place = document.reports[0].cells["requests.new.natural"].place
    with pymupdf.open(path) as pdf:
        width = pdf[place.page - 1].rect.width
    picture = pymupdf.Pixmap(str(pictures[place.page - 1]))
    assert colors_at(picture, place.box, picture.width / width) == {"red", "green", "blue"}


def test_documents_without_pages_of_their_own_are_drawn_too(tmp_path):
    path = report_docx(tmp_path / "a.docx", TEXTS, "2021", "某局", 2023)
    document = drawn(path, tmp_path / "out")
    place = document.reports[0].cells["requests.new.natural"].place
    picture = pymupdf.Pixmap(str(tmp_path / "out" / f"page-{place.page:03}.png"))
    assert colors_at(picture, place.box, picture.width / 595) == {"red", "green"}


def test_only_so_many_pages_are_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(debugging, "MAX_DEBUG_PAGES", 2)
    drawn(DATA / "seed-003-web.pdf", tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_giant_page_is_drawn_small(tmp_path):
    path = tmp_path / "giant.pdf"
    with pymupdf.open() as pdf:
        pdf.new_page(width=14000, height=14000).insert_text((100, 100), "1")
        pdf.save(path)
    drawn(path, tmp_path / "out")
    assert pymupdf.Pixmap(str(tmp_path / "out" / "page-001.png")).width < 3000


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GoujiError, match="无法在"):
        drawn(DATA / "seed-003-web.pdf", tmp_path / "file" / "out")


def test_the_command_draws_and_may_read_at_once(tmp_path, capfd):
    path = report_docx(tmp_path / "-a 报告.docx", TEXTS, "2021", "某局", 2023)
    arguments = ["read", "--", str(path), "--debug", str(tmp_path / "debug")]
    assert main(arguments) == 0
    assert (tmp_path / "debug" / "-a 报告" / "page-001.png").exists()
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    read = json.loads((tmp_path / "out" / "-a 报告.json").read_text(encoding="utf-8"))
    assert len(read["reports"][0]["cells"]) == len(TEXTS)
    with pytest.raises(SystemExit) as ended:
        main(["read", str(path)])
    assert ended.value.code == 2
    assert "--out" in capfd.readouterr().err
