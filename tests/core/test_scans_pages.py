"""Pages that are pictures, read: which of them, where things are, what is told of doubt."""

import gc
import weakref

import cv2
import numpy as np
import pymupdf
import pytest

from core.read import read_document
from core.reading.grid import grids
from core.reading.page import Grid, GridCell, Ruling
from core.scans.engine import Glyph, NullEngine, ReadLine, ValueReading
from core.scans.engines import Engines
from core.scans.scan import Scan, may_be_value, weighed
from core.scans.sizes import sized
from core.scans.strokes import without_strokes
from core.sources import open_source
from tests.conftest import DATA
from tests.core.reports import FORMS

SEED = DATA / "seed-000-word.pdf"


class StubEngines(Engines):
    """Has the engine that a test gives it, or none."""

    def __init__(self, engine):
        super().__init__()
        self._own = engine

    @property
    def engine(self):
        return self._own


class StubEngine(NullEngine):
    """Reads one line on each page, and the same value in each cell; keeps what it was shown."""

    def __init__(self, value="7", text=""):
        self.value, self.text = value, text
        self.pages, self.crops = [], []

    def lines(self, picture):
        self.pages.append(picture)
        boxes = [(100 + 40 * n, 20, 136 + 40 * n, 56) for n in range(len(self.text))]
        glyphs = tuple(Glyph(c, b, 0.99) for c, b in zip(self.text, boxes, strict=True))
        return [ReadLine((100, 20, 140, 56), glyphs)] if glyphs else []

    def values(self, crops):
        self.crops += crops
        return [ValueReading(self.value, 0.99) for _ in crops]


def table(rows=4, columns=5, size=(1654, 2339), text=""):
    """A page at 200 dpi with a table, a text in each cell; and where its rulings are."""
    picture = np.full((size[1], size[0], 3), 255, np.uint8)
    xs = [150 + 250 * n for n in range(columns + 1)]
    ys = [300 + 110 * n for n in range(rows + 1)]
    for x in xs:
        cv2.line(picture, (x, ys[0]), (x, ys[-1]), (0, 0, 0), 3)
    for y in ys:
        cv2.line(picture, (xs[0], y), (xs[-1], y), (0, 0, 0), 3)
    for x, y in ((x, y) for x in xs[:-1] for y in ys[:-1]):
        cv2.putText(picture, text, (x + 60, y + 70), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    return picture, xs, ys


def shown(box):
    return tuple(side * 72 / 200 for side in box)


def rasterised(path, pages, target, dpi=150):
    """A copy of a PDF of which some pages are pictures of what they were."""
    with pymupdf.open(path) as source, pymupdf.open() as made:
        for page in source:
            if page.number + 1 in pages:
                picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
                new = made.new_page(width=page.rect.width, height=page.rect.height)
                new.insert_image(new.rect, stream=picture.tobytes("jpeg"))
            else:
                made.insert_pdf(source, from_page=page.number, to_page=page.number)
        made.save(target)
    return target


def looked(page):
    """Return the grids of a page, looked at cell by cell; that it can be, the tests know."""
    return page.look(grids(page))


def owner_of(page):
    """Return what a page is looked at through."""
    return page.look.__self__


def test_cells_are_cut_out_without_their_rulings_and_read_at_once():
    picture, *_ = table()
    cv2.putText(picture, "42", (200, 380), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (0, 0, 0), 3)
    engine = StubEngine()
    page = Scan(picture, shown, engine).page(3)
    found = looked(page)
    assert len(found) == 1
    assert len(found[0].cells) == 20 == len(engine.crops)
    assert {(cell.text, cell.page) for cell in found[0].cells} == {("7", 3)}
    blank = [crop for crop in engine.crops if crop.min() > 200]
    assert len(blank) == 19  # but for the one in which something stands
    assert all(80 < crop.shape[0] < 110 and 200 < crop.shape[1] < 250 for crop in engine.crops)


def test_places_are_those_of_the_page_as_shown():
    picture, xs, ys = table()
    page = Scan(picture, shown, StubEngine()).page(1)
    assert page.width == pytest.approx(595, abs=3)
    grid = grids(page)[0]
    for cell in grid.cells:
        expected = shown((xs[cell.column0], ys[cell.row0], xs[cell.column1], ys[cell.row1]))
        assert page.as_shown(cell.box) == pytest.approx(expected, abs=1.5)


def test_places_are_found_again_on_a_page_that_lies_askew():
    picture, xs, ys = table()
    turn = cv2.getRotationMatrix2D((827, 1170), 2.0, 1.0)
    skewed = cv2.warpAffine(picture, turn, (1654, 2339), borderValue=(255, 255, 255))
    page = Scan(skewed.astype(np.uint8), shown, StubEngine()).page(1)
    cells = grids(page)[0].cells
    assert len(cells) == 20
    for cell in cells:
        x, y = (xs[cell.column0] + xs[cell.column1]) / 2, (ys[cell.row0] + ys[cell.row1]) / 2
        there = turn @ (x, y, 1)
        x0, y0, x1, y1 = page.as_shown(cell.box)
        middle = (x0 + x1) / 2, (y0 + y1) / 2
        assert middle == pytest.approx(tuple(there * 72 / 200), abs=2.5)


def test_the_way_back_keeps_no_picture():
    page = Scan(table()[0], shown, StubEngine()).page(1)
    scan = weakref.ref(owner_of(page))
    bare = page.bare
    box = page.as_shown((100, 100, 200, 200))
    del page
    gc.collect()
    assert scan() is None
    assert bare.as_shown((100, 100, 200, 200)) == box


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("", True), ("12", True), ("〇", True), ("280 万元", True), ("口", True), ("-", True)),
        *(
            ("十0十", True),
            ("无十", True),
            ("十", True),
            ("十项", True),
            ("十二", False),
            ("十、其他", False),
            ("十二、第2项", False),
        ),
        *(("总计", False), ("一、本年新收政府信息公开申请数量", False), ("其他", False)),
    ],
)
def test_words_are_no_values(text, value):
    assert may_be_value(GridCell(1, 0, 1, 0, 1, (0, 0, 9, 9), (), text)) is value


def test_two_readings_that_agree_are_surer_than_one():
    alone = weighed(ValueReading("12", 0.97), "", 0.0)
    both = weighed(ValueReading("12", 0.97), "12", 0.99)
    against = weighed(ValueReading("12", 0.97), "17", 0.99)
    assert both.confidence > alone.confidence > against.confidence
    assert (both.unsure, against.unsure) == (False, True)
    assert "17" in dict(against.others)


def test_a_hopeless_reading_gives_way_to_a_clear_one_but_not_unmarked():
    found = weighed(ValueReading("050", 0.01), "0", 0.99)
    assert (found.text, found.unsure) == ("0", True)
    assert "050" in dict(found.others)


def test_a_blank_that_the_page_reading_fills_is_doubted():
    found = weighed(ValueReading("", 0.99), "3", 0.99)
    assert found.unsure


def test_sizes_of_characters_do_not_hang_on_the_length_of_their_line():
    def line(text, x, y, height):
        boxes = [(x + 30 * n, y, x + 30 * n + 28, y + height) for n in range(len(text))]
        glyphs = tuple(Glyph(c, b, 0.9) for c, b in zip(text, boxes, strict=True))
        return ReadLine((x, y, x + 30 * len(text), y + height), glyphs)

    glyphs = sized([line("年度政府信息公开工作报", 10, 10, 30), line("告", 200, 50, 30)])
    heights = {round(g.box[3] - g.box[1], 3) for g in glyphs}
    assert heights == {30.0}
    glyphs = sized([line("年度政府信息公开工作报", 10, 10, 36), line("告", 200, 50, 36)])
    assert {round(g.box[3] - g.box[1], 3) for g in glyphs} == {30.0}


def test_only_pages_without_text_are_looked_at(tmp_path):
    path = rasterised(SEED, {2}, tmp_path / "混合 mixed.pdf")
    engine = StubEngine(text="政府信息公开工作年度报告政府信息公开工作年度报告")
    pages = list(open_source(path, StubEngines(engine)))
    assert [page.scanned for page in pages] == [False, True, *[False] * (len(pages) - 2)]
    assert len(engine.pages) == 1
    assert pages[1].look is not None


def test_without_an_engine_a_note_says_that_a_page_is_a_picture(tmp_path):
    path = rasterised(SEED, {2}, tmp_path / "a.pdf", dpi=40)
    document = read_document(path, FORMS, StubEngines(None))
    assert ("no-text", 2) in {(note.code, note.page) for note in document.notes}


def test_an_empty_page_is_no_scan(tmp_path):
    with pymupdf.open() as made:
        made.new_page()
        made.save(tmp_path / "empty.pdf")
    engine = StubEngine()
    (page,) = open_source(tmp_path / "empty.pdf", StubEngines(engine))
    assert not page.scanned
    assert not engine.pages


def test_a_picture_of_a_table_in_a_page_of_text_is_read_in_its_place(tmp_path):
    picture, *_ = table(size=(1500, 900), text="1204")
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), "A page with text of its own, and below a table that is pasted.")
        data = cv2.imencode(".png", picture)[1].tobytes()
        page.insert_image((72, 200, 522, 470), stream=data)
        made.save(tmp_path / "pasted.pdf")
    engine = StubEngine(text="合计")
    (page,) = open_source(tmp_path / "pasted.pdf", StubEngines(engine))
    assert page.scanned
    assert "".join(char.text for char in page.chars).startswith("Apagewithtext")
    assert {"合", "计"} <= {char.text for char in page.chars}
    found = looked(page)
    assert [len(grid.cells) for grid in found] == [20]
    x0, y0, x1, y1 = page.as_shown(found[0].box)
    assert 72 < x0 < x1 < 522
    assert 200 < y0 < y1 < 470
    assert page.as_shown((10, 10, 20, 20)) == (10, 10, 20, 20)


def test_a_photo_in_a_page_of_text_is_left_alone(tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (300, 400, 3), np.uint8)
    photo = cv2.GaussianBlur(cv2.resize(noise, (800, 600)), (0, 0), 9)
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), "A page with text of its own, and below a photo of a meeting.")
        page.insert_image((72, 200, 322, 390), stream=cv2.imencode(".jpg", photo)[1].tobytes())
        made.save(tmp_path / "photo.pdf")
    engine = StubEngine(text="合计")
    (page,) = open_source(tmp_path / "photo.pdf", StubEngines(engine))
    assert not page.scanned
    assert not engine.pages


def test_a_rasterised_page_reads_as_the_page_that_it_was(tmp_path):
    """The one test here with the networks: a whole page of a form."""
    document = read_document(SEED, FORMS)
    (whole,) = document.reports
    pages = [cell.place.page for cell in whole.cells.values() if cell.place]
    most = max(range(1, 5), key=pages.count)
    path = rasterised(SEED, {most}, tmp_path / "a.pdf", dpi=200)
    read = read_document(path, FORMS, Engines(1))
    (report,) = read.reports
    assert [n.page for n in read.notes if n.code == "scanned"] == [most]
    assert (report.agency, report.year, report.form) == (whole.agency, whole.year, whole.form)
    wrong = {k: c.text for k, c in whole.cells.items() if report.cells[k].text != c.text}
    assert not wrong
    for key, cell in report.cells.items():
        place = whole.cells[key].place
        assert cell.place
        assert place
        assert cell.place.page == place.page
        assert cell.place.box == pytest.approx(place.box, abs=3)
    marked = sum(cell.unsure for cell in report.cells.values())
    assert marked <= 0.05 * len(report.cells)


def test_grids_outside_the_picture_are_not_touched():
    scan = Scan(table()[0], shown, StubEngine(), (100, 100, 200, 200))
    cell = GridCell(1, 0, 1, 0, 1, (300, 300, 340, 320), (), "5")
    grid = Grid(1, (300, 340), (300, 320), (cell,))
    assert scan.look([grid]) == [grid]


def test_a_wall_through_words_is_a_stroke_and_one_between_cells_is_not():
    def line(text, x, step):
        boxes = [(x + step * n, 100, x + step * n + 30, 130) for n in range(len(text))]
        return [Glyph(c, b, 0.9) for c, b in zip(text, boxes, strict=True)]

    glyphs = (*line("行政复议", 100, 32), *line("总计", 280, 32), *line("24", 400, 20))
    read = ReadLine((100, 100, 440, 130), glyphs)
    walls = [Ruling(horizontal=False, at=at, start=60, end=300) for at in (130, 255, 370, 410)]
    floor = Ruling(horizontal=True, at=140, start=0, end=900)
    kept = list(without_strokes([floor, *walls], [read]))
    assert floor in kept
    assert [wall in kept for wall in walls] == [False, True, True, True]
    parts = [(r.start, r.end) for r in kept if r.at == 130]
    assert parts == [(60, pytest.approx(92.5)), (pytest.approx(137.5), 300)]
