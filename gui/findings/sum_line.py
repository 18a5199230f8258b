"""One finding written out: its rule, and the sum with its live numbers, each a link to its cell."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.checking.check import rule_titles
from core.checking.explain import sum_parts
from core.forms import Forms
from core.report import Finding
from gui import colors
from gui.settings import Settings


class SumLine(QWidget):
    """Writes a finding out under the list of findings.

    Signals:
        cellClicked: the key of the cell whose number was clicked; one of another year's report is
            written ``2022:requests.new.total``.
    """

    cellClicked = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sumLine")
        self._settings = settings
        self._finding: Finding | None = None
        self._forms: Forms | None = None
        self._prime = ""
        self._rule, self._sum = QLabel(), QLabel()
        self._rule.setTextFormat(Qt.TextFormat.PlainText)
        self._sum.setTextFormat(Qt.TextFormat.RichText)
        self._sum.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._sum.linkActivated.connect(self.cellClicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self._rule, self._sum):
            label.setWordWrap(True)
            layout.addWidget(label)
        self._write()

    def show_finding(self, finding: Finding | None, forms: Forms | None, prime: str = "") -> None:
        """Write a finding out, or nothing; ``prime`` is the cell to look at first."""
        self._finding, self._forms, self._prime = finding, forms, prime
        self._write()

    def text(self) -> str:
        """Return the sum as it stands there, without its links."""
        return "".join(text for text, _ in self._pieces())

    def _pieces(self) -> list[tuple[str, str | None]]:
        if self._finding is None or self._forms is None:
            return []
        return sum_parts(self._finding, self._forms, self._settings.current_language())

    def _write(self) -> None:
        pieces = self._pieces()
        self.setVisible(bool(pieces))
        if not pieces or self._finding is None or self._forms is None:
            return
        palette = self.palette()
        number = colors.TEXT.on(palette).name()
        wrong = colors.SUSPECT_MARK.on(palette).name()
        parts = []
        for text, key in pieces:
            if key is None:
                parts.append(escape(text))
            else:
                color = wrong if key == self._prime else number
                style = f"color: {color}; font-weight: 600"
                parts.append(f'<a href="{escape(key)}" style="{style}">{escape(text)}</a>')
        self._sum.setText("".join(parts))
        self._sum.setAccessibleName("".join(text for text, _ in pieces))
        title = rule_titles(self._forms)[self._finding.rule].title
        language = self._settings.current_language()
        self._rule.setText(f"{self._finding.rule}  {title.to(language)}")
        muted = colors.TEXT_MUTED.on(palette).name()
        self._rule.setStyleSheet(f"color: {muted}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette of the window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._write()
