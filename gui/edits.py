"""What a person types or pastes as changes of a report."""

from collections.abc import Callable, Iterable, Mapping

from core.numbers import Kind, normalised, parse
from core.report import CellState, Report
from core.store.history import Change


def text_changes(
    report: Report, texts: Mapping[str, str], holds_words: Callable[[str], bool]
) -> tuple[list[Change], list[str]]:
    """Return the changes that put texts into cells, and what was typed otherwise than it is kept.

    Args:
        report: the report as it stands; cells come into being where they are absent.
        texts: what was typed or pasted, by key.
        holds_words: whether the table of a key may hold words as well as numbers.
    """
    changes: list[Change] = []
    typed: list[str] = []
    for key, raw in texts.items():
        cell = report.cells.get(key)
        old, read = (cell.text, cell.read) if cell else (None, None)
        new = _accepted(raw, old, read, words=holds_words(key))
        if new == old:
            continue
        changes.append(Change("text", key, old, new))
        before = cell.state if cell else CellState.READ
        after = _plain_state(changed=new != read)
        changes.append(Change("cell-state", key, before.value, after.value))
        if raw.strip() != new:
            typed.append(raw)
    return changes, typed


def state_changes(report: Report, keys: Iterable[str], state: CellState | None) -> list[Change]:
    """Return the changes that give cells that are there a state.

    Args:
        report: the report as it stands.
        keys: which cells.
        state: what is said of them; None takes back what was said.
    """
    return [
        Change("cell-state", key, cell.state.value, (state or _plain_state(cell.changed)).value)
        for key in keys
        if (cell := report.cells.get(key)) is not None and not cell.absent
    ]


def _plain_state(changed: bool) -> CellState:
    """The state of a cell of which a person said nothing but its text."""
    return CellState.CORRECTED if changed else CellState.READ


def _accepted(raw: str, old: str | None, read: str | None, *, words: bool) -> str | None:
    """Return the text to keep for what was typed or pasted.

    What stands there already, or stood there when it was read, stays exactly as it is; all else is
    unified (full-width digits, dashes, spaces), but for the words of a table that may hold
    ``words``. An empty text leaves an absent cell absent.
    """
    plain = normalised(raw)
    if not plain and old is None:
        return None
    for known in (old, read):
        if known is not None and known in (raw.strip(), plain):
            return known
    return raw.strip() if words and parse(plain).kind is Kind.UNREADABLE else plain
