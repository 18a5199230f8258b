"""What of a report is marked on its pages: cells, spots, and sentences that speak of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from core.checking.claim_cells import told_claims
from core.report import Place
from gui.pages.page_boxes import BoxStyle, PageBox
from gui.problems import Mark, is_pressing, spots_of
from gui.session import Session

SENTENCE = "§"
"""What the key of a sentence begins with, and no cell's does."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a report's prose that state something, most of them about its cells.

    Attributes:
        places: where they stand, by the keys under which they are framed and clicked.
        cells: the cells that each is about, by the same keys; none where no cell is compared.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> "Sentences":
        """Find them; takes about a millisecond."""
        places: dict[str, Place] = {}
        cells: dict[str, tuple[str, ...]] = {}
        keys: dict[Place, str] = {}
        for told in told_claims(session.report, session.forms):
            place = told.claim.place
            x0, y0, x1, y1 = place.box
            if x1 > x0 and y1 > y0:  # a text that was pasted has no places
                key = keys.setdefault(place, f"{SENTENCE}{len(keys)}")
                places[key] = place
                cells[key] = tuple(dict.fromkeys((*cells.get(key, ()), *told.cells)))
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


def key_at(session: Session, sentences: Sentences, place: Place) -> str:
    """Return under which key a place of the prose is framed, as a spot or a sentence; "" for none.

    Args:
        session: the report; what a finding says of a place goes before the sentence there.
        sentences: those of its prose.
        place: where a claim stands.
    """
    spots = (box for box in _spot_boxes(session) if (box.page, box.box) == (place.page, place.box))
    sentence = (key for key, where in sentences.places.items() if where == place)
    return next((box.key for box in spots), "") or next(sentence, "")


@cache  # asked for every cell at every edit, and always about the same few
def _style(mark: Mark) -> BoxStyle:
    if Mark.SUSPECT in mark:
        return "suspect"
    if mark & (Mark.UNSURE | Mark.DOUBTFUL):
        return "unsure"
    return "member" if Mark.MEMBER in mark else "plain"
