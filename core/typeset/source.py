"""Being written."""

from collections.abc import Iterator

from core.reading.page import Page
from core.typeset.flow import Flow


class FlowSource:
    """A flow set on pages."""

    def __init__(self, flow: Flow) -> None:
        self.kind = flow.kind
        self.pages = 0
        self.repaired = flow.repaired

    def __iter__(self) -> Iterator[Page]:
        """Yield the pages."""
        raise NotImplementedError

    def close(self) -> None:
        """Release nothing."""
