"""What of a report is marked on its pages: cells, spots, and sentences that speak of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from core.checking.claim_cells import claim_cells
from core.report import Place
from gui.pages.page_boxes import BoxStyle, PageBox
from gui.problems import Mark, is_pressing, spots_of
from gui.session import Session

SENTENCE = "§"
"""What the key of a sentence begins with, and no cell's does."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a report's prose that speak of its cells.

    Attributes:
        places: where they stand, by the keys under which they are framed and clicked.
        cells: the cells that each is about, by the same keys.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> "Sentences":
        """Find them; takes about a millisecond."""
        places: dict[str, Place] = {}
        cells: dict[str, tuple[str, ...]] = {}
        keys: dict[Place, str] = {}
        for claim, about in claim_cells(session.report, session.forms):
            x0, y0, x1, y1 = claim.place.box
            if x1 > x0 and y1 > y0:  # a text that was pasted has no places
                key = keys.setdefault(claim.place, f"{SENTENCE}{len(keys)}")
                places[key] = claim.place
                cells[key] = tuple(dict.fromkeys((*cells.get(key, ()), *about)))
        return cls(places, cells)

    def about(self, cell: str) -> frozenset[str]:
        """Return the keys of the sentences that speak of a cell."""
        return frozenset(key for key, cells in self.cells.items() if cell in cells)


def boxes_of(session: Session, sentences: Sentences) -> list[PageBox]:
    """Return the boxes of a report as they are marked."""
    boxes = []
    spots = _spot_boxes(session)
    taken = {(box.page, box.box) for box in spots}
    for key, place in sentences.places.items():
        if (place.page, place.box) not in taken:
            boxes.append(PageBox(key, place.page, place.box))
    boxes += spots
    marks = session.review.marks
    for key, cell in session.report.cells.items():
        if cell.place:
            style = _style(marks.get(key, Mark.NORMAL))
            boxes.append(PageBox(key, cell.place.page, cell.place.box, style))
    return boxes


def _spot_boxes(session: Session) -> list[PageBox]:
    """What findings say of places, as long as nobody decided about it."""
    return [
        PageBox(key, place.page, place.box, "suspect" if is_pressing(finding) else "member")
        for finding in session.findings
        if not session.decided(finding)
        for key, place in spots_of(finding).items()
    ]


@cache  # asked for every cell at every edit, and always about the same few
def _style(mark: Mark) -> BoxStyle:
    if Mark.SUSPECT in mark:
        return "suspect"
    if mark & (Mark.UNSURE | Mark.DOUBTFUL):
        return "unsure"
    return "member" if Mark.MEMBER in mark else "plain"
