"""The rules of a project: which are on, what each asks, and when a break of it is legitimate."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.checking.catalogue import RuleInfo
from core.report import Severity
from core.text import Language
from gui.findings.findings_groups import Group

_ON = Qt.CheckState.Checked
RULE = Qt.ItemDataRole.UserRole
ON, TITLE, SEVERITY, DEFAULT, FOUND = range(5)
_GROUPS = {
    Severity.ERROR: Group.ERROR,
    Severity.WARNING: Group.WARNING,
    Severity.HINT: Group.HINT,
}
MARGIN = 8  # pixels beside the box and the id of a rule
_SUBJECTS = ("REQ", "P", "DIS", "TXT", "STR", "SAN", "PLN", "CY", "CA")


class RulesPage(QWidget):
    """Lists the rules by subject, each with a switch.

    Args:
        infos: all rules, by their ids.
        switches: those that a person switched.
        counts: how many open findings each has in this project.
        language: of titles and explanations.
    """

    def __init__(
        self,
        infos: Mapping[str, RuleInfo],
        switches: Mapping[str, bool],
        counts: Mapping[str, int],
        language: Language,
    ) -> None:
        super().__init__()
        self.setObjectName("rulesPage")
        self._infos = infos
        self._language = language
        self._counts = counts
        self._unknown = {rule: on for rule, on in switches.items() if rule not in infos}
        self._search = QLineEdit()
        self._search.setObjectName("rulesSearch")
        self._search.setClearButtonEnabled(True)
        self._summary = QLabel()
        self._summary.setForegroundRole(self._summary.foregroundRole().PlaceholderText)
        self._reset = QPushButton()
        self._reset.setObjectName("rulesReset")
        self._tree = _Tree()
        self._tree.setObjectName("rulesTree")
        self._said = QTextBrowser()
        self._said.setObjectName("ruleSaid")
        self._said.setMinimumWidth(240)
        self._heads: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill(switches)
        self._lay_out()
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._tree.setFocus)
        self._reset.clicked.connect(self.reset)
        self._tree.currentItemChanged.connect(self._explain)
        self._tree.itemChanged.connect(self._summarise)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._search.setFocus)
        self.retranslate()
        self._tree.setCurrentItem(next(iter(self._items.values())))

    def _fill(self, switches: Mapping[str, bool]) -> None:
        for subject in _SUBJECTS:
            rules = [rule for rule in self._infos if _subject(rule) == subject]
            if not rules:
                continue
            head = QTreeWidgetItem(self._tree)
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            head.setFirstColumnSpanned(False)
            self._heads[subject] = head
            for rule in rules:
                item = QTreeWidgetItem(head, [rule])
                item.setData(ON, RULE, rule)
                item.setCheckState(ON, _state(switches.get(rule, self._infos[rule].default_on)))
                item.setTextAlignment(
                    FOUND, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                )
                self._items[rule] = item

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._search, 1)
        head.addWidget(self._summary)
        head.addWidget(self._reset)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._tree)
        parts.addWidget(self._said)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(parts, 1)
        self._tree.setColumnCount(5)
        self._tree.expandAll()

    # what is chosen --------------------------------------------------------------------------

    def switches(self) -> dict[str, bool]:
        """Return the rules that are not as they are by default."""
        on = {rule: item.checkState(ON) == _ON for rule, item in self._items.items()}
        own = {rule: is_on for rule, is_on in on.items() if is_on != self._infos[rule].default_on}
        return {**self._unknown, **own}

    def reset(self) -> None:
        """Have all rules as they are by default."""
        for rule, item in self._items.items():
            item.setCheckState(ON, _state(self._infos[rule].default_on))

    def _find(self, text: str) -> None:
        """Show the rules in which all words stand."""
        words = text.casefold().split()
        for subject, head in self._heads.items():
            shown = 0
            for rule, item in self._items.items():
                if _subject(rule) == subject:
                    said = _all_of(self._infos[rule], self._names()[subject])
                    item.setHidden(not all(word in said for word in words))
                    shown += not item.isHidden()
            head.setHidden(not shown)
            # it would switch the rules that are hidden, too
            flags = head.flags() | Qt.ItemFlag.ItemIsUserCheckable
            head.setFlags(flags ^ Qt.ItemFlag.ItemIsUserCheckable if words else flags)
        found = next((item for item in self._items.values() if not item.isHidden()), None)
        present = self._tree.currentItem()
        if found and (present is None or present.isHidden()):
            self._tree.setCurrentItem(found)

    # what is said ----------------------------------------------------------------------------

    def _explain(self, item: QTreeWidgetItem | None) -> None:
        rule = item.data(ON, RULE) if item else None
        if rule is None:
            self._said.setHtml(f"<p>{escape(item.text(ON))}</p>" if item else "")
            return
        info = self._infos[rule]
        forms = self.tr("All forms")
        if len(info.forms) == 1:
            forms = self.tr("Form of {0}").format(info.forms[0])
        state = self.tr("on by default") if info.default_on else self.tr("off by default")
        group = _GROUPS[info.severity]
        lines = [
            f"<h3>{escape(info.title.to(self._language))}</h3>",
            f"<p>{rule} · {group.sign} {self._gravity(info.severity)} · {forms} · {state}</p>",
            f"<p>{escape(info.explanation.to(self._language))}</p>",
        ]
        if exceptions := info.exceptions.to(self._language):
            lines += [f"<p><b>{self.tr('A break is legitimate:')}</b><br>{escape(exceptions)}</p>"]
        self._said.setHtml("".join(lines))

    def _summarise(self) -> None:
        on = sum(item.checkState(ON) == _ON for item in self._items.values())
        self._summary.setText(self.tr("{0} of {1} on").format(on, len(self._items)))
        self._reset.setEnabled(bool(self.switches().keys() - self._unknown.keys()))

    def _gravity(self, severity: Severity) -> str:
        return {
            Severity.ERROR: self.tr("Must fix"),
            Severity.WARNING: self.tr("To explain"),
            Severity.HINT: self.tr("Hint"),
        }[severity]

    def _names(self) -> dict[str, str]:
        return {
            "REQ": self.tr("Requests (table III)"),
            "P": self.tr("Proactive disclosure (table II)"),
            "DIS": self.tr("Reconsiderations and lawsuits (table IV)"),
            "TXT": self.tr("Prose"),
            "STR": self.tr("Structure and completeness"),
            "SAN": self.tr("Single cells"),
            "PLN": self.tr("Other tables"),
            "CY": self.tr("Across years"),
            "CA": self.tr("Across agencies"),
        }

    def set_language(self, language: Language) -> None:
        """Say titles and explanations in another language."""
        self._language = language
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        heads = [self.tr("Rule"), self.tr("Title"), self.tr("Severity"), self.tr("Default"),
                 self.tr("Open here")]  # fmt: skip
        self._tree.setHeaderLabels(heads)
        for rule, item in self._items.items():
            info = self._infos[rule]
            group = _GROUPS[info.severity]
            title = info.title.to(self._language)
            item.setText(TITLE, title)
            item.setToolTip(TITLE, title)
            item.setText(SEVERITY, f"{group.sign} {self._gravity(info.severity)}")
            item.setForeground(SEVERITY, group.color.on(self.palette()))
            item.setText(DEFAULT, self.tr("on") if info.default_on else self.tr("off"))
            item.setText(FOUND, str(self._counts.get(rule) or ""))
        for subject, name in self._names().items():
            if subject in self._heads:
                head = self._heads[subject]
                head.setText(ON, name)
                head.setFirstColumnSpanned(True)
        header = self._tree.header()
        header.setStretchLastSection(False)
        for column in range(5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        # Qt takes the box for one of the usual size, and would cut ids in large letters off
        header.setSectionResizeMode(ON, QHeaderView.ResizeMode.Fixed)
        letters, box = self._tree.fontMetrics(), self._tree.fontMetrics().height()
        room = 2 * self._tree.indentation() + box + letters.horizontalAdvance("REQ-000")
        header.resizeSection(ON, room + 2 * MARGIN)
        self._tree.setAccessibleName(self.tr("Rules"))
        self._said.setAccessibleName(self.tr("What the rule asks"))
        self._search.setPlaceholderText(self.tr("Search rules"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._reset.setText(self.tr("Back to defaults"))
        self._summarise()
        self._explain(self._tree.currentItem())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()


class _Tree(QTreeWidget):
    """The list; the space bar switches the rule at hand, whichever of its columns was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlternatingRowColors(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Switch on the space bar."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item:
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                is_on = item.checkState(ON) == _ON
                item.setCheckState(ON, _state(not is_on))
            event.accept()
        else:
            super().keyPressEvent(event)


def _state(is_on: bool) -> Qt.CheckState:
    return _ON if is_on else Qt.CheckState.Unchecked


def _subject(rule: str) -> str:
    name = rule.partition("-")[0]
    return "P" if name in ("P19", "P21") else name


def _all_of(info: RuleInfo, subject: str) -> str:
    texts = (info.title, info.explanation, info.exceptions)
    return " ".join([info.id, subject, *(f"{text.zh} {text.en}" for text in texts)]).casefold()
