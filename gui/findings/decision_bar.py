"""The bar in which a finding is declared to be as in the source, with a reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from core.report import Finding
from core.text import Text
from gui.bar import MARGINS, Bar
from gui.session import Session
from gui.settings import Settings
from gui.side_by_side import SideBySide

REASONS = (
    Text("机构改革/职能划转", "Reorganisation, functions moved"),
    Text("清理口径调整", "Counting rule adjusted"),
    Text("原文有误", "Error in the source"),
    Text("上年报告已更正", "Last year's report was corrected"),
)
_REORGANISED, _ADJUSTED, _ERROR, _CORRECTED = REASONS


def usual_reason(rule: str) -> Text:
    """Return the reason that is most often the right one for a rule."""
    if rule == "CY-01":
        return _REORGANISED
    return _ADJUSTED if rule.startswith("CY-") else _ERROR


class DecisionBar(Bar):
    """Asks for the reason; hidden until it is opened for a finding.

    Enter confirms, Esc closes, ↑ and ↓ go through the usual reasons; any other can be typed.

    Args:
        settings: for the language of the reasons.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("decisionBar", parent)
        self.session: Session | None = None
        self._settings = settings
        self._finding: Finding | None = None
        self._title = QLabel()
        self._reason = QComboBox()
        self._reason.setObjectName("decisionReason")
        self._line = QLineEdit()
        self._reason.setLineEdit(self._line)
        # the box keeps Enter for itself where its text is one of its items
        self._line.returnPressed.connect(self.accept)
        self._reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._reason.setMinimumContentsLength(5)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._reason.setSizeAdjustPolicy(policy)
        self._confirm_button, self._close_button = QPushButton(), QPushButton()
        self._confirm_button.setObjectName("decisionConfirm")
        self._confirm_button.clicked.connect(self.accept)
        self._close_button.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        buttons: list[QWidget] = [self._confirm_button, self._close_button]
        row.addWidget(SideBySide([self._title], [self._reason], buttons, stretched=1))
        self.retranslate()

    @property
    def finding(self) -> Finding | None:
        """The finding it is open for."""
        return self._finding

    def set_session(self, session: Session | None) -> None:
        """Serve another report, or none."""
        self.close_bar()
        if self.session is not None:
            self.session.findingsChanged.disconnect(self.close_bar)
            self.session.selection.changed.disconnect(self.close_bar)
        self.session = session
        if session is not None:
            session.findingsChanged.connect(self.close_bar)
            session.selection.changed.connect(self.close_bar)

    def open_for(self, finding: Finding) -> None:
        """Ask for the reason for a finding that is open; the usual one stands there already."""
        if self.session is None or self.session.decided(finding):
            return
        self._finding = finding
        self.retranslate()
        self._reason.setCurrentIndex(REASONS.index(usual_reason(finding.rule)))
        self.show()
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def close_bar(self) -> None:
        """Put the bar away; what was not confirmed is not decided."""
        if self._finding is not None:
            self._finding = None
            self.hide()
            self.closed.emit()

    def accept(self) -> None:
        """Decide, where there is a reason."""
        finding, reason = self._finding, self._reason.currentText().strip()
        if finding is not None and reason and self.session is not None:
            self.session.decide(finding, reason)
            self.close_bar()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        title = self.tr("As in source: why?")
        self._title.setText(f"※ {self._finding.rule}  {title}" if self._finding else f"※ {title}")
        self.setAccessibleName(title)
        self._reason.setAccessibleName(self.tr("Reason"))
        self._confirm_button.setText(self.tr("Confirm"))
        self._close_button.setText(self.tr("Close"))
        at, typed = self._reason.currentIndex(), self._reason.currentText()
        self._reason.clear()
        self._reason.addItems([text.to(self._settings.current_language()) for text in REASONS])
        self._reason.view().setMinimumWidth(self._reason.view().sizeHintForColumn(0) + 20)
        self._reason.setCurrentIndex(at)
        if at < 0:
            self._reason.setEditText(typed)
