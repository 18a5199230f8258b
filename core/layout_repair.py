"""Faults of layout put right: what cells hold moves to other cells, together with its place.

A reading that slid by a cell, took two rows for one or split a number is mended as it happened: in
one go, for a whole block. Nothing is lost on the way: what is pushed out of one end of a block
comes back at the other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.errors import GoujiError
from core.report import Box, Cell, CellState, Place, Report
from core.store.history import Change, place_text
from core.text import Text

Lines = Sequence[Sequence[str]]
"""The keys of the value cells of one table, line by line as printed."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell holds: its text (None: there is no such cell) and where that is printed."""

    text: str | None
    place: Place | None = None


NOTHING = Held("")
NO_CELL = Held(None)


def shifted(report: Report, lines: Lines, keys: Iterable[str], dy: int, dx: int) -> dict[str, Held]:
    """Move a block by one cell; what it pushes aside comes to its other end.

    Args:
        report: the report as it stands.
        lines: the table.
        keys: the block. At the edge of the table it turns round within itself.
        dy: 1 down, -1 up, 0 neither.
        dx: 1 to the right, -1 to the left, 0 neither.

    Returns:
        What each cell holds then; cells that are not named stay as they are.
    """
    grid = list(lines) if dx else _columns(lines)
    step, chosen = dx or dy, set(keys)
    result: dict[str, Held] = {}
    for line in grid:
        for run in _runs(line, chosen):
            cells = list(line[run.start : run.stop])
            beyond = run.stop if step > 0 else run.start - 1
            if 0 <= beyond < len(line):
                cells = [*cells, line[beyond]] if step > 0 else [line[beyond], *cells]
            sources = [*cells[-step:], *cells[:-step]]
            pairs = zip(cells, sources, strict=True)
            result |= {key: _held(report, source) for key, source in pairs if key != source}
    return result


def row_inserted(report: Report, lines: Lines, key: str) -> dict[str, Held]:
    """Make room for a row of values at a cell: its line and all below move down by one.

    Raises:
        GoujiError: something would be pushed out of the table.
    """
    rows = _from(lines, key)
    if any(_held(report, cell).text for cell in rows[-1]):
        raise _pushed_out()
    result = dict.fromkeys(rows[0], NOTHING)
    for above, below in pairwise(rows):
        result |= _moved(report, above, below)
    return result


def row_deleted(report: Report, lines: Lines, key: str) -> dict[str, Held]:
    """Take a row of values away: those below move up by one, the last line has no cells then.

    Raises:
        GoujiError: a shorter line has no room for what a longer one holds.
    """
    rows = _from(lines, key)
    result = dict.fromkeys(rows[-1], NO_CELL)
    for above, below in pairwise(rows):
        result |= _moved(report, below, above)
    return result


def swapped(report: Report, lines: Lines, keys: Sequence[str]) -> dict[str, Held]:
    """Let two rows, two columns or two cells change places.

    Args:
        report: the report as it stands.
        lines: the table.
        keys: the chosen cells, in two lines or two columns.

    Raises:
        GoujiError: they are not two of a kind.
    """
    places = {key: (y, x) for y, line in enumerate(lines) for x, key in enumerate(line)}
    own = [places[key] for key in keys if key in places]
    for axis in (0, 1):
        ends = sorted({place[axis] for place in own})
        if len(ends) != 2:
            continue
        at = {place: key for key, place in places.items()}
        first = [place for place in own if place[axis] == ends[0]]
        others = [(ends[1], x) if axis == 0 else (y, ends[1]) for y, x in first]
        if len(own) == 2 * len(first) and set(others) == set(own) - set(first):
            pairs = [(at[one], at[other]) for one, other in zip(first, others, strict=True)]
            there = {one: _held(report, other) for one, other in pairs}
            return there | {other: _held(report, one) for one, other in pairs}
    raise GoujiError(
        Text("请选中两行、两列或两格。", "Choose two rows, two columns or two cells."),
        Text("用 Ctrl 加鼠标可选中不相邻的格。", "Ctrl and the mouse choose cells apart."),
    )


def merged(report: Report, keys: Sequence[str]) -> dict[str, Held]:
    """Join the texts of some cells in the first of them; the others are blank then.

    Args:
        report: the report as it stands.
        keys: at least two cells, in reading order.

    Raises:
        GoujiError: there are not two.
    """
    held = [_held(report, key) for key in keys]
    if len(keys) < 2:
        raise GoujiError(
            Text("请选中要合并的几格。", "Choose the cells to merge."),
            Text("用 Shift 加方向键选中。", "Shift and the arrows choose several."),
        )
    text = "".join((one.text or "").replace(" ", "") for one in held)
    places = [one.place for one in held if one.place and one.text]
    first = keys[0]
    result = {first: Held(text, _hull(places) or held[0].place)}
    return result | {key: Held("", one.place) for key, one in zip(keys[1:], held[1:], strict=True)}


def divided(report: Report, lines: Lines, keys: Sequence[str]) -> dict[str, Held]:
    """Spread the text of a cell over several: at its spaces, or figure by figure.

    Args:
        report: the report as it stands.
        lines: the table.
        keys: the cell, or the cells to spread over, in reading order; for one cell alone those
            that follow in its line are taken, as many as it has parts.

    Raises:
        GoujiError: the text has not as many parts, or a cell to spread over holds something.
    """
    first, whole = keys[0], _held(report, keys[0])
    text = (whole.text or "").strip()
    if len(keys) == 1:
        line = next(line for line in lines if first in line)
        at = list(line).index(first)
        keys = list(line[at : at + max(2, len(text.split()))])
    parts = text.split()
    if len(parts) != len(keys):
        parts = list(text)
    busy = any(_held(report, key).text for key in keys[1:])
    if len(parts) != len(keys) or busy:
        raise GoujiError(
            Text(
                f"“{text}”不能分到 {len(keys)} 个空格里。",
                f"{text!r} does not fit {len(keys)} cells.",
            ),
            Text(
                "请从要分开的格起，选中与份数相同的格；其余各格须为空。",
                "Choose as many cells as there are parts, beginning with the one to divide; "
                "the others must be empty.",
            ),
        )
    return {key: Held(part, whole.place) for key, part in zip(keys, parts, strict=True)}


def changes(report: Report, wanted: Mapping[str, Held]) -> list[Change]:
    """Return the changes after which cells hold what is wanted; one step when made together."""
    made: list[Change] = []
    for key, held in wanted.items():
        cell, old = report.cells.get(key), _held(report, key)
        own = [Change("cell-place", key, place_text(old.place), place_text(held.place))]
        if old.text != held.text:
            before = cell.state if cell else CellState.READ
            read = cell.read if cell else None
            after = CellState.READ if held.text == read else CellState.CORRECTED
            text = Change("text", key, old.text, held.text)
            state = Change("cell-state", key, before.value, after.value)
            # a cell must be there to have a state and a place
            own = [*own, state, text] if held.text is None else [text, state, *own]
        made += own
    return [change for change in made if change.old != change.new]


def _held(report: Report, key: str) -> Held:
    cell: Cell | None = report.cells.get(key)
    return Held(cell.text, cell.place) if cell else NO_CELL


def _moved(report: Report, source: Sequence[str], target: Sequence[str]) -> dict[str, Held]:
    """Let one line hold what another one does; where that is shorter nothing."""
    held = [_held(report, key) for key in source]
    if any(one.text for one in held[len(target) :]):
        raise _pushed_out()
    held += [NOTHING] * (len(target) - len(held))
    return dict(zip(target, held, strict=False))


def _pushed_out() -> GoujiError:
    return GoujiError(
        Text("有数值会被移出表格，没有移动。", "A value would be pushed out of the table."),
        Text(
            "请先清空表格末尾的格，或只移动选中的格（Ctrl+Alt+方向键）。",
            "Clear the last cells first, or shift only the cells you choose (Ctrl+Alt+arrows).",
        ),
    )


def _from(lines: Lines, key: str) -> Lines:
    at = next(at for at, line in enumerate(lines) if key in line)
    return lines[at:]


def _columns(lines: Lines) -> list[list[str]]:
    longest = max(map(len, lines), default=0)
    return [[line[x] for line in lines if x < len(line)] for x in range(longest)]


def _runs(line: Sequence[str], chosen: set[str]) -> list[range]:
    """Return where chosen cells stand side by side in a line."""
    runs: list[range] = []
    for at, key in enumerate(line):
        if key not in chosen:
            continue
        if runs and runs[-1].stop == at:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


def _hull(places: Sequence[Place]) -> Place | None:
    """Return the place round some places of one page; the first where they are on several."""
    if not places or len({place.page for place in places}) > 1:
        return places[0] if places else None
    boxes = [place.box for place in places]
    box: Box = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return Place(places[0].page, box)
