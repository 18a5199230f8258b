"""From a file to a document: the whole reading, as it runs in a worker process."""

from dataclasses import replace
from pathlib import Path

from core.digest import digest
from core.errors import unreadable
from core.forms import Forms
from core.progress import UNFINISHED, Progress, Steps, joined
from core.reading.extract import Extract, Extractor, Observer
from core.reading.prose import Vocabulary
from core.report import Document, Note
from core.scans.engines import Engines
from core.sources import open_source
from core.text import Text


def read_steps(
    path: Path,
    forms: Forms,
    engines: Engines | None = None,
    observe: Observer | None = None,
    pages: tuple[int, int] | None = None,
) -> Steps:
    """Read a file page by page. ``observe`` is shown its pages as they are read.

    Of ``pages``, the first and the last of some, nothing but these is taken into account.

    Pages that are pictures are read where ``engines`` has an engine; else a note tells of them.

    A readable file without a report is no error: the document then has no reports and a note
    that says why.

    Yields:
        How far it has come, with the reports that have become complete.

    Returns:
        The document, with the reports that were not yielded.

    Raises:
        GoujiError: the file cannot be read; says why and what to do.
    """
    try:
        sha256 = digest(path)
    except OSError as error:
        raise unreadable(path, error) from error
    kept = engines.kept(sha256) if engines else None
    source = open_source(path, engines, kept)
    try:
        extractor = Extractor(forms, Vocabulary.load(), observe)
        whole = Document(
            name=path.name,
            kind=source.kind,
            pages=source.pages,
            reports=(),
            sha256=sha256,
            path=str(path.absolute()),
        )
        begun = replace(whole, notes=(UNFINISHED,), complete=False)
        told = 0
        for page in source:
            if pages and not pages[0] <= page.number <= pages[1]:
                yield Progress(page.number, source.pages)
                continue
            extractor.feed(page)
            ready = tuple(extractor.complete())
            part = replace(begun, reports=ready, first=told) if ready else None
            told += len(ready)
            yield Progress(page.number, source.pages, part, bool(kept and kept.recalled()))
        found = extractor.finish()
        remarks = _remarks(found, told, repaired=source.repaired)
        notes = tuple(found.notes + remarks)
        if kept and not pages:
            kept.forget()
        return replace(whole, reports=tuple(found.reports), notes=notes, first=told)
    finally:
        source.close()


def read_document(
    path: Path, forms: Forms, engines: Engines | None = None, observe: Observer | None = None
) -> Document:
    """Read a file as ``read_steps`` does, to its end, and return all that is in it.

    Raises:
        GoujiError: the file cannot be read; says why and what to do.
    """
    steps = read_steps(path, forms, engines, observe)
    parts: list[Document] = []
    while True:
        try:
            part = next(steps).part
        except StopIteration as end:
            last: Document = end.value
            return joined(parts, last)
        parts += [part] if part else []


def read_ranges(
    path: Path, forms: Forms, engines: Engines | None, ranges: tuple[tuple[int, int], ...]
) -> Steps:
    """Read some ranges of the pages of a file, each as if it were a document of its own.

    Yields:
        How far it has come, in the range that is being read.

    Returns:
        The document as a part of one, with the reports of all ranges.
    """
    found: list[Document] = []
    for pages in ranges:
        steps = read_steps(path, forms, engines, pages=pages)
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                found.append(end.value)
                break
            found += [progress.part] if progress.part else []
            yield replace(progress, part=None)
    if engines and (kept := engines.kept(found[-1].sha256)):
        kept.forget()
    return replace(joined(found[:-1], found[-1]), complete=False)


def _remarks(found: Extract, told: int, *, repaired: bool) -> list[Note]:
    """Return what a person should know of the document as a whole."""
    notes = []
    if repaired:
        text = Text(
            "文件有损坏，已尽量修复后读取，内容可能不全。",
            "The file was damaged and has been repaired as far as possible; parts may be missing.",
        )
        notes.append(Note("repaired", text))
    if not found.reports and not told:
        if any(note.code == "no-text" for note in found.notes):
            text = Text(
                "页面是图片，没有从中识别出统计表。",
                "The pages are pictures, and no statistical table was recognised in them.",
            )
        else:
            text = Text(
                "没有找到年度报告的统计表。", "No statistical table of an annual report found."
            )
        notes.append(Note("no-report", text))
    return notes
