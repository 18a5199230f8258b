"""Opening PDF files with PyMuPDF, in a worker process, with words for what goes wrong."""

from pathlib import Path

import pymupdf

from core.bounds import MAX_PAGES
from core.errors import GoujiError, unreadable
from core.text import Text

MAX_BYTES_READ = 64 * 2**20
"""Files up to this size are read whole, so that nobody is kept from moving or replacing them."""

BROKEN = (RuntimeError, ValueError, IndexError, pymupdf.mupdf.FzErrorBase)
"""What PyMuPDF raises for damaged files and pages."""


def open_pdf(path: Path) -> pymupdf.Document:
    """Open a PDF that has pages.

    Raises:
        GoujiError: the file is missing, damaged, locked, no PDF, or has too many pages.
    """
    pymupdf.TOOLS.mupdf_display_errors(on=False)  # said in words instead
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    try:
        with path.open("rb") as file:
            head = file.read(1024).lstrip().lower()
        if head.startswith((b"<!doctype", b"<html")):
            raise GoujiError(
                Text("这不是 PDF，而是网页。", "This is a web page, not a PDF."),
                Text("请重新下载原文件。", "Download the document itself again."),
            )
        if path.stat().st_size > MAX_BYTES_READ:
            pdf = pymupdf.open(path, filetype="pdf")
        else:
            pdf = pymupdf.open(stream=path.read_bytes(), filetype="pdf")
    except OSError as error:
        raise unreadable(path, error) from error
    except BROKEN as error:
        raise _damaged() from error
    if pdf.needs_pass:
        raise GoujiError(
            Text("文件有打开密码。", "A password is needed to open it."),
            Text("请先用密码打开，另存为无密码的文件。", "Save a copy without a password first."),
        )
    if not pdf.is_pdf or not pdf.page_count:
        raise _damaged()
    if pdf.page_count > MAX_PAGES:
        raise GoujiError(
            Text(
                f"文件有 {pdf.page_count} 页，超过上限 {MAX_PAGES} 页。",
                f"It has {pdf.page_count} pages, more than the limit of {MAX_PAGES}.",
            ),
            Text("请拆分后再打开。", "Divide it into smaller files."),
        )
    return pdf


def _damaged() -> GoujiError:
    return GoujiError(
        Text("文件已损坏或不是 PDF。", "It is damaged or not a PDF."),
        Text("请重新下载或向提供者索取原文件。", "Download it again or ask for the original."),
    )
