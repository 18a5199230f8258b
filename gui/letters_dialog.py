"""How the feedback letters to all agencies are to be written, before the folder is asked for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from core.text import Language
from gui.settings import LETTERS_HINTS, LETTERS_LANGUAGE, Settings

WIDTH = 460  # pixels
LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}


class LettersDialog(QDialog):
    """Asks for the language of the letters, and whether they say hints; then for their folder.

    What was chosen last time is chosen again.

    Args:
        settings: where that is kept.
        ask_folder: asks for the folder; None where none was chosen.
    """

    wanted = Signal(Path, str, bool)  # the folder, the language, whether hints are said

    def __init__(
        self,
        settings: Settings,
        ask_folder: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lettersDialog")
        self._settings = settings
        self._ask_folder = ask_folder
        self._intro, self._label = QLabel(), QLabel()
        self._intro.setWordWrap(True)
        self._languages = QComboBox()
        self._languages.setObjectName("lettersLanguage")
        for language, name in LANGUAGES.items():
            self._languages.addItem(name, language)
        self._languages.setCurrentIndex(self._languages.findData(settings.get(LETTERS_LANGUAGE)))
        self._hints = QCheckBox()
        self._hints.setObjectName("lettersHints")
        self._hints.setChecked(settings.get(LETTERS_HINTS))
        box = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(box.Ok | box.Cancel)
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self._label, self._languages)
        form.addRow(QLabel(), self._hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addWidget(self._intro)
        column.addLayout(form)
        column.addWidget(self._buttons)
        self.setMinimumWidth(WIDTH)
        self.retranslate()

    @property
    def language(self) -> Language:
        """The language that is chosen."""
        chosen: Language = self._languages.currentData() or "zh"
        return chosen

    def _choose(self) -> None:
        """Ask for the folder; where none is chosen this stays."""
        folder = self._ask_folder()
        if folder is None:
            return
        self._settings.set(LETTERS_LANGUAGE, self.language)
        self._settings.set(LETTERS_HINTS, self._hints.isChecked())
        self.accept()
        self.wanted.emit(folder, self.language, self._hints.isChecked())

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        self.setWindowTitle(self.tr("Feedback letters to all agencies"))
        self._intro.setText(
            self.tr(
                "One PDF for each agency of whose reports there is something to say. Letters of an"
                " earlier time in the same folder are replaced."
            )
        )
        self._label.setText(self.tr("Language of the letters"))
        self._languages.setAccessibleName(self._label.text())
        self._hints.setText(self.tr("Say hints, too"))
        box = QDialogButtonBox.StandardButton
        self._buttons.button(box.Ok).setText(self.tr("Choose the folder…"))
        self._buttons.button(box.Cancel).setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
