"""What the actions do that say which form a report is of, and which table is which."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.assigning import Assigner, Assignment, assigned
from core.forms import Forms, Table
from core.report import PlainTable, Report
from core.setting_form import form_set, lost_by
from gui.assigning.assign_dialog import AssignDialog
from gui.desk import Desk
from gui.notice_bar import Answer, NoticeBar
from gui.sentences import sentences
from gui.session import Session
from gui.settings import Settings
from gui.table import cell_words

NAMED = 3  # cells that are named where some would go; the others are counted


class Assigning(QObject):
    """Sets the form of the open report, and takes a plain table for one of the form's.

    Args:
        desk: shows the report.
        bar: asks, where something would go.
        forms: the official forms.
        settings: for the language.
        window: the window that the dialog belongs to.
    """

    told = Signal(str)  # a line for the status bar

    def __init__(
        self, desk: Desk, bar: NoticeBar, forms: Forms, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._bar = bar
        self._forms = forms
        self._settings = settings
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "setForm": self.ask_form,
            "assignTable": self.assign,
            "editAgency": self._desk.header.edit,
        }

    # the form --------------------------------------------------------------------------------

    def ask_form(self) -> None:
        """Ask which form the report is of, and say what would have no place in it."""
        session = self._desk.session
        if session is None or not self._desk.table.commit():
            return
        years = [year for year in self._forms.years if year != session.report.form]
        answers = [
            Answer(f"form{year}", partial(self._set_words, year), partial(self._set, session, year))
            for year in years
        ]
        self._bar.show_notice(
            lambda: self._question(session), answers, lambda: self.tr("Leave it"), asking=True
        )

    def _set_words(self, year: str) -> str:
        return self.tr("Form {0}").format(year)

    def _question(self, session: Session) -> str:
        said = [self.tr("This report is taken for one of form {0}.").format(session.report.form)]
        for year in self._forms.years:
            lost = lost_by(session.report, self._forms, year)
            filled = [key for key in lost if session.report.cells[key].text]
            if year == session.report.form or not filled:
                continue
            names = [cell_words.label(session, key) for key in filled[:NAMED]]
            named = self.tr("; ").join(names) + ("…" if len(filled) > NAMED else "")
            text = self.tr("Form {0} has no place for %n filled cell(s) ({1}).", "", len(filled))
            said.append(text.format(year, named))
        return sentences(said)

    def _set(self, session: Session, year: str) -> None:
        if self._desk.session is session:
            session.make_step(form_set(session.report, self._forms, year), "form")

    # a table ---------------------------------------------------------------------------------

    def assign(self) -> None:
        """Ask which table of the form the table at hand is."""
        session, sheet = self._desk.session, self._desk.table.sheet
        if session is None or not self._desk.table.commit():
            return
        if not sheet:
            said = self.tr("Go to another table first (Ctrl+Tab): those of the form are assigned.")
            if not session.report.plain:
                said = self.tr("This report has no other tables than those of its form.")
            self.told.emit(said)
            return
        plain = session.report.plain[sheet - 1]
        tables = likeliest(session.report, plain, self._forms)
        language = self._settings.current_language()
        dialog = AssignDialog(session.report, plain, tables, language, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(lambda one: self._take(session, one))
        dialog.open()

    def _take(self, session: Session, one: Assignment) -> None:
        """Fill the form as shown, in one step, and go there."""
        if self._desk.session is not session:
            return
        if session.make_step(assigned(session.report, one), "assigned"):
            session.selection.select(next(iter(one.sources)))
            self._desk.table.setFocus()


def likeliest(report: Report, plain: PlainTable, forms: Forms) -> Sequence[Table]:
    """Return the tables of the forms, first the one whose labels most cells of a table have.

    Where they say as much, those of the report's own form come first.
    """

    def likeness(table: Table) -> tuple[int, bool]:
        named = Assigner(report, plain, table).by_labels()
        return len(named.sources) if named else 0, table.form in (report.form, "*")

    return sorted(forms.tables, key=likeness, reverse=True)
