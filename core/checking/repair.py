"""What came of looking for errors: repairs, the cells they suspect, and what cannot be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.checking.equations import Equation
from core.text import Text


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that make broken sums hold. A suggestion to a person; never made by itself.

    Attributes:
        changes: new texts by key; "" is a blank.
        cost: how unlikely it is; less is likelier. Only those of one fault compare.
        why: what may have happened, in a few words.
        kind: digit, blank, unreadable, several; or that of a core.checking.structure.Hypothesis.
    """

    changes: Mapping[str, str]
    cost: float
    why: Text
    kind: str

    @property
    def structural(self) -> bool:
        """True where numbers stand in the wrong places, rather than wrong numbers."""
        return self.kind not in ("digit", "blank", "unreadable", "several")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that some repair of a fault changes, or that only its broken sum is about.

    Attributes:
        key: the cell.
        texts: what repairs would put there, likeliest first; none where no repair changes it: it
            can only be wrong together with another cell of its sum.
        share: how much of the likelihood of all repairs is in those that change it, 0 to 1.
    """

    key: str
    texts: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Fault:
    """Broken sums that are mended together, and all equally small ways to do it.

    Attributes:
        sums: the broken equations; none for an unreadable cell that breaks nothing.
        repairs: structural ones first, then by cost.
        suspects: likeliest first; last those that no repair changes.
        look_next: the cell whose reading would tell most; None where there is one repair or none.
        complete: whether all smallest repairs are here; if not, a bound was met.
        message: what can be told and what cannot, in one sentence.
    """

    sums: tuple[Equation, ...]
    repairs: tuple[Repair, ...]
    suspects: tuple[Suspect, ...]
    look_next: str | None
    complete: bool
    message: Text


@dataclass(frozen=True, slots=True)
class Proven:
    """A sum that confirmed cells alone show to be broken: the source itself is inconsistent.

    Attributes:
        sum: the equation.
        cells: the fewest confirmed cells that show it. Where they are not all of its cells, the
            ones of ``larger`` side add up to more than the whole other side, whatever the rest is.
        larger: "left" or "right"; "" where all cells are needed.
    """

    sum: Equation
    cells: tuple[str, ...]
    larger: str = ""


@dataclass(frozen=True, slots=True)
class Localisation:
    """Where the errors of one report probably are.

    Attributes:
        faults: likeliest first to be told rightly: structural ones, then those with fewest repairs.
        proven: sums that the source itself gets wrong.
    """

    faults: tuple[Fault, ...] = ()
    proven: tuple[Proven, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all smallest repairs of all faults are listed."""
        return all(fault.complete for fault in self.faults)

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """The suspects of all faults, likeliest first."""
        found = [suspect for fault in self.faults for suspect in fault.suspects]
        return tuple(sorted(found, key=lambda suspect: -suspect.share))

    @property
    def look_next(self) -> str | None:
        """The cell to look at next: the one that tells most of the first fault left in doubt."""
        return next((fault.look_next for fault in self.faults if fault.look_next), None)

    def of(self, key: str) -> Fault | None:
        """Return the fault of which a cell is a suspect."""
        return next((f for f in self.faults if any(s.key == key for s in f.suspects)), None)
