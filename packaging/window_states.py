"""The states of the window that are photographed, each by its name."""

import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from photographed import OTHER_TABLE, many, open_copy, read, read_sample, show
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QTabWidget,
    QToolButton,
    QWidget,
)
from studio import Look, Studio, pause, scale, wait_until

from gui.finding_text.find_bar import Scope
from gui.main_window import MainWindow
from gui.project_lock import ProjectLock

BROKEN, SCAN, OTHER = "2024 年度", "扫描", "民政局"


@dataclass(frozen=True, slots=True)
class Scene:
    """A window on a project of its own, and where its pictures go."""

    window: MainWindow
    project: Path
    snap: Callable[[QWidget, str], None]

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Photograph the window, or another widget."""
        self.snap(widget or self.window, name)

    def do(self, *actions: str) -> None:
        """Do what actions do, one after the other."""
        for name in actions:
            self.window.acts[name].trigger()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def type_in(self, name: str, text: str) -> None:
        """Write into a field."""
        field = self.window.findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)

    def beside(self, name: str) -> QWidget:
        """Return a window beside the window."""
        (found,) = [
            w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()
        ]
        return found


def review(scene: Scene) -> None:
    """Sums that do not add up, and what may be wrong with them."""
    show(scene.window, BROKEN)
    scene.take("review")
    scene.do("nextProblem", "nextProblem")
    scene.take("review-third-problem")
    scene.do("showUnprotected")
    scene.take("unprotected")
    scene.do("showUnprotected")


def queue(scene: Scene) -> None:
    """The queue searched, and filtered."""
    scene.window.documents.focus_search()
    scene.type_in("searchField", "园林")
    scene.take("queue-search")
    scene.type_in("searchField", "没有这样的")
    scene.take("queue-nothing-found")
    scene.type_in("searchField", "")
    button = scene.window.findChild(QToolButton, "filterButton")
    assert button
    button.click()
    scene.take("queue-filter")
    button.click()


def scan(scene: Scene) -> None:
    """A scanned report with cells that were not read with certainty."""
    show(scene.window, SCAN)
    scene.do("nextProblem")
    scene.take("scan")
    scene.do("redrawGrid")
    scene.take("grid")
    scene.do("redrawGrid")
    scene.do("readAgain")
    pause(3000)
    scene.take("read-again")
    scene.window.desk.magnify(on=True)
    scene.take("magnifier")
    scene.window.desk.magnify(on=False)


def bars(scene: Scene) -> None:
    """The bars that ask for something under the table or at the foot of the window."""
    show(scene.window, BROKEN)
    scene.do("asInSource")
    scene.take("as-in-source")
    scene.window.desk.decision_bar.close_bar()
    QApplication.clipboard().setText("5\t6\t7\n1\t2\t3")
    scene.do("paste")
    scene.take("paste")
    scene.window.desk.paste_bar.close_bar()
    scene.do("splitReport")
    scene.take("split")
    scene.window.steps.bar.close_bar()
    scene.do("setForm")
    scene.take("set-form")
    scene.window.steps.bar.close_bar()
    scene.do("replace")
    scene.type_in("findField", "1")
    scene.type_in("replaceField", "7")
    scene.take("replace")
    scene.window.finder.bar.look_in(Scope.PROJECT)
    scene.take("find-everywhere")
    scene.window.finder.bar.close_bar()
    scene.do("markReviewed")
    scene.take("refused")
    scene.window.messages.clear()


def editing(scene: Scene) -> None:
    """A cell being typed over, then what the history says of it."""
    show(scene.window, BROKEN)
    for digit in "12":  # the second goes where keys go by then: to the editor
        QTest.keyClicks(scene.window.focusWidget() or scene.window.desk.table, digit)
    scene.take("editing")
    scene.key(Qt.Key.Key_Return)
    scene.do("showHistory")
    scope = scene.window.findChild(QComboBox, "historyScope")
    assert scope
    scope.setCurrentIndex(1)  # of the report
    scene.take("history")
    scene.do("showHistory")


def tour(scene: Scene) -> None:
    """The short tour."""
    show(scene.window, BROKEN)
    scene.do("tour")
    for step in range(1, 6):
        scene.take(f"tour-{step}")
        scene.key(Qt.Key.Key_Return)
    scene.window.guide.tour.end()


def other_table(scene: Scene) -> None:
    """A table that no form knows, and taking it for one of the form."""
    show(scene.window, OTHER)
    scene.do("nextSheet")
    scene.take("other-table")
    scene.do("assignTable")
    scene.take("assign", scene.beside("assignDialog"))
    scene.beside("assignDialog").close()


def menus(scene: Scene) -> None:
    """Two of the menus, and one below."""
    found = [m for m in scene.window.menuBar().findChildren(QMenu) if m.actions()]
    review_menu = next(m for m in found if scene.window.acts["nextProblem"] in m.actions())
    for name, menu in (("menu-file", found[0]), ("menu-review", review_menu)):
        menu.popup(scene.window.mapToGlobal(scene.window.rect().topLeft()))
        scene.take(name, menu)
        menu.close()


def error(scene: Scene) -> None:
    """An error that nobody has foreseen, and a file that cannot be opened."""
    scene.window.tell_crash("ValueError: …")
    scene.take("error", scene.beside("crashBox"))
    scene.beside("crashBox").close()
    damaged = scene.project.with_name("损坏的项目.gouji")
    damaged.write_bytes(b"SQLite format 3\0" + bytes(5000))
    scene.window.open_paths([scene.project.with_name("没有的.pdf")])
    scene.window.open_paths([damaged])
    scene.take("error-project")
    scene.window.messages.clear()


def dialogs(scene: Scene) -> None:
    """The dialogs of the menus."""
    for back in (0, 1, 3, 4, 6, 9):
        day = scene.window.tally.log.day(scene.window.tally.today() - timedelta(days=back))
        day.seconds += [40.0 + back] * (3 + 5 * back % 11)
        day.keys, day.corrections, day.taken, day.undone = 60 + back, 12, 4, back % 2
    show(scene.window, BROKEN)
    beside = {"settings": "settingsDialog", "keys": "keysDialog", "legend": "legendDialog",
              "about": "aboutBox", "projectSettings": "projectDialog",
              "compare": "compareWindow", "tally": "tallyDialog"}  # fmt: skip
    for action, name in beside.items():
        scene.do(action)
        shown = scene.beside(name)
        tabs = shown.findChild(QTabWidget)
        for at in range(tabs.count() if tabs else 1):
            if tabs:
                tabs.setCurrentIndex(at)
            scene.take(f"{action}-{at + 1}" if tabs else action, shown)
        shown.close()
        pause(20)


def steps(scene: Scene) -> None:
    """A report that was published again, and a document that is to be removed."""
    with tempfile.TemporaryDirectory() as place:
        again = Path(place) / "民政局（更正）.html"
        again.write_text(OTHER_TABLE.replace("<td>42</td>", "<td>41</td>", 1), encoding="utf-8")
        read(scene.window, again)
    scene.take("version-offered")
    scene.do("versions")
    scene.take("versions", scene.beside("versionDialog"))
    scene.beside("versionDialog").close()
    show(scene.window, OTHER)
    scene.do("removeDocument")
    scene.take("remove-asked")
    scene.window.documents.question.close_bar()


def read_only(scene: Scene) -> None:
    """A project that another window has open."""
    copy = scene.project.with_name("另一个窗口.gouji")
    shutil.copy(scene.project, copy)
    lock = ProjectLock(copy, copy.parent)
    lock.take()
    scene.window.workspace.open(copy)
    wait_until(lambda: scene.window.reviewing.session is not None)
    scene.take("read-only")
    lock.release()


SCENES: dict[str, Callable[[Scene], None]] = {
    "review": review, "queue": queue, "scan": scan, "bars": bars, "editing": editing,
    "tour": tour, "other-table": other_table, "menus": menus, "error": error,
    "dialogs": dialogs, "steps": steps, "read-only": read_only,
}  # fmt: skip
ALONE = ("empty", "sample", "reading")
"""States of a window in which no project has been opened."""

NAMES = (*ALONE, *SCENES)


def photograph(studio: Studio, project: Path, look: Look, chosen: Collection[str]) -> None:
    """Take the pictures of the chosen states in one look."""
    done: list[str] = []
    room = [round(side / scale()) for side in look.size]

    def snap(widget: QWidget, name: str) -> None:
        done.append(name)
        studio.take(widget, f"{look.name}-{len(done):02}-{name}")
        if widget.width() > room[0] or widget.height() > room[1]:
            size = f"{widget.width()}x{widget.height()}"
            print(f"{look.name} {name}: {size} does not fit on the screen of {room}")

    if "empty" in chosen:
        with studio.window(look) as window:
            snap(window, "empty")
            open_copy(window, project)
            window.workspace.close()
            snap(window, "empty-recent")
    if "sample" in chosen:
        with studio.window(look) as window:
            read_sample(window)
            show(window, BROKEN)
            snap(window, "sample")
    if scenes := [do for name, do in SCENES.items() if name in chosen]:
        with studio.window(look) as window:
            copy = open_copy(window, project)
            for do in scenes:
                do(Scene(window, copy, snap))
    if "reading" in chosen:
        with tempfile.TemporaryDirectory() as place, studio.window(look) as window:
            window.open_paths([many(Path(place))])
            wait_until(lambda: window.workspace.project is not None)
            snap(window, "reading-begins")
            wait_until(lambda: len(window.documents.shown_rows()) > 5)
            snap(window, "reading")
