"""Is a flow within the bounds?"""

from collections.abc import Iterable

from core.bounds import (
    MAX_FLOW_BLOCKS,
    MAX_FLOW_CHARS,
    MAX_FLOW_COLUMNS,
    MAX_FLOW_NESTING,
    MAX_FLOW_PLACES,
)
from core.errors import GoujiError
from core.text import Text
from core.typeset.flow import Block, Flow, FlowTable, Paragraph


def check(flow: Flow) -> None:
    """Refuse a flow that is larger than anyone writes.

    Raises:
        GoujiError: it has too many characters, blocks, cells or nested tables.
    """
    _Count().add(flow.blocks, 0)


class _Count:
    """What was counted so far."""

    def __init__(self) -> None:
        self._chars = self._blocks = self._places = 0

    def add(self, blocks: Iterable[Block], depth: int) -> None:
        """Count blocks; ``depth`` is how many tables they stand in."""
        if depth > MAX_FLOW_NESTING:
            raise _too_much("表格嵌套层数过多", "has too many tables inside tables")
        for block in blocks:
            self._blocks += 1
            if isinstance(block, Paragraph):
                self._chars += sum(len(run.text) for run in block.runs)
            elif isinstance(block, FlowTable):
                self._places += block.rows * block.columns
                if self._places > MAX_FLOW_PLACES or block.columns > MAX_FLOW_COLUMNS:
                    raise _too_much("表格过大", "has too many or too large tables")
                for cell in block.cells:
                    self.add(cell.blocks, depth + 1)
            if self._blocks > MAX_FLOW_BLOCKS or self._chars > MAX_FLOW_CHARS:
                raise _too_much("内容过多", "holds too much text")


def _too_much(zh: str, en: str) -> GoujiError:
    return GoujiError(
        Text(f"文件{zh}，无法排成页面。", f"It {en} to be set on pages."),
        Text("请拆分后再打开。", "Divide it into smaller files."),
    )
