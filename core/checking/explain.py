"""Findings in words: what a sentence calls a cell, and sums written out with their numbers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.forms import Forms, Row
from core.report import Finding, Term, Verdict, is_plain
from core.text import Language, Text

Piece = tuple[str, str | None]
"""A stretch of a written-out sum, and the key of the cell whose number it is (or None)."""

_ORDINAL = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]")
_REMARK = re.compile(r"（.*）|\(.*\)")
_SHORT = 12  # characters; a longer label gives way to the phrase that tells its row
_FEW = 3  # members; a longer side is written without its zeros
_SEEN = 2  # members; what a longer side comes to is written out
_BROKEN = {"=": "≠", "≥": "<", "≤": ">"}


def explain(finding: Finding, forms: Forms, language: Language) -> str:
    """Return the finding as one sentence: a sum with its live numbers, or the rule's message."""
    return "".join(text for text, _ in sum_parts(finding, forms, language))


def sum_parts(finding: Finding, forms: Forms, language: Language) -> list[Piece]:
    """Return the pieces of `explain`; joined they are the sentence, each number with its key."""
    terms = (*finding.left_terms, *finding.right_terms)
    if not terms:
        return [(finding.message.to(language), None)]
    head, labels = _head_and_labels(tuple(term.key for term in terms), forms)
    names = {
        term.key: term.label or label.to(language)
        for term, label in zip(terms, labels, strict=True)
    }
    colon, zh = ("：", True) if language == "zh" else (": ", False)
    pieces: list[Piece] = [(head.to(language) + colon, None)]
    if finding.verdict is Verdict.NOT_ASSESSABLE:
        return pieces + _gaps([term.key for term in terms if term.value is None], names, zh)
    broken = finding.verdict is Verdict.BROKEN
    relation = _BROKEN[finding.relation] if broken else finding.relation
    left = _side(finding.left_terms, names, zh)
    right = _side(finding.right_terms, names, zh)
    pieces += [*left, (f" {relation} ", None), *right]
    remarks = []
    if broken and finding.left is not None and finding.right is not None:
        remark = ("差 " if zh else "off by ") + number_text(abs(finding.left - finding.right))
        # of a short side one sees at once what it comes to
        if any(sum(key is not None for _, key in side) > _SEEN for side in (left, right)):
            sides = number_text(finding.left), number_text(finding.right)
            remark += ("：左 {}，右 {}" if zh else ": left {}, right {}").format(*sides)
        remarks.append(remark)
    if any(term.blank for term in terms):
        remarks.append("空格按 0 计" if zh else "blanks count as 0")
    if remarks:
        pieces.append((f"（{'；'.join(remarks)}）" if zh else f" ({'; '.join(remarks)})", None))
    return pieces


def _gaps(keys: Sequence[str], names: dict[str, str], zh: bool) -> list[Piece]:
    """Say which members are not there; of many, the last ones, among which the totals are."""
    pieces: list[Piece] = []
    for key in keys[-_FEW:]:
        pieces += [("、" if zh else ", ", None), (names[key], key)]
    more = len(keys) > _FEW
    why = (f" 等 {len(keys)} 格" if zh else f" and others ({len(keys)})") if more else ""
    why += " 缺失或无法识别，无法核对" if zh else " absent or unreadable: cannot be assessed"
    return [*pieces[1:], (why, None)]


def written_out(finding: Finding, forms: Forms) -> Finding:
    """Return the finding with its sum, written out, as its message."""
    message = Text(explain(finding, forms, "zh"), explain(finding, forms, "en"))
    return replace(finding, message=message)


def _side(terms: Sequence[Term], names: dict[str, str], zh: bool) -> list[Piece]:
    shown = [term for term in terms if term.value or len(terms) <= _FEW]
    if not shown:
        nothing = "各项 0" if zh else "all parts 0"
        return [(nothing if terms else "0", None)]
    pieces: list[Piece] = []
    for term in shown:
        value = term.value or 0
        number = ("空" if zh else "blank") if term.blank else number_text(value)
        plus = " + " if pieces else ""
        pieces.append((f"{plus}{names[term.key]} ", None))
        pieces.append((f"({number})" if value < 0 else number, term.key))
    return pieces


def number_text(number: float) -> str:
    """Return a number as people write it: no exponent, no needless zeros."""
    return str(number) if isinstance(number, int) else f"{number:.6f}".rstrip("0").rstrip(".")


def cell_name(key: str, forms: Forms) -> Text:
    """Return what a sentence calls a cell: its row and column, short."""
    row, column = _row_and_column(key, forms)
    return Text(f"{row.zh} · {column.zh}", f"{row.en} · {column.en}")


def row_name(key: str, forms: Forms) -> Text:
    """Return what a sentence calls the row of a cell."""
    return _row_and_column(key, forms)[0]


def column_name(key: str, forms: Forms) -> Text:
    """Return what a sentence calls the column of a cell."""
    return _row_and_column(key, forms)[1]


@lru_cache(maxsize=1000)
def _head_and_labels(keys: tuple[str, ...], forms: Forms) -> tuple[Text, Sequence[Text]]:
    """Return what the cells have in common, row or column, and by what each is told apart."""
    names = [_row_and_column(key, forms) for key in keys]
    same_row = len({key.rpartition(":")[2].split(".")[1] for key in keys}) == 1
    head = names[0][0 if same_row else 1]
    if is_plain(keys[0]) and not same_row:
        table = _plain_table(keys[0])
        head = Text(f"{table.zh} {head.zh}", f"{table.en}, {head.en}")
    labels = []
    for key, name in zip(keys, names, strict=True):
        label, year = name[1 if same_row else 0], key.rpartition(":")[0]
        labels.append(Text(f"{year} 年{label.zh}", f"{label.en} of {year}") if year else label)
    return head, labels


@lru_cache(maxsize=1000)
def _row_and_column(key: str, forms: Forms) -> tuple[Text, Text]:
    key = key.rpartition(":")[2]
    _, row_key, column_key = key.split(".")
    if is_plain(key):
        table, row_at, column_at = _plain_table(key), row_key[1:], column_key[1:]
        return (
            Text(f"{table.zh} 第 {row_at} 行", f"{table.en}, row {row_at}"),
            Text(f"第 {column_at} 列", f"column {column_at}"),
        )
    en_row, en_column = row_key.replace("_", " "), column_key.replace("_", " ")
    row, column = next(table.cells[key] for table in forms.tables if key in table.cells)
    # a table of one line (disputes) has its rows in the heads over its columns
    zh_row = _short(row) if row.label else column.groups[-1]
    return Text(zh_row, en_row), Text(_plain(column.label), en_column)


def _plain_table(key: str) -> Text:
    number = key.partition(".")[0].removeprefix("plain")
    return Text(f"其他表格 {number}", f"other table {number}")


def _short(row: Row) -> str:
    plain = _plain(row.label)
    return row.short or (plain if len(plain) <= _SHORT or not row.core else row.core[0])


@lru_cache(maxsize=1000)
def _plain(label: str) -> str:
    """Return a label without its ordinal and remarks in brackets."""
    return _REMARK.sub("", _ORDINAL.sub("", label))
