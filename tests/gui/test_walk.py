"""A walk through everything by keyboard: all actions in all states, all stops of the focus."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from core.store.project import Project
from gui.actions import ACTIONS, translated
from gui.dialogs import Dialogs
from gui.focus_ring import FocusRings
from gui.settings import LANGUAGE
from gui.translations import Translations
from tests.gui.driven import focused
from tests.gui.made import FORMS, made_project, made_report, with_plain

STATES = ("empty", "project", "report")
MOST_STOPS = 80


@pytest.fixture
def nobody_asks(monkeypatch, qapp):
    """Nothing is chosen in any file dialog; what waits for an answer is closed."""
    for name in ("files", "folder"):
        monkeypatch.setattr(Dialogs, name, lambda *_: [])
    for name in ("source", "project_target", "export_target"):
        monkeypatch.setattr(Dialogs, name, lambda *_: None)
    monkeypatch.setattr(Dialogs, "letter_target", lambda *_: (None, "zh", False))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    closing = QTimer(interval=20)
    closing.timeout.connect(close_modal)
    closing.start()
    yield
    closing.stop()


def close_modal():
    waiting = QApplication.activeModalWidget()
    if waiting is not None:
        waiting.close()


def open_state(open_window, tmp_path, qtbot, state):
    window = open_window()
    path = tmp_path / "a.gouji"
    if state == "project":
        Project.create(path, "", FORMS).close()
    elif state == "report":
        rows = [["科室", "收到"], ["办公室", "3"], ["合计", "4"]]
        reports = [
            with_plain(made_report(2022, requests__new__company="7"), rows, "各科室"),
            made_report(2023, requests__new__company="17"),
        ]
        project, _ = made_project(path, *reports)
        project.close()
    if state != "empty":
        window.workspace.open(path)
        qtbot.waitUntil(lambda: (window.reviewing.session is not None) is (state == "report"))
    return window


def listed(menu):
    for action in menu.actions():
        below = action.menu()
        yield from listed(below) if isinstance(below, QMenu) else [action]


@pytest.mark.parametrize("state", STATES)
def test_every_action_does_what_it_does_without_an_error(
    open_window, tmp_path, qtbot, nobody_asks, state
):
    window = open_state(open_window, tmp_path, qtbot, state)
    found = {action for menu in window.menuBar().actions() for action in listed(menu.menu())}
    for spec in ACTIONS:
        action = window.acts[spec.id]
        assert action in found, spec.id
        if spec.id in ("quit", "openSample", "tour", "closeProject"):
            continue  # they lead elsewhere, and have tests of their own
        action.trigger()
        if action.isCheckable():
            action.trigger()  # back again
        for top in QApplication.topLevelWidgets():
            if top is not window and top.isVisible():
                top.close()
    qtbot.wait(50)
    assert window.isVisible()
    assert (window.reviewing.session is not None) is (state == "report")
    window.acts["closeProject"].trigger()
    assert window.workspace.project is None


def test_every_action_has_a_text_in_both_languages(qapp):
    translations = Translations(qapp)
    english = {spec.id: translated(spec.text) for spec in ACTIONS}
    translations.use("zh")
    chinese = {spec.id: translated(spec.text) for spec in ACTIONS}
    translations.use("en")
    assert all(english.values())
    same = [name for name, text in chinese.items() if text == english[name]]
    assert same == []


def stops_of(window):
    """Every widget that Tab goes to, in its order."""
    found, widget = [], window.nextInFocusChain()
    while widget is not window:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isEnabled() and widget.isVisibleTo(window) and widget.window() is window:
            found.append(widget.focusProxy() or widget)
        widget = widget.nextInFocusChain()
    return list(dict.fromkeys(found))


def name_of(widget):
    heard = QAccessible.queryAccessibleInterface(widget)
    return heard.text(QAccessible.Text.Name) if heard else ""


def told(widget):
    parent = widget.parentWidget()
    inside = (parent.objectName() or type(parent).__name__) if parent else ""
    return f"{inside}/{widget.objectName() or type(widget).__name__}"


OPENED = {
    "nothing": (),
    "find": ("find",),
    "replace": ("replace",),
    "reason": ("asInSource",),
    "history": ("showHistory",),
}


def looks(widget):
    """Return what is to be seen of a widget and just around it."""
    window = widget.window()
    corner = widget.mapTo(window, QPoint(0, 0))
    return window.grab(QRect(corner, widget.size()).adjusted(-3, -3, 3, 3)).toImage()


def opened(open_window, tmp_path, qtbot, actions):
    window = open_state(open_window, tmp_path, qtbot, "report")
    window.resize(1280, 800)
    for name in actions:
        window.acts[name].trigger()
    qtbot.wait(30)
    return window


@pytest.mark.parametrize("what", OPENED)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_stop_has_a_name_and_shows_the_focus(
    open_window, tmp_path, qtbot, qapp, what, language
):
    translations = Translations(qapp)
    translations.use(language)
    window = opened(open_window, tmp_path, qtbot, OPENED[what])
    window.settings.set(LANGUAGE, language)
    stops = stops_of(window)
    assert len(stops) > 10
    assert [told(stop) for stop in stops if not name_of(stop)] == []
    rings = FocusRings(qapp)
    blind = []
    for stop in stops:
        other = stops[stops.index(stop) - 1]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        without = looks(stop)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if not stop.isVisible() or not stop.hasFocus():
            continue  # it went with the bar that was left
        if looks(stop) == without:
            blind.append(told(stop))
    rings.close()
    assert not blind, " ".join(blind)
    window.workspace.close()
    translations.use("en")


def test_every_stop_is_reached_by_tab_and_f6(open_window, tmp_path, qtbot):
    window = opened(open_window, tmp_path, qtbot, ("find",))
    wanted = set(stops_of(window))
    seen = set()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        window.acts["find"].trigger()  # both ways from one place
        for _ in range(MOST_STOPS):
            before = focused()
            seen.add(before)
            QTest.keyClick(before, key)
            stays = QApplication.focusWidget() is before
            # in a line of text Tab goes from link to link, in a table from cell to cell
            if stays and not isinstance(before, QLabel):
                QTest.keyClick(before, Qt.Key.Key_F6)
    assert sorted(told(stop) for stop in wanted - seen) == []
    window.workspace.close()
