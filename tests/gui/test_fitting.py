"""No text is cut off: in the main states, in both languages, with letters of twice the size too."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from gui.finding_text.find_bar import Scope
from gui.settings import LANGUAGE, Settings
from gui.translations import Translations
from tests.gui.fitting import misfits
from tests.gui.made import made_project, made_report, with_plain

ROWS = [["科室", "收到"], ["办公室", "3"], ["合计", "4"]]
DIALOGS = {
    "settings": "settingsDialog",
    "keys": "keysDialog",
    "legend": "legendDialog",
    "about": "aboutBox",
    "projectSettings": "projectDialog",
    "tally": "tallyDialog",
    "assignTable": "assignDialog",
    "compare": "compareWindow",
}


@pytest.fixture(params=["zh", "en"])
def language(request, qapp):
    translations = Translations(qapp)
    translations.use(request.param)
    yield request.param
    translations.use("en")


@pytest.fixture(params=[1.0, 2.0], ids=["normal", "twice"])
def letters(request, qapp):
    before = QFont(qapp.font())
    font = QFont(before)
    font.setPointSizeF(before.pointSizeF() * request.param)
    qapp.setFont(font)
    yield request.param
    qapp.setFont(before)


def settled(window, qtbot):
    """Return what does not fit once the layouts have come to rest, on each tab if there are any."""
    tabs = window.findChild(QTabWidget)
    for at in range(tabs.count() if tabs else 0):
        tabs.setCurrentIndex(at)
        if found := at_rest(window, qtbot):
            return found
    return at_rest(window, qtbot)


def at_rest(window, qtbot):
    for _ in range(10):
        qtbot.wait(60)
        if not (found := misfits(window)):
            break
    return found


def shown(name):
    """Return the window beside the window that has a name; None for none."""
    beside = [w for w in QApplication.topLevelWidgets() if w.objectName() == name]
    return next((w for w in beside if w.isVisible()), None)


def find_everywhere(window):
    window.acts["find"].trigger()
    window.finder.bar.findChild(QWidget, "findField").setText("0")
    window.finder.bar.look_in(Scope.PROJECT)


def find_here(window):
    window.acts["replace"].trigger()
    window.finder.bar.look_in(Scope.REPORT)
    window.finder.bar.findChild(QWidget, "findField").setText("17")


def paste(window):
    QApplication.clipboard().setText("5\t6\t7\n1\t2\t3")
    window.acts["paste"].trigger()


STATES = {
    "unprotected": lambda window: window.acts["showUnprotected"].trigger(),
    "filter": lambda window: window.findChild(QWidget, "filterButton").click(),
    "form": lambda window: window.acts["setForm"].trigger(),
    "parting": lambda window: window.acts["splitReport"].trigger(),
    "removing": lambda window: window.acts["removeDocument"].trigger(),
    "versions": lambda window: window.acts["versions"].trigger(),
    "sheet": lambda window: window.acts["nextSheet"].trigger(),
    "find": find_here,
    "find everywhere": find_everywhere,
    "close": lambda window: window.finder.bar.close_bar(),
    "reason": lambda window: window.acts["asInSource"].trigger(),
    "paste": paste,
    "refused": lambda window: window.acts["markReviewed"].trigger(),
    "history": lambda window: window.acts["showHistory"].trigger(),
    "tour": lambda window: window.acts["tour"].trigger(),
}


def test_every_text_fits(open_window, tmp_path, qtbot, language, letters):
    reports = [
        with_plain(made_report(2022, requests__new__company="7"), ROWS, "各科室办理情况统计表"),
        made_report(2023, requests__new__company="17"),
    ]
    project, _ = made_project(tmp_path / "a.gouji", *reports)
    project.close()
    window = open_window()
    Settings().set(LANGUAGE, language)
    window.resize(1280, 800)
    qtbot.wait(50)
    found = {"empty": misfits(window)}
    window.workspace.open(tmp_path / "a.gouji")
    qtbot.waitUntil(lambda: window.reviewing.session is not None)
    for name, come in STATES.items():
        come(window)
        found[name] = settled(window, qtbot)
    window.guide.tour.end()
    window.desk.table.show_sheet(1)  # there is something to assign there
    for action, name in DIALOGS.items():
        window.acts[action].trigger()
        dialog = shown(name)
        found[action] = settled(dialog, qtbot) if dialog else [f"no {name}"]
        if dialog:
            dialog.close()
    window.workspace.close()
    told = [f"{state}: {line}" for state, lines in found.items() for line in lines]
    assert not told, "\n".join(told)


def test_what_does_not_fit_is_found(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    label, button, wrapped = (
        QLabel("so many words"),
        QPushButton("Confirm"),
        QLabel("two lines " * 9),
    )
    wrapped.setWordWrap(True)
    for widget in (label, button, wrapped):
        column.addWidget(widget)
    box.resize(300, 200)
    box.show()
    assert misfits(box) == []
    label.setFixedWidth(20)
    button.setFixedWidth(20)
    wrapped.setFixedHeight(10)
    qtbot.waitUntil(lambda: wrapped.height() == 10)
    assert len(misfits(box)) == 3
    box.close()


def test_a_small_screen_has_room_for_all(open_window, tmp_path, qtbot, language):
    """A screen of 1280 by 800 pixels at 200 %: what does not fit is scrolled, nothing grows."""
    project, _ = made_project(tmp_path / "a.gouji", made_report(2023, requests__new__company="17"))
    project.close()
    window = open_window()
    Settings().set(LANGUAGE, language)
    window.workspace.open(tmp_path / "a.gouji")
    qtbot.waitUntil(lambda: window.reviewing.session is not None)
    window.resize(640, 400)
    found = {}
    for name in ("unprotected", "filter", "reason", "paste"):
        STATES[name](window)
        found[name] = at_rest(window, qtbot)
        assert (window.width(), window.height()) == (640, 400), name
        focused = window.focusWidget()
        assert focused.visibleRegion().boundingRect().height() > 10, name
    window.desk.paste_bar.close_bar()
    bars = {"form": window.steps.bar, "parting": window.steps.bar, "find": window.finder.bar,
            "find everywhere": window.finder.bar}  # fmt: skip
    for name, bar in bars.items():
        STATES[name](window)
        found[name] = at_rest(window, qtbot)
        assert (window.width(), window.height()) == (640, 400), name
        bar.close_bar()
    STATES["refused"](window)
    found["refused"] = at_rest(window, qtbot)
    assert (window.width(), window.height()) == (640, 400)
    told = [f"{state}: {line}" for state, lines in found.items() for line in lines]
    assert not told, "\n".join(told)
    window.workspace.close()
