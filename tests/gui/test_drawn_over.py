"""What is drawn over a page by hand: a region to read, the lines of a table; and turned pages."""

import math

import pymupdf
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from core.form_files import load_forms
from core.hand_grid import draft, on_page
from core.read import read_document
from core.report import CellState, Place
from core.store.project import Project
from gui.pages.crop_strip import PADDING, CropStrip
from gui.pages.crops import Crop, cell_frame
from gui.pages.page_boxes import PageBox
from gui.pages.page_layout import PageLayout
from gui.pages.page_view import PageView
from tests.conftest import DATA
from tests.gui.driven import wait_drawn

SEED = DATA / "seed-000-word.pdf"
LEFT, SHIFT, NONE = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture(scope="module")
def document():
    return read_document(SEED, load_forms())


@pytest.fixture
def view(qtbot, draw_worker, settings):
    view = PageView(draw_worker, settings)
    qtbot.addWidget(view)
    view.resize(640, 700)
    view.show()
    view.show_document(SEED)
    wait_drawn(qtbot, view)
    return view


@pytest.fixture
def window(qtbot, open_window, document, tmp_path):
    path = tmp_path / "年报 📄.gouji"
    with Project.create(path, forms=load_forms()) as project:
        project.add(document)
    window = open_window()
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.page._layout is not None)
    return window


def drag(view, start, end, modifier=NONE):
    start, end = QPointF(start).toPoint(), QPointF(end).toPoint()
    QTest.mousePress(view.viewport(), LEFT, modifier, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, modifier, end)


def on_view(view, point):
    """A place in content pixels on the viewport."""
    return point - view._seen().topLeft()


def number_on_first_table(session):
    return next(
        key for key, cell in session.report.form_cells.items() if cell.text and cell.text.isdigit()
    )


def test_shift_and_the_mouse_draw_a_region_that_esc_takes_away(qtbot, view):
    with qtbot.waitSignal(view.regionDrawn):
        drag(view, QPoint(100, 120), QPoint(200, 160), SHIFT)
    assert view.verticalScrollBar().value() == 0  # the page was not dragged
    zoom = view._layout.zoom
    x0, y0, x1, y1 = view._region.place.box
    assert (x1 - x0, y1 - y0) == pytest.approx((100 / zoom, 40 / zoom))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.take_region() is None
    drag(view, QPoint(100, 120), QPoint(102, 121), SHIFT)
    assert view.take_region() is None  # not meant


def test_a_region_is_read_for_the_cell_at_hand_and_only_offered(qtbot, window):
    session, page = window.reviewing.session, window.desk.page
    key = number_on_first_table(session)
    right = session.report.cells[key].text
    wrong = "7" if right != "7" else "3"
    session.edit(key, wrong)
    session.selection.select(key)
    page._finish_glide()
    rect = page.box_rect(key)
    drag(page, rect.topLeft() - QPoint(1, 1), rect.bottomRight() + QPoint(1, 1), SHIFT)
    assert page._region.place is not None
    with qtbot.waitSignal(session.candidatesChanged, timeout=60_000):
        window.acts["readAgain"].trigger()
    assert session.report.cells[key].text == wrong
    assert window.desk.offers.offers[0].texts == {key: right}
    assert page.take_region() is None  # read once


def test_lines_are_drawn_where_the_table_is_and_changed_by_mouse_and_keys(qtbot, view, document):
    forms, cells = load_forms(), document.reports[0].cells
    table = next(t for t in forms.tables_of("2021", cells) if t.name == "requests")
    number = next(c.place.page for k, c in cells.items() if k in table.cells and c.place)
    found = draft(table, cells, number)
    assert found
    view.edit_grid(found)
    editor, layout = view.grid_editor, view._layout
    hint = view.findChild(QLabel, "gridHint")
    assert hint.isVisible()
    assert editor.fits
    x, y = found.grid.xs[2], (found.grid.ys[0] + found.grid.ys[1]) / 2
    corner = layout.flat_rect(number).topLeft()
    place = on_view(view, corner + QPointF(x, y) * layout.zoom)
    drag(view, place, place + QPointF(6, 0))
    assert editor.grid.xs[2] == pytest.approx(x + 6 / layout.zoom, abs=1)
    assert editor.chosen == (0, 2)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert editor.grid.xs[2] == pytest.approx(x + 6 / layout.zoom - 1, abs=1)
    QTest.keyClick(view, Qt.Key.Key_Down)  # across its axis: another line
    assert editor.chosen == (1, 0)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert editor.chosen == (1, 1)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(editor.grid.ys) == len(found.grid.ys) - 1
    said = hint.text()
    QTest.keyClick(view, Qt.Key.Key_Return)  # a row has no lines: nothing is read
    assert view.grid_editor is editor
    row = on_view(view, corner + QPointF(x + 20, found.grid.ys[1]) * layout.zoom).toPoint()
    QTest.mouseDClick(view.viewport(), LEFT, NONE, row)
    assert editor.grid.ys == pytest.approx(found.grid.ys, abs=1)
    assert hint.text() != said
    with qtbot.waitSignal(view.gridDrawn):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.grid_editor is None
    view.edit_grid(found)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.grid_editor is None
    assert not hint.isVisible()


def test_a_grid_drawn_by_hand_is_read_as_one_step_that_spares_what_a_person_said(qtbot, window):
    session, page = window.reviewing.session, window.desk.page
    table = next(table for table in session.tables if table.name == "disputes")
    numbers = [key for key in table.cells if key in session.report.cells]
    before = session.report.cells
    spared = numbers[0]
    session.edit(spared, "77")
    session.selection.select(spared)
    window.acts["redrawGrid"].trigger()
    editor = page.grid_editor
    wide = editor.grid.moved(0, 0, editor.grid.xs[0] + 2).moved(1, 0, editor.grid.ys[0] + 2)
    editor.grid = wide
    QTest.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.undo_stack.count() == 2, timeout=60_000)
    cells = session.report.cells
    assert cells[spared].text == "77"
    assert before[spared].text in [text for text, _ in cells[spared].candidates]
    assert all(cells[key].text == before[key].text for key in numbers[1:])
    assert all(cells[key].place != before[key].place for key in numbers)
    kept = session.project.report(session.id).cells
    assert {key: kept[key].place for key in numbers} == {key: cells[key].place for key in numbers}
    window.reviewing.undo()
    assert all(session.report.cells[key].place == before[key].place for key in numbers)
    window.reviewing.redo()
    assert session.report.cells[spared].place == kept[spared].place
    assert session.report.cells[spared].state is CellState.CORRECTED


def test_turned_pages_hold_their_boxes(qtbot, view):
    box = (100.0, 100.0, 160.0, 120.0)
    view.set_boxes([PageBox("a", 1, box)])
    upright = view.box_rect("a").size()
    size = view._layout.rect(1).size()
    view.rotate()
    zoom = view._layout.rect(1).height() / size.width()
    assert view._layout.rect(1).width() == pytest.approx(size.height() * zoom, abs=2)
    rect = view.box_rect("a")
    assert rect.height() == pytest.approx(upright.width() * zoom, abs=2)
    chosen: list[str] = []
    view.cellClicked.connect(chosen.append)
    QTest.mouseClick(view.viewport(), LEFT, NONE, rect.center())
    assert chosen == ["a"]
    for _ in range(3):
        view.rotate()
    assert view.box_rect("a").size() == upright


@pytest.mark.parametrize("degrees", [-1.5, 2.0, 91, 180])
def test_tables_that_do_not_lie_level_are_shown_level(degrees):
    angle = math.radians(degrees)
    cell = (100.0, 200.0, 160.0, 220.0)
    layout = PageLayout([(600.0, 800.0)], 1.5, 1.0, 900.0, {1: -angle})
    first = layout.box_rect(1, on_page(cell, angle))
    beside = layout.box_rect(1, on_page((160.0, 200.0, 220.0, 220.0), angle))
    assert (first.width(), first.height()) == pytest.approx((90, 30))
    assert beside.top() == pytest.approx(first.top())
    assert beside.left() == pytest.approx(first.right())
    point = QPointF(123, 234)
    assert (layout.from_page(layout.to_page(point)) - point).manhattanLength() < 1e-6


def test_a_turned_page_shows_what_is_on_it(qtbot, draw_worker, settings, tmp_path):
    path = tmp_path / "横.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=400, height=600)
        page.draw_rect((20, 20, 120, 60), fill=(0, 0, 0))
        pdf.save(path)
    view = PageView(draw_worker, settings)
    qtbot.addWidget(view)
    view.resize(640, 600)
    view.show()
    view.show_document(path)
    view.set_lies({1: math.pi})
    wait_drawn(qtbot, view)
    view.set_boxes([PageBox("a", 1, (20.0, 20.0, 120.0, 60.0))])
    view.ensure_visible("a")
    view._finish_glide()
    wait_drawn(qtbot, view)
    rect = view.box_rect("a")
    assert rect.center().x() > view.viewport().width() / 2  # from the left to the right
    assert view.viewport().grab().toImage().pixelColor(rect.center()).lightness() < 40
    view.set_straight(False)
    assert view.box_rect("a").center().x() < view.viewport().width() / 2


def test_crops_of_a_page_on_its_head_are_upright(qtbot, draw_worker, tmp_path):
    path = tmp_path / "倒.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=400, height=600)
        page.draw_rect((100, 100, 115, 120), fill=(0, 0, 0))  # at the left end of its cell
        pdf.save(path)
    strip = CropStrip(draw_worker)
    qtbot.addWidget(strip)
    strip.resize(400, 96)
    strip.show()
    strip.show_crops(path, [Crop("a", 1, (100.0, 100.0, 180.0, 120.0), "a", math.pi)])
    (button,) = strip._buttons
    qtbot.waitUntil(lambda: strip._pixels.pixmap(button.tile) is not None)
    rect = cell_frame(button.crop, button._clip, button._scale).translated(PADDING, PADDING)
    image = button.grab().toImage()
    near_right = QPointF(rect.right() - 12, rect.center().y()).toPoint()
    assert image.pixelColor(near_right).lightness() < 40
    near_left = QPointF(rect.left() + 12, rect.center().y()).toPoint()
    assert image.pixelColor(near_left).lightness() > 200


def test_a_place_of_a_change_is_what_it_was():
    from core.store.history import place_of, place_text

    place = Place(3, (1.25, 2.0, 3.5, 4.75))
    assert place_of(place_text(place)) == place
    assert place_of(place_text(None)) is None
