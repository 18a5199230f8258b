"""What is opened and exported; what was dropped on the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.errors import GoujiError
from core.text import Language, Text
from gui.dialogs import Dialogs
from gui.exporting import Exporter
from gui.messages_panel import Message
from gui.opening import brought, copied, keep_copied
from gui.settings import WHO, Settings
from gui.workspace import Workspace
from resources import resource

EXPORTED = "exported"  # topic of the message that says where an export is


class Filing(QObject):
    """What the file actions do.

    Args:
        workspace: the open project.
        exporter: writes exports.
        dialogs: asks for files.
        settings: for the language of exports.
    """

    said = Signal(object)  # Message
    retracted = Signal(str)  # topic of messages that no longer matter
    asked = Signal(list)  # Paths that were chosen, to be opened when the desk can be left

    def __init__(
        self,
        workspace: Workspace,
        exporter: Exporter,
        dialogs: Dialogs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._exporter = exporter
        self._dialogs = dialogs
        self._settings = settings
        exporter.done.connect(self._tell_done)
        exporter.lettersDone.connect(self._tell_letters)
        exporter.failed.connect(lambda text, hint: self.said.emit(Message("", text, hint)))

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "open": self.open_files,
            "addFolder": self.add_folder,
            "pasteText": self.paste_text,
            "openSample": self.open_sample,
        }

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a project, or read documents into the open project or a new one."""
        found = brought(paths)
        if found.project and not self._workspace.open(found.project):
            return
        if found.documents:
            if self._workspace.project or self._workspace.new(found.name):
                folders = any(path.is_dir() and path not in found.documents for path in paths)
                self._workspace.add(found.documents, unless_known=folders)
        elif paths and not found.project:
            said = Text("文件夹中没有文件。", "There are no files in that folder.")
            hint = Text(
                "请选择存放年度报告文件（PDF、图片、网页、Word）的文件夹。",
                "Choose the folder that holds the reports: PDF, pictures, web pages, Word.",
            )
            self.said.emit(Message(paths[0].name, said, hint))

    def open_files(self) -> None:
        """Ask for files or a project, and open them."""
        self.asked.emit(self._dialogs.files())

    def add_folder(self) -> None:
        """Ask for a folder, and read what is in it."""
        self.asked.emit(self._dialogs.folder())

    def paste_text(self) -> None:
        """Keep the text of the clipboard as a file, and read that."""
        what = copied(QGuiApplication.clipboard().mimeData())
        if what is None:
            said = Text("剪贴板中没有文字。", "There is no text on the clipboard.")
            hint = Text("请先复制报告的全文。", "Copy the whole text of a report first.")
            self.said.emit(Message("", said, hint))
        elif self._workspace.project or self._workspace.new(what.name):
            assert self._workspace.project
            try:
                path = keep_copied(what, self._workspace.project.path)
            except GoujiError as error:
                self.said.emit(Message("", error.message, error.hint))
                return
            self._workspace.add([path])

    def open_sample(self) -> None:
        """Read the sample that comes with the program into a project of its own."""
        if self._workspace.new(self.tr("Sample")):
            self.open_paths([resource("samples")])

    def export(self) -> None:
        """Ask for a file, and export the project to it."""
        project = self._workspace.project
        if project and not self._exporter.busy:
            target = self._dialogs.export_target(project.path)
            if target:
                self._exporter.start(project.path, target, self._settings.current_language())

    def write_letter(self, report: int, agency: str) -> None:
        """Ask for a file, and write the letter to the agency of a report (by its id)."""
        from core.exporting.feedback_pdf import file_name  # not needed for the window to show

        project = self._workspace.project
        if project and not self._exporter.busy:
            name = file_name(agency)
            target, language, hints = self._dialogs.letter_target(project.path, name)
            if target:
                who = self._settings.get(WHO)
                self._exporter.start_letter(
                    project.path, who, report, target, language, hints=hints
                )

    def write_letters(self) -> None:
        """Ask how and where to, and write letters to all agencies."""
        if self._workspace.project and not self._exporter.busy:
            self._dialogs.letters(self._write_letters)

    def _write_letters(self, folder: Path, language: Language, hints: bool) -> None:
        project = self._workspace.project
        if project and not self._exporter.busy:
            who = self._settings.get(WHO)
            self._exporter.start_letters(project.path, who, folder, language, hints=hints)

    def _tell_letters(self, folder: Path, count: int) -> None:
        said = Text(
            "没有需要反馈的问题，未生成文件。", "Nothing to send back: no letter was written."
        )
        if count:
            letters = "1 letter was written." if count == 1 else f"{count} letters were written."
            said = Text(f"已生成 {count} 份反馈意见。", letters)
        where = Text(str(folder), str(folder)) if count else Text("", "")
        self.retracted.emit(EXPORTED)
        self.said.emit(Message("", said, where, EXPORTED))

    def _tell_done(self, path: Path) -> None:
        said = Text("已导出。", "Exported.")
        self.retracted.emit(EXPORTED)
        where = Text(str(path.parent), str(path.parent))
        self.said.emit(Message(path.name, said, where, EXPORTED))
