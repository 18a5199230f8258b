"""Web pages saved whole in one file (mhtml): the page, and the parts that it refers to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from urllib.parse import unquote, urljoin

from core.bounds import MAX_WEB_PARTS
from core.errors import GoujiError
from core.text import Text

_MAIL = re.compile(rb"(?im)^(?:mime-version:|content-type:\s*multipart/)")
_BOUNDARY = re.compile(
    rb"""(?im)^(?:content-type:|[ \t])[^\r\n]{0,400}?boundary\s*=\s*"""
    rb"""(?:"([^"\r\n]{1,200})|([^\s;"]{1,200}))"""
)
_INNER = re.compile(rb"(?im)^content-type:\s*message/")
_HEAD = 8192
_MOST_NESTED = 50
"""Parts that may hold parts again; browsers write one, Word one or two."""


@dataclass(frozen=True)
class Saved:
    """A page with what was saved beside it. ``parts`` by address and by ``cid:`` name."""

    page: bytes
    charset: str = ""
    address: str = ""  # what the page's own references are relative to
    parts: Mapping[str, bytes] = field(default_factory=dict)

    def part(self, reference: str) -> bytes | None:
        """Return what a reference in the page means, if that was saved with it."""
        if not self.parts:
            return None
        if reference.lower().startswith("cid:"):
            return self.parts.get("cid:" + unquote(reference[4:]))
        try:
            address = urljoin(self.address, reference)
        except ValueError:  # not an address at all
            return None
        for name in (reference, address, unquote(reference), unquote(address)):
            if name in self.parts:
                return self.parts[name]
        return None


def is_mhtml(data: bytes) -> bool:
    """Tell whether a file begins with the headers of a saved page instead of with the page."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    markup = head.find(b"<html")
    return not head.startswith(b"<") and bool(_MAIL.search(head[: markup if markup > 0 else None]))


def opened(data: bytes) -> Saved:
    """Take an mhtml file apart.

    Raises:
        GoujiError: there is no page in it, or it has too many parts.
    """
    marks = [quoted or bare for quoted, bare in _BOUNDARY.findall(data)]
    nested = len(marks) + len(_INNER.findall(data))
    if (
        nested > _MOST_NESTED
        or sum(data.count(b"--" + mark) for mark in set(marks)) > MAX_WEB_PARTS
    ):
        raise GoujiError(
            Text("这个网页存档的组成部分太多。", "This saved page has too many parts."),
            Text(
                "请在浏览器中打开原网页，重新保存为“仅网页”。",
                "Open it in a browser and save it again as a page alone.",
            ),
        )
    message = BytesParser(policy=compat32).parsebytes(data)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    pages = [p for p in leaves if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = _name(message.get_param("start"))
    page = next((p for p in pages if start and _name(p["Content-ID"]) == start), None)
    page = page or next(iter(pages), None)
    if page is None:
        raise GoujiError(
            Text("这个文件里没有网页。", "There is no web page in this file."),
            Text("请重新保存网页后再打开。", "Save the page again and open that."),
        )
    parts: dict[str, bytes] = {}
    for part in leaves:
        if part is page or part.get_content_maintype() not in ("image", "text"):
            continue
        content = _content(part)
        for name in (_text(part["Content-Location"]), _cid(part["Content-ID"])):
            if name:
                parts.setdefault(name, content)
    address = _text(page["Content-Location"]) or _text(message["Content-Location"])
    return Saved(_content(page), page.get_content_charset() or "", address, parts)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(value: object) -> str:
    return "".join(str(value).split()) if value else ""


def _name(value: object) -> str:
    return _text(value).strip("<>")


def _cid(value: object) -> str:
    name = _name(value)
    return f"cid:{name}" if name else ""
