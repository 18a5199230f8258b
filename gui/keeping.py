"""Looking after the open project: copies in the background, and what follows when it is damaged."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import GoujiError
from core.forms import Forms
from core.text import Text
from gui.messages_panel import Message
from gui.opening import projects_folder, rebuilt_project_path
from gui.project.choosing import Choosing
from gui.workspace import Workspace

if TYPE_CHECKING:
    from core.store.project import Project

START_MS = 1_500  # after opening: the window comes first
TICK_MS = 15_000
STEPS = 40  # accepted changes after which a copy is made
MINUTES = 10  # after which one is made if there was any change at all


class Keeping(QObject):
    """Has copies kept of the open project, in a thread, and offers to rebuild a damaged one.

    Args:
        workspace: the open project.
        choosing: has a rebuilt project checked again.
        forms: the official forms.
        folder: where the copies are.
        window: what the question belongs to.
    """

    said = Signal(object)  # Message
    kept = Signal(object)  # Path of the project: a copy was made, or none was needed
    _failed = Signal(object, object)  # Path, GoujiError
    _rebuilt = Signal(object)  # Rebuilt, or GoujiError

    def __init__(
        self,
        workspace: Workspace,
        choosing: Choosing,
        forms: Forms,
        folder: Path,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._choosing = choosing
        self._forms = forms
        self._folder = folder
        self._window = window
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._copied_of: Project | None = None
        self._copied_at = (0, 0.0)  # writes and time when the last copy was begun
        self._told: set[Path] = set()  # projects of which it was said that no copy can be kept
        self._box: QMessageBox | None = None
        self._first = QTimer(self, singleShot=True, interval=START_MS)
        self._first.timeout.connect(self.copy_now)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._failed.connect(self._tell_failure)
        self._rebuilt.connect(self._go_on_with)
        workspace.projectChanged.connect(self._follow)
        workspace.damaged.connect(self.offer)

    def close(self) -> None:
        """Stop copying, and wait until that has stopped."""
        self._rest()

    # copies ----------------------------------------------------------------------------------

    def copy_now(self) -> None:
        """Have a copy made; where one is being made, that will do."""
        project = self._workspace.project
        if project is None or (self._thread and self._thread.is_alive()):
            return
        self._copied_of, self._copied_at = project, (project.writes, time.monotonic())
        self._begin(self._keep, project.path)

    def _follow(self) -> None:
        project = self._workspace.project
        if project is None:
            self._rest()
        elif project is not self._copied_of:
            self._rest()
            if project.refusal is None:
                self._copied_of, self._copied_at = project, (project.writes, time.monotonic())
                self._first.start()
                self._timer.start()

    def _rest(self) -> None:
        """Stop copying; that takes a few milliseconds."""
        self._first.stop()
        self._timer.stop()
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _tick(self) -> None:
        project = self._workspace.project
        if project is None or project.refusal is not None:
            return
        writes, at = self._copied_at
        new = project.writes - writes
        if new >= STEPS or (new and time.monotonic() - at >= 60 * MINUTES):
            self.copy_now()

    def _begin(self, work: object, *values: object) -> None:
        assert callable(work)
        self._stop.clear()
        self._thread = threading.Thread(target=work, args=values, name="gouji-keep", daemon=True)
        self._thread.start()

    def _keep(self, path: Path) -> None:
        """Runs in the thread."""
        from core.store.care import Copies, StoppedError

        try:
            Copies(self._folder).keep(path, self._stop.is_set)
        except StoppedError:
            return
        except GoujiError as error:
            if not self._stop.is_set():
                self._failed.emit(path, error)
            return
        if not self._stop.is_set():
            self.kept.emit(path)

    def _tell_failure(self, path: Path, error: GoujiError) -> None:
        from core.store.project_schema import DamagedError

        project = self._workspace.project
        if project is None or project.path != path:
            return
        if isinstance(error, DamagedError):
            self._workspace.refuse(error)  # writing to it could spoil what is left
            self.said.emit(Message("", error.message, error.hint))
            self.offer(path)
        elif path not in self._told:
            self._told.add(path)
            self.said.emit(Message("", error.message, error.hint))

    # rebuilding ------------------------------------------------------------------------------

    def offer(self, path: Path) -> None:
        """Ask whether a damaged project is to be rebuilt."""
        if self._box:
            return
        box = QMessageBox(self._window)
        box.setObjectName("rebuildBox")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Gouji"))
        box.setText(self.tr("{0} is damaged.").format(path.name))
        box.setInformativeText(
            self.tr(
                "What can be read of it, of the copies that were kept and of the log of changes "
                "is put together in a new file beside it. The damaged file stays as it is."
            )
        )
        rebuild = box.addButton(self.tr("Rebuild"), QMessageBox.ButtonRole.AcceptRole)
        rebuild.setObjectName("rebuild")
        box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(rebuild)
        rebuild.clicked.connect(lambda: self.rebuild(path))
        box.finished.connect(self._forget_box)
        self._box = box
        box.open()

    def rebuild(self, path: Path) -> None:
        """Rebuild a project into a new file, and open that."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        target = rebuilt_project_path(path, self.tr("rebuilt"), projects_folder())
        self.said.emit(
            Message(
                path.name, Text("正在重建…", "It is being rebuilt…"), Text("", ""), "rebuilding"
            )
        )
        self._begin(self._rebuild, path, target)

    def _rebuild(self, path: Path, target: Path) -> None:
        """Runs in the thread."""
        from core.store.care import Copies, newest_of
        from core.store.rebuild import rebuild

        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            copies = newest_of(Copies(self._folder), path)
            self._rebuilt.emit(rebuild(path, target, copies, self._forms))
        except GoujiError as error:
            self._rebuilt.emit(error)
        except OSError as error:
            said = Text(f"无法写入 {target}（{error}）。", f"{target} cannot be written ({error}).")
            hint = Text("请检查磁盘与权限。", "Check the disk and your rights.")
            self._rebuilt.emit(GoujiError(said, hint))

    def _go_on_with(self, done: object) -> None:
        from core.store.rebuild import Rebuilt

        if isinstance(done, GoujiError):
            self.said.emit(Message("", done.message, done.hint))
        elif isinstance(done, Rebuilt) and self._workspace.open(done.path):
            self._choosing.recheck()
            where = Text(f"新文件：{done.path}", f"New file: {done.path}")
            self.said.emit(Message("", done.said, where))

    def _forget_box(self) -> None:
        self._box = None
