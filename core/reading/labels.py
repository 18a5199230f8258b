"""Telling which row or column of a form a printed label means.

Labels in print are wrapped, cut, abbreviated and reworded, so they are compared by their core
phrase after white space, punctuation, leading ordinals and bracketed hints are gone, Traditional
characters as Simplified ones.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from core.forms import Column, Forms, Row
from resources import resource

_ORDINAL = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}(?:\)|、)|\(?\d{1,2}(?:\)|[.、．]))")
_HINT = re.compile(r"\([^()]*\)?")
_NOISE = re.compile(r"[\s、，,.．。:：;；“”\"'‘’「」·]")
_UNSEEN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""What formats a text and is not to be seen: Unicode's category Cf."""
_NEAR = 0.72
"""How alike a misprinted label must be to be taken for the official one (1 is the same)."""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: its leading ordinal (as printed, without punctuation) and the rest."""

    ordinal: str
    text: str


@lru_cache(maxsize=1)
def _variants() -> tuple[dict[int, str], dict[int, str], list[tuple[str, str]]]:
    """Return the shipped tables: radicals, Traditional characters, words that differ."""
    data = tomllib.loads(resource("traditional.toml").read_text(encoding="utf-8"))
    radicals, characters = (
        {ord(pair[0]): pair[1] for line in data[name] for pair in line.split()}
        for name in ("radicals", "characters")
    )
    return radicals, characters, [(a, b) for a, b in map(str.split, data["words"])]


@lru_cache(maxsize=16384)  # the same lines and labels are asked for by many
def plain(text: str) -> str:
    """Return a text without white space, full-width forms and compatibility radicals unified."""
    whole = unicodedata.normalize("NFKC", text.translate(_variants()[0]))
    return _UNSEEN.sub("", "".join(whole.split()))


def simplified(text: str) -> str:
    """Return a text as it is compared, of the same length: Traditional characters Simplified.

    ``text`` must be plain. What comes out is for comparing alone, never to be shown.
    """
    _, characters, words = _variants()
    for traditional, word in words:
        text = text.replace(traditional, word)
    return text.translate(characters)


@lru_cache(maxsize=4096)  # the same few hundred labels come by on every page
def label(text: str) -> Label:
    """Take a printed label apart."""
    rest = simplified(plain(text))
    ordinal = ""
    while (found := _ORDINAL.match(rest)) and found.end() < len(rest):
        ordinal = found.group().strip("().、．")
        rest = rest[found.end() :]
    bare = _NOISE.sub("", _HINT.sub("", rest))
    return Label(ordinal, bare or _NOISE.sub("", rest))


def begins_with_ordinal(text: str) -> bool:
    """Tell whether a text begins like an item of a list: 一、 (一) 1."""
    return _ORDINAL.match(plain(text)) is not None


def is_ordinal(text: str) -> bool:
    """Tell whether a text is nothing but the ordinal of an item: 一、 (一) 1."""
    rest = plain(text)
    found = _ORDINAL.match(rest)
    return found is not None and found.end() == len(rest)


class RowNames:
    """The labels of some rows, ready to be looked up."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cores: list[tuple[str, str]] = []
        self._exact: dict[str, str] = {}
        self._ordinals: dict[str, str] = {}
        self._official: dict[str, str] = {}
        self._groups: set[str] = set()
        for row in rows:
            self._groups |= {label(group).text for group in row.groups}
            own = label(row.label)
            self._official.setdefault(row.key, own.text)
            self._ordinals.setdefault(row.key, own.ordinal)
            for name in (row.label, *row.aliases):
                self._exact.setdefault(label(name).text, row.key)
            self._cores += [(label(core).text, row.key) for core in row.core]
        # a phrase that is a whole label of its own (其他, 总计) says too little inside a longer one
        self._cores = sorted(
            {(core, key) for core, key in self._cores if len(core) > 2 or core not in self._exact},
            key=lambda pair: -len(pair[0]),
        )

    def find(self, printed: Label) -> str | None:
        """Return the row key that a label names, None where it names none."""
        if not printed.text:
            return None
        key = self._exact.get(printed.text)
        if key is not None:
            if len(printed.text) <= 2 and printed.ordinal not in ("", self._ordinals[key]):
                return None  # 9.其他 is a row that the agency added
            return key
        for core, row in self._cores:
            if core in printed.text:
                return row
        return None

    def is_whole(self, printed: Label) -> bool:
        """Tell whether a label is just what the form prints for a row, ordinal included."""
        key = self._exact.get(printed.text)
        return key is not None and printed.ordinal == self._ordinals[key]

    def rank(self, printed: Label) -> int:
        """Return 2 for a label that names a row, 1 for one that may be a group too, else 0."""
        if self.find(printed) is None:
            return 0
        return 1 if printed.text in self._groups else 2

    def is_group(self, printed: Label) -> bool:
        """Tell whether a label is (a part of) the head of a group of rows."""
        return any(printed.text in group for group in self._groups)

    def near(self, printed: Label) -> str | None:
        """Return the row whose official label is so like a misprinted one that it must be meant."""
        if len(printed.text) < 5:
            return None
        best, key = max(
            (SequenceMatcher(None, printed.text, official, autojunk=False).ratio(), key)
            for key, official in self._official.items()
        )
        return key if best >= _NEAR else None

    def begins(self, first: Label, key: str) -> bool:
        """Tell whether a piece is the beginning of the label of a row, misprints allowed for."""
        beginning = self._official[key][: len(first.text)]
        return SequenceMatcher(None, first.text, beginning, autojunk=False).ratio() >= _NEAR

    def continues(self, first: Label, second: Label, key: str) -> bool:
        """Tell whether two pieces end with the whole label of a row, broken between them."""
        official, whole = self._official[key], first.text + second.text
        broken = not second.ordinal and 0 < len(second.text) < len(official)
        return broken and whole.endswith(official)

    def completes(self, first: Label, second: Label, key: str) -> bool:
        """Tell whether two pieces, put together, are the label of a row that was cut in two."""
        official = self._official[key]
        return bool(second.text) and official.endswith(second.text) and first.text in official


def row_names(forms: Forms) -> dict[str, RowNames]:
    """Return the row labels of each table, of all its forms together."""
    return {
        name: RowNames(
            row for table in forms.variants(name) for block in table.blocks for row in block.rows
        )
        for name in forms.names
    }


def find_columns(columns: Iterable[Column], printed: str) -> tuple[str, ...]:
    """Return the keys of the columns that a head may name; groups over it may precede it.

    They are more than one where the same head stands under several groups and none is printed.
    """
    text = label(printed).text
    best: list[str] = []
    most = 0
    for column in columns:
        rest = text
        for group in column.groups:
            rest = rest.replace(label(group).text, "", 1)
        grouped = len(text) - len(rest)
        for name in (column.label, *column.aliases):
            bare = label(name).text
            if rest == bare or (len(bare) > 2 and bare in rest) or text == bare:
                score = len(bare) + 100 * (rest == bare) + grouped * 1000
                if score > most:
                    best, most = [], score
                if score == most and column.key not in best:
                    best.append(column.key)
    return tuple(best)


def find_column(columns: Iterable[Column], printed: str) -> str | None:
    """Return the key of the (first) column that a head names."""
    return next(iter(find_columns(columns, printed)), None)
