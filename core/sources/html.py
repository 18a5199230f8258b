"""Web pages: saved ones, alone or whole (mhtml), and what word processors save as such.

What counts is what a person sees in a browser. Struck text is taken back by who struck it, so it is
not read. No script is run and nothing is fetched: pictures and style sheets are those that the file
itself holds. ``web_text`` decides the encoding, ``web_css`` and ``web_looks`` what is seen and how,
``web_flow`` gathers the blocks, ``web_table`` lays out the tables.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from core.bounds import MAX_CSS_CHARS, MAX_WEB_BYTES, MAX_WEB_TAGS
from core.errors import GoujiError, unreadable
from core.sources.web_css import Sheet
from core.sources.web_flow import PageBlocks
from core.sources.web_mhtml import Saved, is_mhtml, opened
from core.sources.web_pictures import Pictures
from core.sources.web_text import decoded
from core.text import Text
from core.typeset.flow import Align, Block, Flow, Paragraph, Run

_TITLE_SIZE = 18.0
"""Size in points of a title whose style is kept elsewhere."""
_TITLES = frozenset({"articletitle", "title", "og:title", "dc.title"})
_YEAR = re.compile(r"20\d\d|二[〇○零Oo0][一二三四五六七八九〇○零]{2}")
_DIVIDER = re.compile(r"[_|｜—]|\s[-–]\s|--?(?=[一-鿿])")
_MOST_TITLE = 80


def read_flow(path: Path) -> Flow:
    """Read a web page.

    Raises:
        GoujiError: it cannot be opened, holds no page, or is beyond the bounds.
    """
    try:
        if path.stat().st_size > MAX_WEB_BYTES:
            raise _too_large()
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    saved = opened(data) if is_mhtml(data) else Saved(data)
    return flow_of_page(decoded(saved.page, saved.charset), saved)


def flow_of_page(markup: str, saved: Saved) -> Flow:
    """Return what a page shows.

    Args:
        markup: its text.
        saved: what was saved with it.

    Raises:
        GoujiError: it is beyond the bounds.
    """
    if markup.count("<") > MAX_WEB_TAGS:
        raise _too_large()
    head = _Head(saved)
    _parse(markup, head)
    page = PageBlocks(Sheet(head.styles, partial=head.partial), Pictures(saved))
    _parse(markup, page)
    return Flow("html", _titled(page.close(), head.titles))


def _parse(markup: str, target: "_Head | PageBlocks") -> None:
    """Let a target hear of all elements of a page; broken markup is read as browsers do."""
    listener: Any = target  # the types that lxml ships want more of a target than lxml does
    parser = etree.HTMLParser(target=listener, encoding="utf-8", huge_tree=False, no_network=True)
    parser.feed(markup.encode("utf-8", "replace"))
    parser.close()


def _too_large() -> GoujiError:
    return GoujiError(
        Text("这个网页太大。", "This page is too large."),
        Text("请分成几个文件，或打印为 PDF 后再打开。", "Divide it, or print it as a PDF."),
    )


@dataclass
class _Head:
    """What a page says of itself: its titles, its style sheets."""

    saved: Saved
    styles: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    partial: bool = False  # it has style sheets that are not here
    _gathers: list[str] | None = None
    _inside: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if tag in ("template", "noscript", "svg"):
            self._inside.append(tag)
        if self._inside:
            return
        if tag in ("style", "title"):
            media = attributes.get("media", "all").lower()
            self._gathers = [] if media in ("", "all", "screen") else None
        elif tag == "meta" and attributes.get("name", attributes.get("property", "")).lower() in (
            _TITLES
        ):
            self.titles.append(attributes.get("content", ""))
        elif tag == "link" and "stylesheet" in attributes.get("rel", "").lower():
            sheet = self.saved.part(attributes.get("href", ""))
            self.partial |= sheet is None
            if sheet is not None:
                self.styles.append(decoded(sheet[:MAX_CSS_CHARS]))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._inside:
            if tag == self._inside[-1]:
                self._inside.pop()
        elif tag in ("style", "title") and self._gathers is not None:
            (self.styles if tag == "style" else self.titles).append("".join(self._gathers))
            self._gathers = None

    def data(self, text: str) -> None:
        """Take text."""
        if self._gathers is not None:
            self._gathers.append(text)

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Pass over an instruction."""

    def close(self) -> None:
        """End."""


def _titled(blocks: Sequence[Block], titles: Sequence[str]) -> tuple[Block, ...]:
    """Give the title its size where the page tells it by a style that is not here.

    What a page calls itself in its head shows in the browser's tab. A paragraph that says the same
    is its title. Where no paragraph says it, nor names a year's report in other words, the title of
    the head comes first. A name without a year is that of a site or a list: it says nothing.
    """
    names = [
        _squeezed(name)
        for title in titles[:10]
        for name in (title, *_DIVIDER.split(title[:300]))
        if _YEAR.search(name) and len(_squeezed(name)) <= _MOST_TITLE
    ]
    if not names:
        return tuple(blocks)
    found = list(blocks)
    stands = False
    for at, block in enumerate(found):
        if not isinstance(block, Paragraph) or len(block.text) > 3 * _MOST_TITLE:
            continue
        text = _squeezed(block.text)
        if text in names:
            stands = True
            runs = tuple(replace(run, size=max(run.size, _TITLE_SIZE)) for run in block.runs)
            found[at] = replace(block, runs=runs)
        elif len(text) <= _MOST_TITLE and "公开" in text and _YEAR.search(text):
            stands |= text.endswith(("报告", "年报"))
    if not stands:
        first = Paragraph((Run(names[0], _TITLE_SIZE, bold=True),), Align.CENTRE)
        found.insert(0, first)
    return tuple(found)


def _squeezed(text: str) -> str:
    return "".join(text.split())
