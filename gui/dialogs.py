"""The questions that the window asks, and the few windows it opens beside itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.sources import SUFFIXES
from core.text import Language
from gui.crash import log_file
from gui.letters_dialog import LettersDialog
from gui.opening import PROJECT_SUFFIX
from gui.settings import FOLDER, Settings
from gui.settings_dialog import SettingsDialog
from gui.tally.tally import Tally
from gui.tally.tally_dialog import TallyDialog

VERSION = "0.1.0"
EXPORTS = (".xlsx", ".csv", ".json")


class Dialogs(QObject):
    """Asks for files and folders, and remembers where the last ones were.

    Args:
        window: the window they belong to.
        settings: what is remembered.
    """

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    # files -----------------------------------------------------------------------------------

    def files(self) -> list[Path]:
        """Ask for a project or for documents; empty where nothing was chosen."""
        names = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, PROJECT_SUFFIX))
        wanted = self.tr("Reports and projects") + f" ({names})"
        every = self.tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Open"), self._folder(), f"{wanted};;{every}"
        )
        return self._remembered([Path(name) for name in chosen])

    def folder(self) -> list[Path]:
        """Ask for a folder; empty where none was chosen."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Add folder"), self._folder())
        return self._remembered([Path(name)] if name else [])

    def source(self, name: str) -> Path | None:
        """Ask where a document has moved to."""
        title = self.tr("Where is {0}?").format(name)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._folder(), f"{name} (*)")
        return Path(chosen) if chosen else None

    def project_target(self, present: Path) -> Path | None:
        """Ask for the new name of a project."""
        kind = self.tr("Gouji project") + f" (*{PROJECT_SUFFIX})"
        title = self.tr("Save project as")
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(present), kind)
        return self._complete(name, PROJECT_SUFFIX)

    def export_target(self, project: Path) -> Path | None:
        """Ask for the file to export to; its suffix says what kind it becomes."""
        kinds = [
            self.tr("Excel workbook") + " (*.xlsx)",
            self.tr("Long table") + " (*.csv)",
            self.tr("Data") + " (*.json)",
        ]
        folder = Path(self._folder() or project.parent)
        name, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export"),
            str(folder / f"{project.stem}.xlsx"),
            ";;".join(kinds),
        )
        suffix = kind.rpartition("*")[2].rstrip(")") or ".xlsx"
        target = self._complete(name, suffix)
        self._remembered([target] if target else [])
        return target

    def letter_target(self, project: Path, name: str) -> tuple[Path | None, Language, bool]:
        """Ask for the file of a letter to an agency, its language, and whether it says hints."""
        kinds: dict[str, tuple[Language, bool]] = {
            self.tr("Letter in Chinese") + " (*.pdf)": ("zh", False),
            self.tr("Letter in Chinese, with hints") + " (*.pdf)": ("zh", True),
            self.tr("Letter in English") + " (*.pdf)": ("en", False),
            self.tr("Letter in English, with hints") + " (*.pdf)": ("en", True),
        }
        folder = Path(self._folder() or project.parent)
        title = self.tr("Feedback letter")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, title, str(folder / name), ";;".join(kinds)
        )
        target = self._complete(chosen, ".pdf")
        self._remembered([target] if target else [])
        return target, *kinds.get(kind, ("zh", False))

    def letters(self, write: Callable[[Path, Language, bool], None]) -> None:
        """Ask how the letters to all agencies are to be written, and where to; have them written.

        Args:
            write: is told the folder, the language, and whether hints are said.
        """
        dialog = LettersDialog(self._settings, self._letters_folder, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(write)
        dialog.open()

    def _letters_folder(self) -> Path | None:
        title = self.tr("Folder for the feedback letters")
        name = QFileDialog.getExistingDirectory(self._window, title, self._folder())
        return Path(name) if name else None

    def _complete(self, name: str, suffix: str) -> Path | None:
        """Return a chosen name with its suffix; asks where that names a file that is there."""
        if not name:
            return None
        path = Path(name)
        known = EXPORTS if suffix in EXPORTS else (suffix,)
        if path.suffix.lower() in known:
            return path  # the file dialog has asked
        path = path.with_name(path.name + suffix)
        question = self.tr("{0} is there already. Replace it?").format(path.name)
        yes = QMessageBox.StandardButton.Yes
        if path.exists() and QMessageBox.question(self._window, "Gouji", question) != yes:
            return None
        return path

    def _folder(self) -> str:
        return self._settings.get(FOLDER)

    def _remembered(self, paths: list[Path]) -> list[Path]:
        if paths:
            self._settings.set(FOLDER, str(paths[0].parent))
        return paths

    # windows ---------------------------------------------------------------------------------

    def settings(self) -> None:
        """Show the settings."""
        dialog = SettingsDialog(self._settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_log(self) -> None:
        """Open the folder of the log file."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file().parent)))

    def about(self) -> None:
        """Say what this program is."""
        lines = [
            self.tr("Gouji {0}").format(VERSION),
            self.tr("A review desk for annual reports on open government information."),
            self.tr("Nothing leaves this computer. Every change is saved at once."),
            self.tr("Licence: GNU AGPL 3.0 or later"),
        ]
        self._box("aboutBox", self.tr("About Gouji"), lines).open()

    def tally(self, tally: Tally) -> None:
        """Show what was cleared, and how."""
        dialog = TallyDialog(tally, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def crashed(self, what: str) -> None:
        """Say that something went wrong, and where it is written down."""
        lines = [
            self.tr("Something went wrong that was not foreseen. You can go on working: every "
                    "change that you made is saved."),
            what,
            self.tr("Details are in {0}").format(log_file()),
        ]  # fmt: skip
        self._box("crashBox", self.tr("Gouji"), lines).open()

    def _box(self, name: str, title: str, lines: list[str]) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName(name)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIconPixmap(self._window.windowIcon().pixmap(48, 48))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(lines[0])
        box.setInformativeText("\n".join(lines[1:]))
        return box
