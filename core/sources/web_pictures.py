"""The pictures of a web page: those that its file holds. Nothing is fetched, no file is opened."""

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from core.bounds import MAX_WEB_PICTURE_BYTES, MAX_WEB_PICTURES
from core.sources.web_mhtml import Saved
from core.typeset.flow import Picture

_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")
_DATA = re.compile(r"data:[^,]{0,100},", re.IGNORECASE)
_LEAST = 6.0
"""A picture smaller than this, in points, counts visits; it shows nothing."""
_PIXEL = 0.75  # points


class Pictures:
    """Finds the pictures that a page refers to."""

    def __init__(self, saved: Saved) -> None:
        self._saved = saved
        self._left = MAX_WEB_PICTURES

    def __call__(self, attributes: Mapping[str, str]) -> Picture | None:
        """Return the picture that the attributes of an ``img`` mean, None where it is not here."""
        source = attributes.get("src", "").strip()
        if not source or self._left <= 0:
            return None
        width, height = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
        if 0 < width < _LEAST and 0 < height < _LEAST:
            return None
        data = _embedded(source) if _DATA.match(source) else self._saved.part(source)
        if not data or len(data) > MAX_WEB_PICTURE_BYTES or not data.startswith(_KINDS):
            return None
        self._left -= 1
        return Picture(data, width, height)


def _embedded(source: str) -> bytes | None:
    """Return what a ``data:`` address holds."""
    head, _, body = source.partition(",")
    if len(body) > MAX_WEB_PICTURE_BYTES * 3:
        return None
    content = unquote_to_bytes(body)
    if not head.lower().endswith(";base64"):
        return content
    try:
        return base64.b64decode(b"".join(content.split()))
    except binascii.Error:  # cut off
        return None


def _pixels(text: str) -> float:
    match = re.match(r"\s*(\d{1,5})(?:px)?\s*$", text)
    return int(match[1]) * _PIXEL if match else 0.0
