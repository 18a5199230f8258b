"""Boxes of cells lie on their numbers: the page, drawn, shows there the digits that were read."""

import json
import re

import pymupdf
import pytest

from core.read import read_document
from core.sources.pdf_digits import contradicts, shape_of
from tests.conftest import CORPUS, DATA
from tests.core.reports import FORMS

ZOOM = 4.0
DIGITAL = [
    path.with_name(said["document"])
    for path in sorted((CORPUS / "dev").glob("*.truth.json"))
    if (said := json.loads(path.read_text(encoding="utf-8")))["kind"] == "digital"
]


class Drawn:
    """The pages of a document as pixels, each drawn once, and their characters as shown."""

    def __init__(self, path):
        self.pdf = pymupdf.open(path)
        self.pages = {}

    def page(self, number):
        if number not in self.pages:
            page = self.pdf[number - 1]
            pixmap = page.get_pixmap(matrix=pymupdf.Matrix(ZOOM, ZOOM), colorspace=pymupdf.csGRAY)
            chars = [
                (char["c"], (pymupdf.Rect(char["bbox"]) * page.rotation_matrix).normalize())
                for block in page.get_text("rawdict", flags=pymupdf.TEXT_CLIP)["blocks"]
                for line in block["lines"] if min(map(abs, line["dir"])) < 0.02  # no watermark
                for span in line["spans"]
                for char in span["chars"] if not char["c"].isspace()
            ]  # fmt: skip
            self.pages = {number: (pixmap.width, pixmap.height, bytes(pixmap.samples_mv), chars)}
        return self.pages[number]

    def pixels(self, number, box):
        wide, high, samples, _ = self.page(number)
        x0, y0, x1, y1 = (round(place * ZOOM) for place in box)
        rows = range(max(0, y0), min(high, y1))
        return [samples[y * wide + max(0, x0) : y * wide + min(wide, x1)] for y in rows]

    def inside(self, number, box):
        """The characters whose middle lies in a box, with their own boxes."""
        *_, chars = self.page(number)
        x0, y0, x1, y1 = box
        return [
            (text, own) for text, own in chars
            if x0 < (own.x0 + own.x1) / 2 < x1 and y0 < (own.y0 + own.y1) / 2 < y1
        ]  # fmt: skip


def misplaced(path):
    """The cells whose box does not hold their text, or does not show its digits."""
    drawn, wrong = Drawn(path), []
    for report in read_document(path, FORMS).reports:
        cells = [
            (cell.place.page, cell.place.box, key, cell.read or "")
            for key, cell in report.cells.items() if cell.place
        ]  # fmt: skip
        for page, box, key, read in sorted(cells):
            found = drawn.inside(page, box)
            text = "".join(sorted(text for text, _ in found))
            # of a number that a page break cut in two, the box is that of its first part
            whole = text == "".join(sorted(re.sub(r"\s", "", read)))
            if not whole and not (text and report.cells[key].unsure and set(text) <= set(read)):
                wrong.append((key, read, text))
            for char, own in found:
                if char.isascii() and char.isdigit():
                    # lines of the table touch the boxes of characters, not their ink
                    shape = shape_of(drawn.pixels(page, own + (0, 1, 0, -1)))  # noqa: RUF005
                    if shape is None or contradicts(shape, char):
                        wrong.append((key, read, f"{char} is not to be seen"))
    return wrong


@pytest.mark.parametrize("path", sorted(DATA.glob("seed-*.pdf")), ids=lambda path: path.stem)
def test_boxes_of_real_reports_lie_on_their_numbers(path):
    assert misplaced(path) == []


@pytest.mark.corpus
@pytest.mark.parametrize("path", DIGITAL, ids=lambda path: path.stem)
def test_boxes_in_the_corpus_lie_on_their_numbers(path):
    assert misplaced(path) == []
