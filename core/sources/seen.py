"""Pages with pictures, read: which pages, and which pictures on them, is decided page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from core.reading.page import Grid, Page, outside
from core.report import Box
from core.scans.engines import Engines
from core.scans.kept import Kept

if TYPE_CHECKING:
    from core.scans.engine import Engine
    from core.scans.scan import Scan
    from core.sources.pdf_picture import Pictured

LITTLE_TEXT = 20
"""A page with fewer characters than this, and something on it, is read from its picture."""
_MOST = 0.4
"""A picture that covers this part of a page is read whatever it shows."""
_BARE = 12
"""A picture with fewer characters than this over it is not the ground that a text is set on."""


class Drawn(Protocol):
    """A source that can draw its pages."""

    kind: str
    pages: int
    repaired: bool

    def __iter__(self) -> Iterator[Page]:
        """Read page after page."""

    def picture(self, number: int, area: Box | None = None) -> "Pictured | None":
        """Draw a page or an area of it."""

    def close(self) -> None:
        """Release the file."""


class SeenSource:
    """A source whose pictures are read too.

    Args:
        source: the pages.
        engines: holds what reads pictures.
        kept: what was seen in them before; None where nothing is kept.
    """

    def __init__(self, source: Drawn, engines: Engines, kept: Kept | None = None) -> None:
        self._source = source
        self._engines = engines
        self._kept = kept
        self.kind = source.kind
        self.pages = source.pages
        self.repaired = source.repaired

    def __iter__(self) -> Iterator[Page]:
        for page in self._source:
            yield self._seen(page)

    def close(self) -> None:
        """Release the file."""
        self._source.close()

    def _seen(self, page: Page) -> Page:
        whole = _is_picture(page)
        areas = [] if whole else [box for box in page.images if _is_bare(page, box)]
        if not (whole or areas) or not page.width:
            return page
        engine = self._engines.engine
        if engine is None:
            return page
        if whole or page.upright() is not page:
            return self._whole(page, engine)
        return self._parts(page, areas, engine)

    def _whole(self, page: Page, engine: "Engine") -> Page:
        from core.scans.scan import Scan

        drawn = self._source.picture(page.number)
        if drawn is None:
            return page
        read = Scan(*drawn, engine, kept=self._kept).page(page.number)
        if len(read.chars) < LITTLE_TEXT and not read.rulings:
            return page
        return replace(read, doubt=page.doubt)

    def _parts(self, page: Page, areas: Sequence[Box], engine: "Engine") -> Page:
        from core.scans.scan import Scan

        scans = []
        for area in areas:
            drawn = self._source.picture(page.number, area)
            if drawn is not None:
                scan = Scan(*drawn, engine, area, self._kept)
                if scan.has_table or _part(page, area) > _MOST:
                    scans.append(scan)
        if not any(scan.chars for scan in scans):
            return page
        return _merged(page, scans)


def _is_picture(page: Page) -> bool:
    """Tell whether the whole page is to be read from its picture."""
    if page.doubt:
        return True
    return len(page.chars) < LITTLE_TEXT and (page.pictures > 0.05 or len(page.rulings) > 3)


def _is_bare(page: Page, box: Box) -> bool:
    return len(page.chars) - len(outside(page.chars, [box])) < _BARE


def _part(page: Page, box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1]) / (page.width * page.height)


def _merged(page: Page, scans: "Sequence[Scan]") -> Page:
    """Return a page with what its pictures say."""

    def look(grids: Sequence[Grid]) -> list[Grid]:
        looked = list(grids)
        for scan in scans:
            looked = scan.look(looked)
        return looked

    def frame(box: Box) -> Box:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for scan in scans:
            x0, y0, x1, y1 = scan.area
            if x0 <= x <= x1 and y0 <= y <= y1:
                return scan.frame(box)
        return box

    chars = outside(page.chars, [scan.area for scan in scans])
    return replace(
        page,
        chars=(*chars, *(char for scan in scans for char in scan.chars)),
        rulings=(*page.rulings, *(ruling for scan in scans for ruling in scan.rulings)),
        scanned=True,
        look=look,
        frame=frame,
    )
