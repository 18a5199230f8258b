"""Plain text copies of reports: a file's bytes → lines → a flow of paragraphs and tables.

A text has no structure but its words. Tables of the forms are found by their labels
(``plain_tables``), other tables by tabs or bars; everything else is a paragraph a line.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from core import bounds
from core.errors import GoujiError, unreadable
from core.form_files import load_forms
from core.reading.labels import plain
from core.reading.prose import Vocabulary
from core.sources.plain_grids import plain_table
from core.sources.plain_lines import TextRow, text_row
from core.sources.plain_tables import OfficialTables
from core.text import Text
from core.typeset.flow import Align, Block, Flow, Paragraph, Run

_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1b\x1f\x7f]")
# what web sites print before an article, to choose the size of its letters by
_FONT_SIZES = re.compile(
    r"^[^\S\n]*(?:字[号体][^\w\n]*)?[\[【]?大[^\w\n]+中[^\w\n]+小[^\w\n《（(“]*(?=[^\s])",
    re.MULTILINE,
)
_TITLE_SIZE = 16.0
_LONGEST_TITLE = 60
_BESIDE_TITLE = 30
"""Characters of a line over a title that is the first half of it: the agency's name."""
_BINARY = 0.02
"""A file with more control characters than this part of it is no text."""
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_YEAR = re.compile(r"^[（(]?(?:20\d\d|二[〇○零Oo0])")
_END = re.compile(r"[。；;：:，,、！!？?>]$")


def read_flow(path: Path) -> Flow:
    """Read a text file.

    Raises:
        GoujiError: the file cannot be read, is no text, or is beyond the bounds.
    """
    rows = [text_row(line) for line in _lines(_decoded(_bytes(path)))]
    vocabulary = Vocabulary.load()
    return Flow("text", tuple(_blocks(rows, OfficialTables(load_forms(), vocabulary), vocabulary)))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(bounds.MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > bounds.MAX_TEXT_BYTES:
        raise _too_big()
    return data


def _too_big() -> GoujiError:
    return GoujiError(
        Text("这个文本文件太大，不像是年度报告。", "This text is too big to be a report."),
        Text("请只保留年度报告的内容后再打开。", "Keep only the reports in it, then open it."),
    )


def _lines(text: str) -> list[str]:
    lines = _BREAKS.split(_FONT_SIZES.sub(lambda found: found[0] + "\n", text))
    if len(lines) > bounds.MAX_TEXT_LINES or max(map(len, lines)) > bounds.MAX_TEXT_LINE:
        raise _too_big()
    return lines


# encodings


def _decoded(data: bytes) -> str:
    """Return the text of a file, whose encoding nothing names: the most telling reading of it."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding, "replace"))
    readings = [data.decode("utf-8", "replace")]
    if "\ufffd" in readings[0] or "\0" in readings[0]:
        for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be"):
            try:
                readings.append(data.decode(encoding))
            except UnicodeDecodeError:
                continue  # not this one, then
    return _text(max(readings, key=_sense))


def _sense(text: str) -> float:
    """How much of a text is made of characters that reports are made of."""
    some = text[:100_000]
    return len(_COMMON.findall(some)) / max(len(some), 1)


_COMMON = re.compile(
    "[0-9 \t\r\n|，。、（）的一二三四五六年月日政府信息公開开申請请行本不其他法律予理情報报告工作"
    "总總計计自然人商業业科研機机構构社會会益組组織织服務务數数量和在有了为為局市区區縣县]"
)


def _text(text: str) -> str:
    controls = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if controls > _BINARY * len(text) or not text.strip():
        raise GoujiError(
            Text("这个文件不是文本，或者已损坏。", "This file is no text, or it is damaged."),
            Text("请确认文件类型，或重新复制一份。", "Check what file it is, or copy it anew."),
        )
    return _CONTROL.sub("", text)


# blocks


def _blocks(
    rows: Sequence[TextRow], tables: OfficialTables, vocabulary: Vocabulary
) -> Iterator[Block]:
    run: list[TextRow] = []  # lines that may make a table together
    lines = [*tables.parts(rows), None]
    for at, part in enumerate(lines):
        if isinstance(part, TextRow) and part.ruled:
            run.append(part)
            continue
        yield from _loose(run, vocabulary)
        run = []
        if isinstance(part, TextRow):
            if part.text:
                yield _paragraph(part, lines[at + 1], vocabulary)
        elif part is not None:
            yield from part


def _loose(run: Sequence[TextRow], vocabulary: Vocabulary) -> Iterator[Block]:
    """Return lines with tabs or bars as a table, or as paragraphs if they make none."""
    table = plain_table(run)
    if table is not None:
        yield table
        return
    for row in run:
        if row.text.strip("|｜│┃ "):
            yield _paragraph(row, None, vocabulary)


def _paragraph(row: TextRow, below: object, vocabulary: Vocabulary) -> Paragraph:
    text = _MARKDOWN.sub("", row.text)
    first_half = (
        isinstance(below, TextRow)
        and len(text) < _BESIDE_TITLE
        and not _END.search(text)
        and _YEAR.match(plain(below.text)) is not None
        and _is_title(below.text, vocabulary)
    )
    if first_half or _is_title(text, vocabulary):
        return Paragraph((Run(text, _TITLE_SIZE, bold=True),), Align.CENTRE)
    return Paragraph((Run(text, bold=vocabulary.section(text) is not None),))


def _is_title(text: str, vocabulary: Vocabulary) -> bool:
    """True for a short line that ends with what report titles end with."""
    text = plain(_MARKDOWN.sub("", text))
    end = vocabulary.title_end(text)
    rest = re.sub(r"[（(].{0,12}[)）]", "", text[end:]) if end >= 0 else ""
    return end > 0 and len(text) < _LONGEST_TITLE and not rest and "。" not in text
