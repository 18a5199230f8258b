"""A flow → pages with everything in its place: text, borders, fills, pictures, grids."""

import math
from collections.abc import Sequence

from core.bounds import MAX_PAGES
from core.errors import GoujiError
from core.text import Text
from core.typeset.check import check
from core.typeset.flow import Flow, FlowTable
from core.typeset.glyphs import Glyphs
from core.typeset.laid import LaidPage
from core.typeset.lines import MeasuredText, Setting
from core.typeset.put import Area, put_items
from core.typeset.table import Item, MeasuredTable, Measurer, SetTable, stacked

_MARGIN = 50.0
_SIDES = (300.0, 2400.0)
"""A page's sides are no shorter and no longer than this, in points, whatever a document asks."""
_WIDEST = (1190.0, 842.0)
"""Width and height of a page for tables that no other page is wide enough for: A3 on its side."""
_PICTURE = 0.85
"""A picture takes at most this part of the height of a page."""
_TOGETHER = 0.5
"""The heads of a table are kept with what stands over them, if they take no more of a page."""
_HEADING = 3
"""What stands over a table is its heading if it has no more lines."""


def lay_out(flow: Flow, glyphs: Glyphs) -> list[LaidPage]:
    """Set a flow on pages; an empty one has one page.

    Raises:
        GoujiError: there is more of it than the bounds allow.
    """
    check(flow)
    width, height = (
        min(max(_SIDES[0], side), _SIDES[1]) if math.isfinite(side) else _WIDEST[1]
        for side in flow.size
    )
    in_tables = Measurer(glyphs, _PICTURE * (min(width, height) - 2 * _MARGIN))
    body = Setting()
    tables = {
        at: MeasuredTable(block, in_tables, body)
        for at, block in enumerate(flow.blocks)
        if isinstance(block, FlowTable) and block.rows and block.columns
    }
    least = max((table.widths()[0] for table in tables.values()), default=0.0)
    sides = [(width, height), (max(width, height), min(width, height)), _WIDEST]
    size = next((one for one in sides if least <= one[0] - 2 * _MARGIN), max(sides))
    measurer = Measurer(glyphs, _PICTURE * (size[1] - 2 * _MARGIN))
    pages = _Pages(*size)
    room = size[0] - 2 * _MARGIN
    place = 0, pages.area(0).top
    waiting: list[Item] = []  # what stands over a table stays with it
    blank = False
    for at, block in enumerate(flow.blocks):
        if at in tables:
            table = _fitted(tables.pop(at), block, room, in_tables)
            place = _together(waiting, table, pages, *place)
            waiting, blank = [], False
            continue
        measured = list(measurer.blocks([block], body))
        items = [item for one in measured for item in one.items(room)]
        if all(isinstance(one, MeasuredText) and one.blank for one in measured):
            waiting += [] if blank else items
            blank = True
            continue
        place = put_items(waiting, _MARGIN, pages, *place)
        waiting, blank = items, False
    put_items(waiting, _MARGIN, pages, *place)
    return pages.laid


def _together(
    above: Sequence[Item], table: SetTable, pages: "_Pages", index: int, y: float
) -> tuple[int, float]:
    """Put a table and what stands over it, on a new page if its heads would be cut off here."""
    if len(above) > _HEADING:
        index, y = put_items(above, _MARGIN, pages, index, y)
        above = []
    area = pages.area(index)
    wanted = stacked([*above, table]) - table.height + table.head
    if y + wanted > area.bottom and wanted <= _TOGETHER * (area.bottom - area.top):
        index, y = index + 1, pages.area(index + 1).top
    return put_items([*above, table], _MARGIN, pages, index, y)


def _fitted(table: MeasuredTable, block: object, room: float, measurer: Measurer) -> SetTable:
    """Set a table for the width of the page, in smaller characters if it has to be."""
    least = table.widths()[0]
    if least > room:
        assert isinstance(block, FlowTable)
        table = MeasuredTable(block, measurer, Setting(scale=room / least))
    return table.fitted(room)


class _Pages:
    """The pages of a document, made as they are needed."""

    def __init__(self, width: float, height: float) -> None:
        self._size = width, height
        self.laid: list[LaidPage] = []
        self._areas: list[Area] = []

    def area(self, index: int) -> Area:
        """Return the area of a page between its margins."""
        while len(self.laid) <= index:
            if len(self.laid) >= MAX_PAGES:
                raise GoujiError(
                    Text(
                        f"内容超过 {MAX_PAGES} 页的上限。",
                        f"It is longer than the limit of {MAX_PAGES} pages.",
                    ),
                    Text("请拆分后再打开。", "Divide it into smaller files."),
                )
            self.laid.append(LaidPage(len(self.laid) + 1, *self._size))
            self._areas.append(Area(self.laid[-1], _MARGIN, self._size[1] - _MARGIN))
        return self._areas[index]
