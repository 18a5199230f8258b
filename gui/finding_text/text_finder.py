"""Finding and replacing at work: the bar, the open report, and all reports of the project."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.checking.explain import cell_name
from core.errors import GoujiError
from core.forms import Forms
from gui.desk import Desk
from gui.finding_text.everywhere import Everywhere, FarHit
from gui.finding_text.find_bar import FindBar, Scope
from gui.finding_text.hits import Hit, Position, hits_in, position_of
from gui.messages_panel import Message
from gui.reviewing import Reviewing
from gui.settings import Settings
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.session import Session

REPLACED = "replaced"  # why a step was made, in the log


class TextFinder(QObject):
    """Looks for what the bar says.

    Args:
        desk: shows the open report.
        reviewing: opens reports.
        workspace: the open project.
        forms: the official forms.
        settings: for the language of the list.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        desk: Desk,
        reviewing: Reviewing,
        workspace: Workspace,
        forms: Forms,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bar = FindBar()
        self._desk = desk
        self._reviewing = reviewing
        self._workspace = workspace
        self._forms = forms
        self._settings = settings
        self._session: Session | None = None
        self._hits: list[Hit] = []
        self._at: int | None = None
        self._far: list[FarHit] = []
        self._everywhere = Everywhere(self)
        self._everywhere.found.connect(self._list)
        self._everywhere.ended.connect(self._count_far)
        self._everywhere.failed.connect(self._tell)
        self.bar.wantedChanged.connect(self._look)
        self.bar.replacementChanged.connect(self._show)
        self.bar.stepped.connect(self._step)
        self.bar.replaceAsked.connect(self._replace)
        self.bar.chosen.connect(self._open)
        self.bar.closed.connect(self._leave)
        reviewing.sessionChanged.connect(self._follow)
        workspace.projectChanged.connect(self._forget)

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do that are done here, by their ids."""
        return {
            "find": self.find,
            "replace": lambda: self.find(replacing=True),
            "findNext": lambda: self.find_next(1),
            "findPrevious": lambda: self.find_next(-1),
        }

    def find(self, *, replacing: bool = False) -> None:
        """Ask what to look for, and perhaps what to put in its place."""
        if not self._desk.table.commit():
            return
        self.bar.open_bar(replacing=replacing)
        if self._session is None:
            self.bar.look_in(Scope.PROJECT)
        self._look()

    def find_next(self, step: int) -> None:
        """Go to the next (1) or previous (-1) hit; without anything to look for, ask."""
        if not self.bar.wanted:
            self.find()
        elif self._desk.table.commit():
            self._step(step)

    # looking ---------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Look in the report that is open now."""
        if self._session:
            self._session.changed.disconnect(self._refresh)
        self._session = self._reviewing.session
        if self._session:
            self._session.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        """Count the hits of the open report as it stands; nothing moves."""
        hit = self._hits[self._at] if self._at is not None and self._at < len(self._hits) else None
        self._hits = []
        if self._session and not self.bar.isHidden():
            self._hits = hits_in(self._session, self.bar.wanted)
        positions = [each.position for each in self._hits]
        self._at = positions.index(hit.position) if hit and hit.position in positions else None
        self._show()

    def _look(self) -> None:
        """Look anew: go to the first hit from the current cell on, or list those everywhere."""
        self._everywhere.stop()
        self._far = []
        self.bar.clear_list()
        self._at = None
        self._refresh()
        if self.bar.scope is Scope.PROJECT:
            if self.bar.wanted and self._workspace.project:
                self.bar.show_count(None, 0, more=True)
                self._everywhere.start(self._workspace.project, self.bar.wanted)
        elif self._hits:
            here = self._here()
            later = (at for at, hit in enumerate(self._hits) if hit.position >= here)
            self._go(next(later, 0))

    def _here(self) -> Position:
        assert self._session is not None
        return position_of(self._session, self._session.selection.key)

    def _step(self, step: int) -> None:
        if self.bar.scope is Scope.PROJECT:
            self.bar.go_to_line(step)
            return
        if not self._hits:
            self._refresh()  # the bar was closed meanwhile
        if not self._hits or self._session is None:
            return
        at = self._at
        if at is not None and self._hits[at].key == self._session.selection.key:
            self._go((at + step) % len(self._hits))
            return
        here = self._here()  # the person has moved since
        before = sum(hit.position < here for hit in self._hits)
        upto = sum(hit.position <= here for hit in self._hits)
        self._go((upto if step > 0 else before - 1) % len(self._hits))

    def _go(self, at: int) -> None:
        assert self._session is not None
        self._at = at
        hit = self._hits[at]
        self._session.selection.select(hit.key)
        # after everything else that follows the cell has tinted what it means
        self._desk.table.highlight(hit.cells)
        table = self._desk.table
        if hit.is_label and table.sheet == hit.position[0]:
            table.scrollTo(table.table_model.index(*hit.position[1:]))
        self._show()

    def _show(self) -> None:
        bar = self.bar
        if bar.scope is Scope.REPORT:
            bar.show_count(self._at, len(self._hits))
        hit = self._hits[self._at] if self._at is not None else None
        mine = [hit for hit in self._hits if not hit.is_label]
        one = hit is not None and not hit.is_label
        preview = ""
        if hit and one and bar.is_replacing:
            after = bar.wanted.replaced(hit.text, bar.replacement)
            preview = f"{hit.text} → {after or self.tr('(blank)')}"
        elif hit and bar.is_replacing:
            preview = self.tr("A label of the form stays as it is")
        bar.show_replacing(preview, one=one, every=bool(mine))

    # replacing -------------------------------------------------------------------------------

    def _replace(self, everything: bool) -> None:
        if self._session is None or self.bar.scope is Scope.PROJECT:
            return
        wanted, by = self.bar.wanted, self.bar.replacement
        if everything:
            texts = {h.key: wanted.replaced(h.text, by) for h in self._hits if not h.is_label}
            self._desk.paste_bar.open_for(texts, REPLACED)
            return
        hit = self._hits[self._at] if self._at is not None else None
        if hit and not hit.is_label:
            at = self._at
            self._session.paste({hit.key: wanted.replaced(hit.text, by)}, REPLACED)
            rest = [n for n, other in enumerate(self._hits) if other.position > hit.position]
            if self._hits and at is not None:
                self._go(rest[0] if rest else 0)
        else:
            self._step(1)

    # all reports -----------------------------------------------------------------------------

    def _list(self, hits: list[FarHit]) -> None:
        self._far += hits
        self.bar.add_lines([self._line(hit) for hit in hits])
        self.bar.show_count(None, len(self._far), more=True)

    def _line(self, hit: FarHit) -> str:
        name = cell_name(hit.key, self._forms).to(self._settings.current_language())
        agency = hit.agency or self.tr("Agency not found")
        report = f"{agency} {hit.year or ''}".strip()
        return self.tr("{0}  {1}: {2}").format(report, name, hit.text)

    def _count_far(self, more: bool) -> None:
        self.bar.show_count(None, len(self._far), more=more and bool(self._far))

    def _open(self, row: int) -> None:
        """Go to a hit in another report; the report is opened."""
        hit = self._far[row]
        if not self._desk.table.commit():
            return
        self._reviewing.show_report(hit.report)
        session = self._reviewing.session
        if session and session.id == hit.report:
            session.selection.select(hit.key)
            self._desk.table.highlight([hit.key])

    def _tell(self, error: GoujiError) -> None:
        self.said.emit(Message("", error.message, error.hint))

    def _forget(self) -> None:
        """Another project is open, or none: nothing was found in it."""
        self._everywhere.stop()
        self._far = []
        self.bar.clear_list()
        if self._workspace.project is None:
            self.bar.close_bar()

    def _leave(self) -> None:
        self._everywhere.stop()
        if self._reviewing.session:
            self._desk.table.setFocus()
