"""From a file to a document: the whole reading, as it runs in a worker process."""

import hashlib
from pathlib import Path

from core.errors import unreadable
from core.forms import Forms
from core.progress import Steps
from core.reading.extract import Extract, Observer, extract
from core.reading.prose import Vocabulary
from core.report import Document, Note
from core.sources import open_source
from core.text import Text


def read_steps(path: Path, forms: Forms) -> Steps:
    """Read a file as ``read_document`` does, telling its progress."""
    yield from ()
    return read_document(path, forms)


def read_document(path: Path, forms: Forms, observe: Observer | None = None) -> Document:
    """Read a file and return what is in it. ``observe`` is shown its pages as they are read.

    A readable file without a report is no error: the document then has no reports and a note
    that says why.

    Raises:
        GoujiError: the file cannot be read; says why and what to do.
    """
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error
    source = open_source(path)
    try:
        found = extract(source, forms, Vocabulary.load(), observe)
        return Document(
            name=path.name,
            kind=source.kind,
            pages=source.pages,
            reports=tuple(found.reports),
            notes=tuple(found.notes + _remarks(found, repaired=source.repaired)),
            sha256=sha256,
            path=str(path.absolute()),
        )
    finally:
        source.close()


def _remarks(found: Extract, *, repaired: bool) -> list[Note]:
    """Return what a person should know of the document as a whole."""
    notes = []
    if repaired:
        text = Text(
            "文件有损坏，已尽量修复后读取，内容可能不全。",
            "The file was damaged and has been repaired as far as possible; parts may be missing.",
        )
        notes.append(Note("repaired", text))
    if not found.reports:
        if any(note.code == "no-text" for note in found.notes):
            text = Text(
                "页面是图片，没有文字层；本版本还不能识别图片中的文字。",
                "The pages are pictures without text; this version cannot read pictures yet.",
            )
        else:
            text = Text(
                "没有找到年度报告的统计表。", "No statistical table of an annual report found."
            )
        notes.append(Note("no-report", text))
    return notes
