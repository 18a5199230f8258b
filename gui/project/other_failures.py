"""Other projects that are chosen but cannot be read: said when the project opens, each once."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import GoujiError
from core.text import Text
from gui.messages_panel import Message
from gui.workspace import Workspace

LEFT_OUT = "other-projects"  # topic of the messages about them


class OtherFailures(QObject):
    """Looks whether the other projects of the open one could be read, and says which could not.

    Args:
        workspace: the open project.
    """

    said = Signal(object)  # Message
    retracted = Signal(str)  # topic of messages that no longer hold

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._told: dict[Path, Text] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.tell)  # once the project itself can be seen
        workspace.projectChanged.connect(self._begin)

    def _begin(self) -> None:
        self.retracted.emit(LEFT_OUT)
        self._told = {}
        self._soon.start()

    def tell(self) -> None:
        """Say which ones could not be read, if that is not said already."""
        project = self._workspace.project
        if project is None:
            return
        try:
            failures = project.elsewhere().failures
        except GoujiError as error:
            self.said.emit(Message(project.path.name, error.message, error.hint))
            return
        if self._told.keys() - failures.keys():  # taken off the list, or found
            self.retracted.emit(LEFT_OUT)
            self._told = {}
        self._tell(failures)

    def _tell(self, failures: Mapping[Path, GoujiError]) -> None:
        for path, error in failures.items():
            if self._told.get(path) == error.message:
                continue
            self._told[path] = error.message
            what, todo = error.message, error.hint
            said = Text(
                f"所选的其他项目无法读取，其中的报告没有参与核对。{what.zh}",
                "This other project cannot be read, and its reports were left out of the checks."
                f" {what.en}",
            )
            hint = Text(
                f"{todo.zh}然后重新打开本项目；不再需要它时，可在“项目设置”中移除。",
                f"{todo.en} Then open this project again; or take it off the list in the project"
                " settings.",
            )
            self.said.emit(Message(path.name, said, hint, LEFT_OUT))
