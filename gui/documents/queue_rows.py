"""Rows of the queue from what a project has."""

from typing import TYPE_CHECKING

from core.report import Note
from core.text import Text
from gui.documents.queue_row import QueueRow
from gui.pages.page_notes import ASIDES

if TYPE_CHECKING:
    from core.store.project import DocumentEntry, ReportEntry


def report_row(entry: "ReportEntry", document: "DocumentEntry") -> QueueRow:
    """Return the row of a report of a document."""
    return QueueRow(
        entry.id, document.id, document.name, entry.agency, entry.year, entry.state,
        entry.errors, entry.warnings, entry.hints, entry.unsure,
        _notes_on(document, entry.pages), _source_of(document, entry.pages),
    )  # fmt: skip


def document_row(document: "DocumentEntry") -> QueueRow:
    """Return the row of a document that holds no report."""
    notes, source = _notes_on(document, None), _source_of(document, None)
    return QueueRow(None, document.id, document.name, notes=notes, source=source)


def _notes_on(document: "DocumentEntry", pages: tuple[int, int] | None) -> tuple[Text, ...]:
    """Return what is to be known of a report: of its pages, and of its document as a whole."""
    own = _own_notes(document, pages)
    return tuple(note.message for note in own if note.code not in ASIDES)  # the page says those


def _source_of(document: "DocumentEntry", pages: tuple[int, int] | None) -> str:
    """Return the kind of a report's document; "scan" where pages of the report are pictures."""
    scanned = any(note.code == "scanned" for note in _own_notes(document, pages))
    return "scan" if scanned or document.kind == "image" else document.kind


def _own_notes(document: "DocumentEntry", pages: tuple[int, int] | None) -> list[Note]:
    if not document.notes:
        return []
    first, last = pages or (1, document.pages)
    return [note for note in document.notes if note.page is None or first <= note.page <= last]
