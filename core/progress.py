"""How far the reading of a document has come, told while it goes on."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from core.report import Document, Note
from core.text import Text


@dataclass(frozen=True, slots=True)
class Progress:
    """A page was read. ``part`` holds the reports that became complete with it, if any did.

    It is ``recalled`` where what takes long was seen by a reading before, which was stopped.
    """

    page: int
    pages: int
    part: Document | None = None
    recalled: bool = False


UNFINISHED = Note(
    "unfinished",
    Text(
        "这个文件还没有读完；若已停止读取，再次添加即可接着读。",
        "It is not read to its end. If that was stopped, add it again: it goes on from there.",
    ),
)
"""Stands with the first reports of a document until its last page is read."""

Steps = Generator[Progress, None, Document]
"""Reading as a generator: it yields its progress and returns what no part has held yet."""


def joined(parts: Sequence[Document], last: Document) -> Document:
    """Put the parts of a document together with what came last."""
    reports = [report for part in parts for report in part.reports]
    return replace(last, reports=(*reports, *last.reports), first=0)
