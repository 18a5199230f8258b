"""The zip and XML of a docx file, read within bounds: a hostile one fills neither memory nor time.

The parts of both flavours of the standard, Transitional and Strict, come out alike: an element is
named by a fixed prefix of its namespace and its own name (``w:p``), an attribute likewise.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from core.bounds import (
    MAX_DOCX_DIRECTORY,
    MAX_UNPACKED,
    MAX_UNPACKED_RATIO,
    MAX_XML_DEPTH,
    MAX_XML_ELEMENTS,
    UNPACKED_ALLOWANCE,
)
from core.errors import GoujiError, unreadable
from core.text import Text

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_TRANSITIONAL}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_TRANSITIONAL}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_TRANSITIONAL}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_TRANSITIONAL}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_TRANSITIONAL}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_TRANSITIONAL}markup-compatibility/2006": "mc",
    f"{_TRANSITIONAL}package/2006/relationships": "rel",
    "urn:schemas-microsoft-com:vml": "v",
}
_WITH_TEXT = frozenset({"w:t", "m:t"})
_PASSED_OVER = frozenset(
    {"w:rFonts", "w:lang", "w:spacing", "w:szCs", "w:bCs", "w:kern", "w:keepNext", "w:keepLines",
     "w:widowControl", "w:suppressLineNumbers", "w:tblCellMar", "w:tcMar", "w:latentStyles",
     "w:instrText", "w:delText", "w:delInstrText", "w:bookmarkStart", "w:bookmarkEnd",
     "w:proofErr", "w:lastRenderedPageBreak", "w:rPrChange", "w:pPrChange", "w:tcPrChange",
     "w:tblPrChange", "w:trPrChange", "w:sectPrChange", "w:tblGridChange", "w:tblPrExChange",
     "w:numberingChange", "w:binData", "w:del", "w:moveFrom"}
)  # fmt: skip
"""What says nothing that is looked at, with all that is in it. Deleted text is among it."""
_MARKS = frozenset({"w:rPr", "w:trPr"})  # in these w:del says that a paragraph or a row is deleted
_ENCRYPTED = 1  # bit of a zip entry's flags
_CHUNK = 1 << 16
_NONE: Mapping[str, str] = {}


class Node:
    """An element: ``name`` with its prefix, ``text`` only of those that hold the document's."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def child(self, *path: str) -> "Node | None":
        """Return the first child of that name; of several names, go down from child to child."""
        node: Node = self
        for name in path:
            found = next((child for child in node.children if child.name == name), None)
            if found is None:
                return None
            node = found
        return node

    def value(self, *path: str) -> str | None:
        """Return ``w:val`` of the child found by ``child``, None where either is not there."""
        node = self.child(*path)
        return None if node is None else node.attributes.get("w:val")

    def below(self, name: str) -> Iterator["Node"]:
        """Yield the descendants of that name, in the order of the document."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            if node.name == name:
                yield node
            waiting += node.children[::-1]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part, or something outside, which is never fetched."""

    kind: str  # the last word of its type: image, styles, …
    target: str  # the name of the part; "" where it lies outside


class Package:
    """An open docx file.

    Raises:
        GoujiError: it is no zip file, is damaged, locked or beyond the bounds.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = _Bounded(path, "rb")
        except OSError as error:
            raise unreadable(path, error) from error
        try:
            self._zip = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self._file.close()
            raise damaged() from error
        except GoujiError:
            self._file.close()
            raise
        # names of parts are the same in any case, and some programs write "\"
        self._parts = {_plain(info.filename): info for info in self._zip.infolist()}
        self._unpacked = 0
        self._elements = 0

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    def xml(self, part: str) -> Node | None:
        """Return the root element of a part, None where there is no such part."""
        if part not in self:
            return None
        builder = _Builder(MAX_XML_ELEMENTS - self._elements)
        parser = etree.XMLParser(
            target=builder, resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for chunk in self.chunks(part):
                parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise damaged() from error
        self._elements += builder.count
        return builder.root

    def data(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return b"".join(self.chunks(part))

    def size(self, part: str) -> int:
        """Return how long a part says that it is; ``chunks`` sees to it that it is no longer."""
        return self._parts[_plain(part)].file_size

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack a part bit by bit, as far as the bounds allow, whatever the zip says of it."""
        info = self._parts[_plain(part)]
        if info.flag_bits & _ENCRYPTED:
            raise locked()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()  # the standard has no other, and these cannot be unpacked bit by bit
        most = UNPACKED_ALLOWANCE + MAX_UNPACKED_RATIO * min(info.compress_size, self._file.length)
        done = 0
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    done += len(chunk)
                    self._unpacked += len(chunk)
                    if max(done, info.file_size) > most or self._unpacked > MAX_UNPACKED:
                        raise too_big()
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise damaged() from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id. The package itself is the part ""."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for node in root.children if root else ():
            kind = node.attributes.get("Type", "").rsplit("/", 1)[-1]
            target = node.attributes.get("Target", "").replace("\\", "/")
            if node.attributes.get("TargetMode") == "External":
                target = ""
            elif not target.startswith("/"):
                target = posixpath.join("/", folder, target)
            found[node.attributes.get("Id", "")] = Relation(kind, posixpath.normpath(target)[1:])
        return found


class _Bounded(io.FileIO):
    """A file of which only so much is read at a time: zipfile reads a whole directory at once."""

    def __init__(self, path: Path, mode: str) -> None:
        super().__init__(path, mode)
        self.length = self.seek(0, io.SEEK_END)
        self.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        left = self.length - self.tell()
        if min(left, left if size is None or size < 0 else size) > MAX_DOCX_DIRECTORY:
            raise too_big()
        return super().read(-1 if size is None else size) or b""


class _Builder:
    """Takes what the parser sees and makes the tree, without what nobody looks at."""

    def __init__(self, most: int) -> None:
        self.count = 0
        self._most = most
        self.root: Node | None = None
        self._open: list[Node] = []
        self._passing = 0  # how deep inside something that is passed over
        self._names: dict[str, str] = {}

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        """Take the beginning of an element."""
        self.count += 1
        if self.count > self._most or len(self._open) + self._passing >= MAX_XML_DEPTH:
            raise too_big()
        name = self._name(str(tag))
        mark = bool(self._open) and self._open[-1].name in _MARKS
        if self._passing or (name in _PASSED_OVER and not mark):
            self._passing += 1
            return
        named = {self._name(str(key)): str(value) for key, value in attrib.items()}
        node = Node(name, named or _NONE)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002 - the parser passes it
        """Take the end of an element."""
        if self._passing:
            self._passing -= 1
        else:
            self._open.pop()

    def data(self, data: str | bytes) -> None:
        """Take text."""
        if not self._passing and self._open[-1].name in _WITH_TEXT:
            self._open[-1].text += str(data)

    def comment(self, text: str | bytes) -> None:
        """Take a comment: nothing."""

    def doctype(self, *_: object) -> None:
        """Refuse: the standard has none, and entities are all that one is good for."""
        raise damaged()

    def close(self) -> None:
        """Do nothing: the parser also says this when it gives up."""

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            space, _, local = tag.rpartition("}")
            prefix = _PREFIXES.get(space[1:], "?") + ":" if space else ""
            name = self._names[tag] = prefix + local
        return name


def _plain(part: str) -> str:
    return part.replace("\\", "/").strip("/").lower()


def damaged() -> GoujiError:
    """Return the sentences for a file that is not what it should be."""
    return GoujiError(
        Text("文件已损坏或不是 Word 文档。", "It is damaged or not a Word document."),
        Text("请重新下载或向提供者索取原文件。", "Download it again or ask for the original."),
    )


def locked() -> GoujiError:
    """Return the sentences for a file that nobody reads without its password."""
    return GoujiError(
        Text("文件有打开密码。", "A password is needed to open it."),
        Text("请先用密码打开，另存为无密码的文件。", "Save a copy without a password first."),
    )


def too_big() -> GoujiError:
    """Return the sentences for a file that would fill time or memory."""
    return GoujiError(
        Text("文件解压后过大或结构异常，已拒绝读取。", "What it unpacks to is beyond all bounds."),
        Text(
            "如确是年报，请在 Word 或 WPS 中打开，另存为 PDF。",
            "If it is a report indeed, open it in Word or WPS and save it as a PDF.",
        ),
    )
