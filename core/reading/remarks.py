"""What a person should know of a page: that it could not be read, or not all of it."""

from core.reading.page import Doubt, Page
from core.report import Box, Note
from core.text import Text

_LITTLE_TEXT = 20
"""A page with fewer characters than this and a picture over most of it is a scan."""
_SCAN = 0.4
"""Part of the page that the pictures of a scan cover at least."""
_TABLE_PICTURE = 0.15
"""A picture that covers this part of a page with text may be a table that was pasted as one."""
_BARE = 12
"""A picture with fewer characters than this over it is not the ground that a text is set on."""

_DOUBTS = {
    Doubt.GARBLED: (
        "garbled-text",
        Text(
            "第 {page} 页的文字层是乱码，与看到的字不符，没有采用。",
            "The text layer of page {page} is garbled: it is not what the page shows. "
            "It was not used.",
        ),
    ),
    Doubt.CONTRADICTED: (
        "contradicted-text",
        Text(
            "第 {page} 页的文字层与图像上的字不一致，没有采用。",
            "The text layer of page {page} says something else than its picture. It was not used.",
        ),
    ),
}


def page_notes(page: Page) -> list[Note]:
    """Return the notes of one page; none for a page that was read whole."""
    if page.width == 0:
        text = Text(
            "这一页已损坏，没有读到内容。", "This page is damaged; nothing was read from it."
        )
        return [Note("damaged-page", text, page.number)]
    notes = [_scanned(page)] if page.scanned else []
    if page.doubt:
        code, said = _DOUBTS[page.doubt]
        number = str(page.number)
        text = Text(said.zh.format(page=number), said.en.format(page=number))
        return [Note(code, text, page.number), *notes]
    if notes:
        return notes
    if len(page.chars) < _LITTLE_TEXT and page.pictures > _SCAN:
        text = Text(
            "这一页是图片，没有文字可读。",
            "This page is a picture: it has no text to read.",
        )
        return [Note("no-text", text, page.number)]
    if any(_may_be_table(page, box) for box in page.images):
        text = Text(
            f"第 {page.number} 页有大幅图片，其中可能有表格；图片里的内容没有读取。",
            f"Page {page.number} has a large picture, perhaps of a table. "
            "What is in the picture was not read.",
        )
        return [Note("table-picture", text, page.number)]
    return []


def _scanned(page: Page) -> Note:
    text = Text(
        f"第 {page.number} 页：文字由图片识别得出。",
        f"Page {page.number}: text recognised in a picture.",
    )
    return Note("scanned", text, page.number)


def _may_be_table(page: Page, box: Box) -> bool:
    """True for a large picture that is not merely the ground, or the watermark, of the text."""
    x0, y0, x1, y1 = box
    if (x1 - x0) * (y1 - y0) < _TABLE_PICTURE * page.width * page.height:
        return False
    over = (x0 <= c.centre[0] <= x1 and y0 <= c.centre[1] <= y1 for c in page.chars)
    return sum(over) < _BARE
