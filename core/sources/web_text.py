"""The bytes of a web page → its text, whatever they say of their encoding.

What a page says of itself is often wrong: pages say gb2312 and are UTF-8, or the other way round.
So a mark at the beginning decides, then whether the bytes are UTF-8 (text of another encoding
hardly ever is), then what the page says if the bytes agree, then which of the encodings in use
says the words that such pages are about.
"""

import codecs
import re

_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,500}?charset|\?xml\s[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FAMILY = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "utf_16": "utf-16-le",
    "utf_16_le": "utf-16-le",
    "utf_16_be": "utf-16-be",
}
"""The encodings that Chinese pages use, by the names Python knows, and what to decode them with."""

_WORDS = re.compile("政府|信息|資訊|公開|公开|报告|報告|申请|申請|[的是有年月日]")
_HEAD = 4096
_STRAY = 50
"""One byte in so many that are not ASCII may be broken in a page that is UTF-8 all the same."""


def decoded(data: bytes, charset: str = "") -> str:
    """Return the text of a page; bytes that fit nowhere become U+FFFD.

    Args:
        data: the page as it is in its file.
        charset: the encoding named outside of the page, as in the headers of an mhtml part.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[:_HEAD]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) > 8 and zeros.count(0) * 3 > len(zeros):
            return data.decode(encoding, "replace")
    utf8 = data.decode("utf-8", "replace")
    foreign = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if utf8.count("\ufffd") * _STRAY <= foreign:
        return utf8
    named = [_family(charset), *(_family(m.decode("ascii")) for m in _DECLARED.findall(head)[:4])]
    tried = [name for name in named if name and not name.startswith("utf")]
    texts = {name: data.decode(name, "replace") for name in dict.fromkeys([*tried, *_USUAL])}
    whole = [name for name in tried if "\ufffd" not in texts[name]]
    if whole:
        return texts[whole[0]]
    return min(texts.values(), key=lambda t: t.count("\ufffd") * 20 - len(_WORDS.findall(t)))


_USUAL = ("gb18030", "big5hkscs")


def _family(charset: str) -> str:
    """Return what an encoding's name is decoded with; "" for one that no Chinese page is in."""
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):  # ValueError: a name with a zero byte
        return ""
    return _FAMILY.get(name.replace("-", "_"), "")
