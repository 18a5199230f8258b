"""Sources: one module a file type, each turning a file into pages.

A PDF has pages. What has none (web pages, docx, text) is read as a ``Flow``, which is set on pages;
what an office program alone understands is made a PDF first. Which is which is decided here.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from core.errors import GoujiError
from core.picture_types import SUFFIXES as PICTURE_SUFFIXES
from core.picture_types import type_of
from core.reading.page import Page
from core.scans.engines import Engines
from core.scans.kept import Kept
from core.sources.seen import Drawn, SeenSource
from core.text import Text
from core.typeset.flow import Flow


class Kind(StrEnum):
    """What a file is, as ``Document.kind`` says it."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    OFFICE = "office"  # what LibreOffice makes a PDF of: doc, wps, rtf
    TEXT = "text"
    IMAGE = "image"


SUFFIXES = {
    ".pdf": Kind.PDF,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".mhtml": Kind.HTML,
    ".mht": Kind.HTML,
    ".docx": Kind.DOCX,
    ".doc": Kind.OFFICE,
    ".wps": Kind.OFFICE,
    ".rtf": Kind.OFFICE,
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".tsv": Kind.TEXT,
    **dict.fromkeys(PICTURE_SUFFIXES, Kind.IMAGE),
}
"""The file types that can be read, by suffix in small letters."""

_PICTURED = (Kind.PDF, Kind.IMAGE, Kind.OFFICE)
_HEAD = 4096
_WEB = (b"<!doctype html", b"<html", b"<table", b"<body")


class Source(Protocol):
    """An open file that yields pages."""

    kind: str
    pages: int
    repaired: bool

    def __iter__(self) -> Iterator[Page]:
        """Read page after page."""

    def close(self) -> None:
        """Release the file."""


def kind_of(path: Path) -> Kind:
    """Return what a file is: by its first bytes where they tell, else by its suffix.

    A folder is its pictures.

    Raises:
        GoujiError: the file is empty, or of a type that is not supported.
        OSError: the file cannot be opened.
    """
    if path.is_dir():
        return Kind.IMAGE
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise GoujiError(
            Text("这是空文件。", "It is an empty file."),
            Text("请重新下载或向提供者索取。", "Download it again or ask for it anew."),
        )
    suffix = path.suffix.lower()
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()  # UTF-16 too
    if type_of(head):
        return Kind.IMAGE
    if b"%PDF-" in head[:1024] or suffix == ".pdf":
        return Kind.PDF
    if suffix == ".ofd" or (head.startswith(b"PK") and b"OFD.xml" in head):
        raise GoujiError(
            Text("这是 OFD 版式文件，还不能直接读取。", "It is an OFD file, which cannot be read."),
            Text(
                "请用 OFD 阅读器打开，另存（或打印）为 PDF 后再打开。",
                "Open it in an OFD reader, save or print it as a PDF, and open that.",
            ),
        )
    if head.startswith(b"PK\x03\x04") and SUFFIXES.get(suffix) in (Kind.DOCX, Kind.OFFICE):
        return Kind.DOCX
    if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return Kind.OFFICE
    if start.startswith(b"mime-version:") or any(mark in start for mark in _WEB):
        return Kind.HTML
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    raise GoujiError(
        Text("这种文件类型还不支持。", "Files of this type are not supported yet."),
        Text("请另存为 PDF 后再打开。", "Save it as a PDF and open that."),
    )


def flow_of(path: Path, kind: Kind) -> Flow:
    """Read a file that has no pages of its own.

    Raises:
        GoujiError: the file is damaged or beyond the bounds.
    """
    # here, so that a worker loads only what its documents need
    if kind is Kind.HTML:
        from core.sources.html import read_flow
    elif kind is Kind.DOCX:
        from core.sources.docx import read_flow
    else:
        from core.sources.plain import read_flow
    return read_flow(path)


def open_source(path: Path, engines: Engines | None = None, kept: Kept | None = None) -> Source:
    """Open a file by what it is. Its pictures are read where ``engines`` has an engine.

    What was seen in them before is taken from ``kept``, and what is seen goes there.

    Raises:
        GoujiError: the type is not supported, or the file is empty or damaged.
    """
    kind = kind_of(path)
    if kind not in _PICTURED:
        from core.typeset.source import FlowSource

        return FlowSource(flow_of(path, kind))
    source = open_pictured(path)
    return source if engines is None else SeenSource(source, engines, kept)


def open_pictured(path: Path) -> Drawn:
    """Open a file whose pages are drawn as its author made them, and so can be looked at again.

    Raises:
        GoujiError: the file has no such pages, is not supported, empty or damaged.
    """
    kind = kind_of(path)
    if kind is Kind.IMAGE:
        from core.sources.image import ImageSource

        return ImageSource(path)
    if kind is Kind.PDF:
        from core.sources.pdf import PdfSource

        return PdfSource(path)
    if kind is Kind.OFFICE:
        from core.sources.office import as_pdf
        from core.sources.pdf import PdfSource

        made = PdfSource(as_pdf(path))
        made.kind = Kind.OFFICE.value
        return made
    raise GoujiError(
        Text(
            "这类文件本身就是文字，没有图像可识别。", "It is all text: there is no picture to read."
        ),
        Text("请对照原件直接修改。", "Look at the source and type what it says."),
    )
