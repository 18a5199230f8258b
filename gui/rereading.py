"""Reading again: cells, a region drawn over the page, a table by a grid drawn by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.hand_grid import Draft, HandGrid, draft, lies
from core.numbers import Kind, normalised, parse
from core.report import CellState, Place
from core.store.history import Change, place_text
from gui.desk import Desk
from gui.messages_panel import Message
from gui.pages.rereader import Rereader
from gui.session import Session

SURE = 0.9
"""A new reading that is less sure than this marks its cell as doubtful."""

GRID, REGION = "grid", "region"
"""Why cells change, as the log has it."""

Found = Mapping[str, Sequence[tuple[str, float]]]
"""What cells may say, by key, most likely first, and how sure that is."""


class Rereading(QObject):
    """Reads parts of the open report again. A person's value is never overwritten.

    Args:
        desk: shows the report; what is chosen or drawn there is read.
        parent: the Qt parent. Call ``close`` before this object goes.
    """

    told = Signal(str)  # a line for the status bar
    said = Signal(object)  # Message

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: Session | None = None
        self._path: Path | None = None
        self._draft: Draft | None = None  # of the grid that is, or was last, drawn by hand
        self._places: Mapping[str, Place] = {}  # of the cells between its lines
        self._rereader = Rereader(self)
        self._rereader.found.connect(self._keep)
        self._rereader.gridFound.connect(self._take_grid)
        self._rereader.failed.connect(lambda text, hint: self.said.emit(Message("", text, hint)))
        desk.page.gridDrawn.connect(self._read_grid)
        desk.page.regionDrawn.connect(
            lambda: self.told.emit(self.tr("Ctrl+R reads this region for the cell at hand."))
        )

    def close(self) -> None:
        """End the process that reads again."""
        self._rereader.close()

    def show_report(self, session: Session | None, path: Path | None) -> None:
        """Turn to a report and its source; what was drawn over another one is forgotten."""
        self._session, self._path, self._draft = session, path, None
        self._desk.page.edit_grid(None)
        self._desk.page.take_region()

    # cells and regions -----------------------------------------------------------------------

    def read_again(self) -> None:
        """Read the region that is drawn, for the cell at hand; else read the selected cells."""
        session, path = self._session, self._path
        if session is None or path is None or not self._desk.table.commit():
            return
        cells = session.report.cells
        places = {
            key: place
            for key in self._desk.table.chosen_keys()
            if key in cells and (place := cells[key].place)
        }
        if region := self._desk.page.take_region():
            key = session.selection.key
            places = {key: region} if session.sheet_of(key) is not None else {}
        if not places:
            self.told.emit(self.tr("This cell has no place in the source."))
            return
        self.told.emit(self.tr("Reading %n cell(s) again…", "", len(places)))
        self._rereader.read(session.id, path, places, lies(session.tables, cells))

    def _keep(self, report: int, found: Found) -> None:
        """Keep what reading again gave, unless another report has been opened meanwhile."""
        session = self._session
        if session is None or session.id != report:
            return
        cells = session.report.cells
        absent = {key: some[0][0] for key, some in found.items() if some and key not in cells}
        if absent and session.paste(absent, REGION):
            self.told.emit(self.tr("The cell was absent and is filled in from the region."))
            return
        session.add_candidates(found)
        other = [
            key
            for key, some in found.items()
            if some and key in cells and some[0][0] != cells[key].text
        ]
        if other:
            self.told.emit(self.tr("%n cell(s) may say something else.", "", len(other)))
        else:
            self.told.emit(self.tr("Read again: the same as before."))

    # grids -----------------------------------------------------------------------------------

    def redraw_grid(self) -> None:
        """Have the lines of the table at hand drawn by hand, on the page of the cell at hand."""
        session, page = self._session, self._desk.page
        if session is None or self._path is None or not self._desk.table.commit():
            return
        if page.grid_editor:
            page.edit_grid(None)
            return
        key = session.selection.key
        cell = session.report.cells.get(key)
        number = cell.place.page if cell and cell.place else page.page
        tables = [table for table in session.tables if key in table.cells]
        self._draft = draft(tables[0], session.report.cells, number) if tables else None
        if self._draft is None:
            self.told.emit(self.tr("No table of the form is known on this page."))
        page.edit_grid(self._draft)

    def _read_grid(self, grid: HandGrid) -> None:
        places = self._draft.places(grid) if self._draft else None
        if places is None or self._session is None or self._path is None:
            return
        self._places = places
        self.told.emit(self.tr("Reading %n cell(s) again…", "", len(places)))
        angles = {grid.page: grid.angle}
        self._rereader.read(self._session.id, self._path, places, angles, grid=True)

    def _take_grid(self, report: int, found: Found) -> None:
        """Take what a grid gave as one step: texts where no person has been, places everywhere."""
        session = self._session
        if session is None or session.id != report or not found.keys() <= self._places.keys():
            return
        changes = [
            change
            for key, some in found.items()
            for change in _changes(session, key, some, self._places[key])
        ]
        taken = sum(change.kind == "text" and change.old != change.new for change in changes)
        session.make_step(changes, GRID)
        session.add_candidates(found)
        if taken:
            self.told.emit(self.tr("%n cell(s) changed by the new lines.", "", taken))
        else:
            self.told.emit(self.tr("Read again: the same as before."))
        self._desk.table.setFocus()


def _changes(
    session: Session, key: str, found: Sequence[tuple[str, float]], place: Place
) -> list[Change]:
    """Return what becomes of a cell that is read in a new place."""
    cell = session.report.cells.get(key)
    if not found:
        return []  # its place cannot be seen
    old, text = cell.text if cell else None, normalised(found[0][0])
    if old is None and not text:
        return []  # nothing was there, and nothing is
    changes = []
    if text != old and parse(text).kind is not Kind.UNREADABLE and _untouched(session, key):
        state = cell.state if cell else CellState.READ
        new_state = CellState.READ if cell and text == cell.read else CellState.CORRECTED
        if found[0][1] < SURE:
            new_state = CellState.DOUBTFUL
        changes += [Change("text", key, old, text), Change("cell-state", key, state, new_state)]
    if cell or changes:
        old_place = place_text(cell.place if cell else None)
        changes.append(Change("cell-place", key, old_place, place_text(place)))
    return changes


def _untouched(session: Session, key: str) -> bool:
    """Tell whether no person has said anything of a cell; what a grid gave is no person's."""
    cell, last = session.report.cells.get(key), session.last_change(key)
    if cell is None or cell.state is CellState.READ:
        return True
    return cell.state is not CellState.CONFIRMED and last is not None and last.why == GRID
