"""Records of an SQLite file read page by page, without its schema: what is left of a damaged one.

A page of the file stands for itself: whether the pages that lead to it can be read does not matter.
The format is that of https://www.sqlite.org/fileformat2.html. Pages that are free still hold what
was in them before, so what comes from here may be out of date.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.bounds import MAX_SALVAGED_BYTES

Value = int | float | str | bytes | None

_MAGIC = b"SQLite format 3\0"
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_HEAD = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INNER: 12}  # bytes of the head of a page
_SIZES = (4096, 1024, 8192, 16384, 32768, 65536, 2048, 512)  # the likeliest first
_INTS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type of an integer: its bytes
_SAMPLE = 4_000_000  # bytes that tell the size of the pages
_MAX_COLUMNS = 64  # no table of a project has half as many


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``row`` is its row number, None for those of tables without, and of indexes."""

    row: int | None
    values: tuple[Value, ...]


def records(path: Path) -> Iterator[Record]:
    """Read all records that are left in a file, bounded however the file may lie.

    Raises:
        OSError: the file cannot be read.
    """
    content = path.read_bytes()
    for size in _page_sizes(content):
        pages = _Pages(content, size)
        found = pages.all_records()
        first = next(found, None)
        if first is not None:
            yield first
            yield from found
            return


def _page_sizes(content: bytes) -> Iterator[int]:
    """Return what the size of a page may be: what the file says of it, else what is usual."""
    if content.startswith(_MAGIC) and len(content) > 100:
        said = int.from_bytes(content[16:18], "big")
        size = 65536 if said == 1 else said
        if size in _SIZES:
            yield size
            return
    # some records are found with a wrong size, too, but fewer
    part = content[:_SAMPLE]
    yield max(_SIZES, key=lambda size: sum(1 for _ in _Pages(part, size).all_records()))


class _Pages:
    """The pages of a file, of one size."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content = content
        self._size = size
        self._left = MAX_SALVAGED_BYTES

    def is_page(self, page: int) -> bool:
        at = self._head(page)
        kind = self._content[at] if at < len(self._content) else 0
        cells = int.from_bytes(self._content[at + 3 : at + 5], "big")
        return kind in _HEAD and 0 < cells <= self._size // 4

    def all_records(self) -> Iterator[Record]:
        for page in range(-(-len(self._content) // self._size)):
            if self.is_page(page):
                yield from self._records(page)

    def _head(self, page: int) -> int:
        return page * self._size + (100 if page == 0 else 0)

    def _records(self, page: int) -> Iterator[Record]:
        head, start = self._head(page), page * self._size
        kind = self._content[head]
        count = int.from_bytes(self._content[head + 3 : head + 5], "big")
        for number in range(count):
            at = head + _HEAD[kind] + 2 * number
            cell = int.from_bytes(self._content[at : at + 2], "big")
            if not 0 < cell < self._size:
                continue
            try:
                record = self._record(kind, start + cell, start + self._size)
            except (IndexError, ValueError, struct.error):
                continue  # this cell is damaged; the next one need not be
            if record is not None:
                yield record

    def _record(self, kind: int, at: int, end: int) -> Record | None:
        if kind == _INDEX_INNER:
            at += 4
        length, at = self._varint(at)
        row = None
        if kind == _TABLE_LEAF:
            row, at = self._varint(at)
        payload = self._payload(kind, length, at, end)
        return None if payload is None else Record(row, _values(payload))

    def _payload(self, kind: int, length: int, at: int, end: int) -> bytes | None:
        """Return the bytes of a record, from its page and those it goes on in."""
        size = self._size
        most = size - 35 if kind == _TABLE_LEAF else (size - 12) * 64 // 255 - 23
        least = (size - 12) * 32 // 255 - 23
        local = length
        if length > most:
            local = least + (length - least) % (size - 4)
            local = local if local <= most else least
        self._left -= length
        if self._left < 0 or at + local > end:
            return None
        parts, got = [self._content[at : at + local]], local
        following = int.from_bytes(self._content[at + local : at + local + 4], "big")
        while got < length:
            start = (following - 1) * size
            if following < 2 or start + 4 > len(self._content):
                return None
            part = self._content[start + 4 : start + size][: length - got]
            if not part:
                return None
            parts.append(part)
            got += len(part)
            following = int.from_bytes(self._content[start : start + 4], "big")
        return b"".join(parts)

    def _varint(self, at: int) -> tuple[int, int]:
        return _varint(self._content, at)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    number = 0
    for count in range(9):
        byte = content[at]
        at += 1
        if count == 8:
            return number << 8 | byte, at
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number, at


def _values(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a record.

    Raises:
        ValueError: it is none.
    """
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise ValueError
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > _MAX_COLUMNS:
            raise ValueError
    values: list[Value] = []
    at = head
    for kind in types:
        value, at = _value(payload, kind, at)
        values.append(value)
    if at != len(payload):
        raise ValueError
    return tuple(values)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTS:
        end = at + _INTS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == 7:
        number: float = struct.unpack(">d", payload[at : at + 8])[0]
        return number, at + 8
    if kind in (10, 11):
        raise ValueError
    end = at + (kind - 12) // 2
    part = payload[at:end]
    return (part.decode("utf-8") if kind % 2 else part), end
