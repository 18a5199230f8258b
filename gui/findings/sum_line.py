"""One finding written out: its rule, the sum with its live numbers, and where to look next."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.checking.advice import Advice
from core.checking.explain import sum_parts
from core.checking.proof import Proof
from core.forms import Forms
from core.report import Finding
from gui import colors
from gui.findings.rule_words import RuleBook
from gui.settings import Settings


class SumLine(QWidget):
    """Writes a finding out under the list of findings.

    Signals:
        cellClicked: the key of the cell whose number was clicked; one of another year's report is
            written ``2022:requests.new.total``.
        lookNextClicked: the cell whose reading would tell most is to be shown.
    """

    cellClicked = Signal(str)
    lookNextClicked = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sumLine")
        self._settings = settings
        self._finding: Finding | None = None
        self._forms: Forms | None = None
        self._prime = ""
        self._advice = Advice()
        self._rules = RuleBook()
        self._proof: Proof | None = None
        self._rule, self._sum, self._doubt, self._proven = QLabel(), QLabel(), QLabel(), QLabel()
        self._proven.setObjectName("proofLine")
        self._proven.setTextFormat(Qt.TextFormat.PlainText)
        self._doubt.setObjectName("lookNext")
        self._rule.setTextFormat(Qt.TextFormat.PlainText)
        for linked in (self._sum, self._doubt):
            linked.setTextFormat(Qt.TextFormat.RichText)
            linked.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
        self._sum.linkActivated.connect(self.cellClicked)
        self._doubt.linkActivated.connect(lambda _link: self.lookNextClicked.emit())
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self._rule, self._sum, self._doubt, self._proven):
            label.setWordWrap(True)
            layout.addWidget(label)
        self._write()

    def show_finding(self, finding: Finding | None, forms: Forms | None, prime: str = "") -> None:
        """Write a finding out, or nothing; ``prime`` is the cell to look at first."""
        if finding != self._finding:
            self._advice = Advice()
        self._finding, self._forms, self._prime = finding, forms, prime
        self._write()

    def show_advice(self, advice: Advice) -> None:
        """Say what the sums cannot tell, and where to look next."""
        self._advice = advice
        self._write_doubt()

    def show_proof(self, proof: Proof | None) -> None:
        """Say that confirmed cells prove the source to be wrong, and what becomes of that."""
        self._proof = proof
        self._proven.setVisible(proof is not None)
        if proof is None:
            return
        said = proof.conclusion.to(self._settings.current_language())
        stop = "。" if self._settings.current_language() == "zh" else ". "
        kept = self.tr("The proof goes into feedback letters and the workbook.")
        self._proven.setText(f"✓ {said}{stop}{kept}")
        self._proven.setStyleSheet(f"color: {colors.AS_IN_SOURCE.on(self.palette()).name()}")

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
        language = self._settings.current_language()
        self._rules = self._rules.of(self._forms)
        words = self._rules.words(self._finding.rule, language)
        self._rule.setText(f"{self._finding.rule}  {words.title}")
        self._rule.setToolTip(words.html)
        muted = colors.TEXT_MUTED.on(palette).name()
        self._rule.setStyleSheet(f"color: {muted}")
        self._write_doubt()
        self.show_proof(self._proof)

    def _write_doubt(self) -> None:
        """Say what is in doubt, with the cell to look at next as a link."""
        message = self._advice.message
        self._doubt.setVisible(message is not None)
        if message is None:
            return
        said = escape(message.to(self._settings.current_language()))
        if self._advice.look_next is not None:
            color = colors.TEXT.on(self.palette()).name()
            look = self.tr("Look there (F7)")
            said += f' <a href="#" style="color: {color}; font-weight: 600">{escape(look)}</a>'
        self._doubt.setText(said)
        self._doubt.setAccessibleName(message.to(self._settings.current_language()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height that the sentences need at this width."""
        super().resizeEvent(event)
        self._keep_height()

    def event(self, event: QEvent) -> bool:
        """Ask for more or less height when the sentences change."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_height()
        return done

    def _keep_height(self) -> None:
        self.setMinimumHeight(max(0, self._column.totalHeightForWidth(self.width())))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette of the window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._write()
