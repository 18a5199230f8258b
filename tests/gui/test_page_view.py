"""The page view with real documents and a real drawing process."""

import pymupdf
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gui.colors import PAGE_GROUND
from gui.pages import page_pixels
from gui.pages.page_boxes import ORDER, PageBox, PageBoxes
from gui.pages.page_view import PageView
from tests.gui.conftest import ends_soon
from tests.gui.driven import wait_drawn

# in the margin, where nothing is printed
TOP, LOW, FAR = (10.0, 100.0, 60.0, 120.0), (10.0, 700.0, 60.0, 720.0), (10.0, 60.0, 60.0, 80.0)
BOXES = [
    PageBox("top", 1, TOP, "suspect"),
    PageBox("low", 1, LOW, "member"),
    PageBox("far", 4, FAR, "unsure"),
    PageBox("plain", 1, (540.0, 100.0, 580.0, 120.0)),
]


@pytest.fixture
def view(qtbot, draw_worker, settings):
    view = PageView(draw_worker, settings)
    qtbot.addWidget(view)
    view.resize(640, 600)
    view.show()
    return view


@pytest.fixture
def seed(seeds):
    return seeds / "seed-003-web.pdf"


@pytest.fixture
def shown(qtbot, view, seed):
    """The view with a document open and its first page drawn."""
    view.show_document(seed)
    view.set_boxes(BOXES)
    wait_drawn(qtbot, view)
    return view


def top_of(view):
    return view.verticalScrollBar().value()


def settle(qtbot, view):
    qtbot.waitUntil(lambda: view._glide.state() == view._glide.State.Stopped)


def click(view, place, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(view.viewport(), button, pos=place)


def indicator(view):
    return view.findChild(QLabel, "pageIndicator").text()


def test_pages_are_shown_as_wide_as_the_view(shown):
    layout = shown._layout
    assert layout.pages == 4
    assert 0 <= shown.viewport().width() - layout.rect(1).width() - 20 <= 2
    assert shown.horizontalScrollBar().maximum() == 0
    assert indicator(shown) == "Page 1 of 4"
    assert shown.page == 1


def test_what_is_on_the_screen_is_the_page_pixel_by_pixel(shown, seed):
    rect = shown._layout.rect(1)
    with pymupdf.open(seed) as pdf:
        scale = shown._layout.zoom
        right = pdf[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    shown.set_boxes([])
    image = shown.viewport().grab().toImage()
    corner = rect.topLeft().toPoint()
    compared = 0
    for x in range(0, right.width - 1, 7):
        for y in range(0, 560, 3):
            color = image.pixelColor(corner + QPoint(x, y))
            assert (color.red(), color.green(), color.blue()) == right.pixel(x, y)
            compared += 1
    assert compared > 10_000


def test_pages_are_white_before_they_are_drawn(view, qtbot, seed, monkeypatch):
    monkeypatch.setattr(view._pixels, "want", lambda *_: None)
    view.show_document(seed)
    qtbot.waitUntil(lambda: view._layout is not None)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(300, 300) == QColor("white")
    assert image.pixelColor(300, 2) == PAGE_GROUND.on(view.palette())


def test_the_active_cell_is_yellow_and_framed(shown, qtbot):
    rect = shown.box_rect("top")
    before = shown.viewport().grab().toImage().pixelColor(rect.topLeft() + QPoint(5, 5))
    shown.set_active("top")
    image = shown.viewport().grab().toImage()
    assert before != QColor("white")  # the suspect's red
    inside = image.pixelColor(rect.topLeft() + QPoint(5, 5))
    assert inside.red() > 250
    assert 150 < inside.blue() < 190
    edge = image.pixelColor(rect.left(), rect.center().y())
    assert edge.blue() < 60
    shown.set_active(None)
    assert shown.viewport().grab().toImage().pixelColor(rect.topLeft() + QPoint(5, 5)) == before


def test_a_click_on_a_box_chooses_its_cell(shown, qtbot):
    chosen: list[str] = []
    shown.cellClicked.connect(chosen.append)
    for key in ("top", "plain"):
        click(shown, shown.box_rect(key).center())
    click(shown, shown.box_rect("top").topRight() + QPoint(40, 0))
    click(shown, shown.box_rect("top").center(), Qt.MouseButton.RightButton)
    assert chosen == ["top", "plain"]


def test_a_box_is_found_at_any_zoom(shown, qtbot):
    chosen: list[str] = []
    shown.cellClicked.connect(chosen.append)
    for zoom in (0.3, 1.0, 2.7):
        shown.set_zoom(zoom)
        shown.ensure_visible("top")
        settle(qtbot, shown)
        click(shown, shown.box_rect("top").center())
    assert chosen == ["top"] * 3


def test_pointing_at_a_cell_shows_it(shown):
    QTest.mouseMove(shown.viewport(), shown.box_rect("plain").center())
    assert shown.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert shown._hovered == "plain"
    QTest.mouseMove(shown.viewport(), QPoint(5, 5))
    assert shown.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(shown.viewport(), shown.box_rect("plain").center())
    QApplication.sendEvent(shown.viewport(), QEvent(QEvent.Type.Leave))
    assert shown._hovered is None


def test_dragging_moves_the_page_and_chooses_nothing(shown):
    chosen: list[str] = []
    shown.cellClicked.connect(chosen.append)
    place = shown.box_rect("top").center()
    QTest.mousePress(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(shown.viewport(), place - QPoint(0, 60))
    QTest.mouseRelease(shown.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(0, 60))
    assert top_of(shown) == 60
    assert chosen == []


def test_nothing_moves_for_a_cell_in_view(shown, qtbot):
    shown.ensure_visible("top")
    shown.ensure_visible("unknown")
    settle(qtbot, shown)
    assert top_of(shown) == 0


@pytest.mark.parametrize("key", ["low", "far"])
def test_a_cell_out_of_view_is_brought_there_soon(shown, qtbot, key):
    shown.ensure_visible(key)
    with ends_soon(0.3):
        settle(qtbot, shown)
    assert shown.viewport().rect().contains(shown.box_rect(key))
    rest = top_of(shown)
    shown.ensure_visible(key)
    settle(qtbot, shown)
    assert top_of(shown) == rest


def test_a_cell_can_be_asked_for_before_the_document_is_open(view, qtbot, seed):
    view.show_document(seed)
    view.set_boxes(BOXES)
    view.ensure_visible("far")
    qtbot.waitUntil(lambda: view._layout is not None)
    assert view.viewport().rect().contains(view.box_rect("far"))
    assert view.page == 4


def test_a_page_can_be_asked_for_before_the_document_is_open(view, qtbot, seed):
    view.show_document(seed)
    view.go_to_page(3)
    with qtbot.waitSignal(view.pageChanged, check_params_cb=lambda page: page == 3):
        pass
    view.go_to_page(99)
    assert view.page == 4


def test_showing_the_document_that_is_shown_leaves_it_as_it_is(shown, seed):
    shown.go_to_page(2)
    rest = top_of(shown)
    shown.show_document(str(seed))
    assert (top_of(shown), shown.page) == (rest, 2)
    assert not shown.box_rect("top").isEmpty()


def wheel(view, place, notches, modifiers=Qt.KeyboardModifier.ControlModifier):
    place = QPointF(place)
    event = QWheelEvent(
        place, view.viewport().mapToGlobal(place), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - not inverted
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_zooms_at_the_mouse(shown, qtbot):
    shown.set_zoom(1.0)
    shown.go_to_page(2)
    place = QPointF(400, 333)
    before = shown._layout.to_page(shown._seen().topLeft() + place)
    with qtbot.waitSignal(shown.zoomChanged):
        wheel(shown, place, 3)
    after = shown._layout.to_page(shown._seen().topLeft() + place)
    assert shown.zoom == pytest.approx(1.2**3)
    assert after.page == before.page == 2
    assert (after.point - before.point).manhattanLength() < 2
    wheel(shown, place, -100)
    assert shown.zoom == 0.1
    wheel(shown, place, 100)
    assert shown.zoom == 8


def test_the_wheel_scrolls(shown):
    wheel(shown, QPoint(300, 300), -2, Qt.KeyboardModifier.NoModifier)
    assert top_of(shown) > 0


def test_the_active_cell_stays_in_place_when_zooming(shown):
    shown.set_active("plain")
    before = shown.box_rect("plain").center()
    shown.zoom_in()
    shown.zoom_in()
    assert (shown.box_rect("plain").center() - before).manhattanLength() < 5


def test_the_width_fits_until_another_zoom_is_chosen(shown, qtbot):
    shown.resize(900, 600)
    assert 0 <= shown.viewport().width() - shown._layout.rect(1).width() - 20 <= 2
    shown.zoom_out()
    kept = shown.zoom
    shown.resize(700, 600)
    assert shown.zoom == kept
    shown.fit_width()
    assert 0 <= shown.viewport().width() - shown._layout.rect(1).width() - 20 <= 2


def test_while_zooming_the_page_is_never_blank(shown, qtbot, monkeypatch):
    def darkest():
        image = shown.viewport().grab().toImage()
        return min(image.pixelColor(x, y).lightness() for x in range(60, 560, 2)
                   for y in range(60, 400, 2))  # fmt: skip

    assert darkest() < 100
    monkeypatch.setattr(shown._pixels, "want", lambda *_: None)  # nothing new arrives
    shown.zoom_in()
    assert darkest() < 100


def test_keys_scroll(shown):
    shown.setFocus()
    for key, goes in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_End, 1), (Qt.Key.Key_Home, -1)):
        before = top_of(shown)
        QTest.keyClick(shown, key)
        assert (top_of(shown) - before) * goes > 0
    shown.page_down()
    assert top_of(shown) > 300
    shown.page_up()
    assert top_of(shown) == 0


def test_the_next_page_is_drawn_ahead(shown, qtbot):
    layout = shown._layout
    (tile,) = layout.tiles(2, layout.rect(2))
    qtbot.waitUntil(lambda: shown._pixels.pixmap(tile) is not None)


def test_memory_is_bounded(shown, qtbot, monkeypatch):
    monkeypatch.setattr(page_pixels, "MAX_BYTES", 16_000_000)
    for page in (4, 3, 2, 1, 4):
        shown.go_to_page(page)
        wait_drawn(qtbot, shown)
        assert shown._pixels.bytes <= 16_000_000
    for zoom in (0.8, 1.0, 1.2, 1.4):
        shown.set_zoom(zoom)
        wait_drawn(qtbot, shown)
        assert shown._pixels.bytes <= 16_000_000


def test_a_missing_source_is_said_and_can_be_located(view, qtbot, seed, tmp_path):
    gone = tmp_path / "某局 2023 📄.pdf"
    view.show_document(gone)
    button = view.findChild(QPushButton, "locateButton")
    qtbot.waitUntil(button.isVisible)
    said = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert any(gone.name in text for text in said)
    with qtbot.waitSignal(view.locateRequested):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    gone.write_bytes(seed.read_bytes())
    view.show_document(gone)  # the same path again: now it is there
    wait_drawn(qtbot, view)
    assert not button.isVisible()
    view.show_document(None)
    assert (view.page, view.path, indicator(view)) == (0, None, "")


def test_a_page_that_cannot_be_drawn_is_asked_for_once(shown, qtbot, tmp_path, seed, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(seed.read_bytes())
    shown.show_document(path)
    wait_drawn(qtbot, shown)
    asked = []
    request = shown._worker.request

    def counted(path, page, *rest, **more):
        asked.append(page)
        return request(path, page, *rest, **more)

    monkeypatch.setattr(shown._worker, "request", counted)
    path.unlink()  # under our feet
    shown.go_to_page(4)
    qtbot.waitUntil(lambda: shown._pixels.failure(4) is not None)
    shown.viewport().grab()
    for _ in range(5):
        shown.go_to_page(1)
        shown.go_to_page(4)
    assert asked.count(4) == 1


def test_texts_are_translated_when_the_language_changes(shown, settings):
    QApplication.sendEvent(shown, QEvent(QEvent.Type.LanguageChange))
    assert shown.accessibleName() == "Source page"
    assert indicator(shown) == "Page 1 of 4"


def test_the_focus_is_seen(shown, qtbot):
    shown.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    with_focus = shown.viewport().grab().toImage()
    shown.clearFocus()
    assert shown.viewport().grab().toImage() != with_focus


def test_boxes_are_found_by_place():
    boxes = PageBoxes([PageBox("wide", 1, (0, 0, 100, 50)), PageBox("small", 1, (40, 10, 60, 20)),
                       PageBox("next", 1, (100, 0, 200, 50))])  # fmt: skip
    for place, key in (((50, 15), "small"), ((10, 15), "wide"), ((150, 15), "next"),
                       ((101, 51), "next"), ((100, 60), None)):  # fmt: skip
        found = boxes.at(1, QPointF(*place))
        assert (found.key if found else None) == key
    assert boxes.at(2, QPointF(50, 15)) is None


@pytest.mark.parametrize("style", ORDER)
def test_every_style_but_plain_is_seen(shown, style):
    shown.set_boxes([])
    bare = shown.viewport().grab().toImage()
    shown.set_boxes([PageBox("x", 1, (300.0, 300.0, 400.0, 340.0), style)])
    assert (shown.viewport().grab().toImage() == bare) == (style == "plain")
