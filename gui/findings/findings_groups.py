"""The groups in which findings are listed."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from core.report import Finding, Severity, Verdict
from core.store.review import Decision
from gui import colors
from gui.colors import Color
from gui.translations import marked


class Group(Enum):
    """A group: its sign, its colour and its title. The order is that of the list."""

    ERROR = "▲", colors.ERROR, marked("Findings", "Must fix")
    WARNING = "◆", colors.WARNING, marked("Findings", "To explain")
    HINT = "○", colors.HINT, marked("Findings", "Hints")
    UNSETTLED = "–", colors.HINT, marked("Findings", "Not to be checked")
    DECIDED = "※", colors.AS_IN_SOURCE, marked("Findings", "As in source")

    @property
    def sign(self) -> str:
        """The sign that stands for it, beside its colour."""
        return self.value[0]

    @property
    def color(self) -> Color:
        """Its colour."""
        return self.value[1]


def group_title(group: Group) -> str:
    """Return the title of a group in the language of the window."""
    return QCoreApplication.translate("Findings", group.value[2])


def group_of(finding: Finding, decision: Decision | None) -> Group:
    """Return where a finding is listed.

    What follows from another finding, and what cannot be assessed, asks nothing of a person.
    """
    if decision is not None:
        return Group.DECIDED
    if finding.verdict is not Verdict.BROKEN or finding.consequence_of:
        return Group.UNSETTLED
    by_severity = {
        Severity.ERROR: Group.ERROR,
        Severity.WARNING: Group.WARNING,
        Severity.HINT: Group.HINT,
    }
    return by_severity[finding.severity]
