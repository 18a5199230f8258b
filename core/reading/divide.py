"""Tables and titles → parts of a document, one a report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.forms import Forms
from core.reading.found import FoundTable
from core.reading.identity import Title, is_date
from core.reading.labels import plain
from core.reading.prose import TextLine, Vocabulary

_FILE_NAME = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?)\s*$", re.IGNORECASE)

_INTRODUCES = re.compile(r"条例|年度报告|统计期限|编制|国办")
_CLOSES = re.compile(r"^(?:无。?$|字号|附件|[一二三四五六]、)")
_LONGEST_INTRODUCTION = 30  # lines


@dataclass
class Part:
    """The tables of one report, and where its text begins and ends (indices of lines)."""

    tables: list[FoundTable] = field(default_factory=list)
    title: Title | None = None
    start: int = 0
    end: int = 0


def divide(
    tables: Sequence[FoundTable],
    lines: Sequence[TextLine],
    found: Sequence[Title],
    vocabulary: Vocabulary,
    forms: Forms,
) -> list[Part]:
    """Gather tables into reports: a table that comes round again, or a title, begins the next."""
    order = {name: at for at, name in enumerate(forms.names)}
    parts: list[Part] = []
    for table in tables:
        before = [t for t in found if _position(lines[t.line]) < (table.page, table.top)]
        title = before[-1] if before else None
        part = parts[-1] if parts else None
        if (
            part is None
            or order[table.name] <= order[part.tables[-1].name]
            or (title is not None and _begins_another(title, part, lines))
        ):
            part = Part(title=title)
            if title is not None and parts and not _after(parts[-1], lines[title.line]):
                part.title = None
            parts.append(part)
            part.start = _start(part, parts, lines, found, vocabulary, table)
        part.tables.append(table)
    for part, following in pairwise(parts):
        page = lines[following.start].page if following.start < len(lines) else 0
        flowing = following.start < len(lines) and lines[following.start].flowing
        if (
            page > part.tables[-1].last_page and not flowing
        ):  # what a web page prints over the title belongs to it
            following.start = next(i for i, line in enumerate(lines) if line.page == page)
        part.end = following.start
    if parts:
        parts[-1].end = len(lines)
    return parts


def _begins_another(title: Title, part: Part, lines: Sequence[TextLine]) -> bool:
    """Tell whether a title after the tables of a report is that of another one.

    The same title again is printed over the pages of one report.
    """
    own = part.title
    same = own is not None and (title.agency, title.year) == (own.agency, own.year)
    return not same and part.start < title.line and _after(part, lines[title.line])


def _position(line: TextLine) -> tuple[int, float]:
    return line.page, line.box[1]


def _after(part: Part, line: TextLine) -> bool:
    """True where a line stands after the last table of a report."""
    last = part.tables[-1]
    return _position(line) > (last.last_page, last.top if last.last_page == last.page else 0.0)


def _start(
    part: Part,
    parts: Sequence[Part],
    lines: Sequence[TextLine],
    found: Sequence[Title],
    vocabulary: Vocabulary,
    table: FoundTable,
) -> int:
    """Return the line with which a report begins: its title, else its first section heading."""
    if part.title is not None:
        # the same title may be printed twice, one under the other: the first of them counts
        first = part.title
        for title in reversed(found[: found.index(part.title)]):
            same = (title.agency, title.year) == (first.agency, first.year)
            if not same or lines[title.line].page != lines[first.line].page:
                break
            first = title
        return first.line
    after = 0
    if len(parts) > 1:
        after = next((i for i, line in enumerate(lines) if _after(parts[-2], line)), len(lines))
    ahead = [
        i
        for i in range(after, len(lines))
        if _position(lines[i]) < (table.page, table.top)
        and vocabulary.section(lines[i].text) == "一"
    ]
    if ahead:
        if lines[ahead[-1]].flowing:
            return _behind_signature(lines, after, ahead[-1])
        page = lines[ahead[-1]].page
        return next(i for i in range(after, len(lines)) if lines[i].page == page)
    return (
        next(
            (i for i in range(after, len(lines)) if lines[i].page >= table.page),
            max(len(lines) - 1, 0),
        )
        if len(parts) > 1
        else 0
    )


def _behind_signature(lines: Sequence[TextLine], after: int, heading: int) -> int:
    """Return where the report of a first heading begins: behind the date under the one before.

    What introduces a report stands over its first heading; the attachments that a web page lists
    under a signature belong to what is signed.
    """
    dates = [at for at in range(after, heading) if is_date(lines[at].text)]
    if not dates:
        return _introduction(lines, after, heading)
    start = dates[-1] + 1
    while start < heading and _FILE_NAME.search(lines[start].text):
        start += 1
    return start


def _introduction(lines: Sequence[TextLine], after: int, heading: int) -> int:
    """Return where a report begins that says over its first heading on what ground it was made."""
    first = heading
    for at in range(heading - 1, max(after, heading - _LONGEST_INTRODUCTION) - 1, -1):
        text = plain(lines[at].text)
        if _CLOSES.search(text):
            break
        if _INTRODUCES.search(text):
            first = at
    return first
