"""Sources: one module a file type, each turning a file into pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from core.errors import GoujiError
from core.reading.page import Page
from core.text import Text

SUFFIXES = (".pdf",)
"""The file types that can be read, by suffix in small letters."""


class Source(Protocol):
    """An open file that yields pages."""

    kind: str
    pages: int
    repaired: bool

    def __iter__(self) -> Iterator[Page]:
        """Read page after page."""

    def close(self) -> None:
        """Release the file."""


def open_source(path: Path) -> Source:
    """Open a file by what it is: by its first bytes where they tell, else by its suffix.

    Raises:
        GoujiError: the type is not supported, or the file is empty or damaged.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise GoujiError(
            Text("这是空文件。", "It is an empty file."),
            Text("请重新下载或向提供者索取。", "Download it again or ask for it anew."),
        )
    if b"%PDF-" in head or path.suffix.lower() == ".pdf":
        from core.sources.pdf import PdfSource  # here, so that only workers load PyMuPDF

        return PdfSource(path)
    raise GoujiError(
        Text("这种文件类型还不支持。", "Files of this type are not supported yet."),
        Text("请另存为 PDF 后再打开。", "Save it as a PDF and open that."),
    )
