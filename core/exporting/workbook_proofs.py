"""The sheet of proofs: sums that confirmed cells show to be broken, one row a cell.

Beside each cell stands what is printed there, cut from the source where that is at hand.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.bounds import MAX_SHEET_CROPS
from core.checking.proof import Proof, ProofLine
from core.exporting.export import ExportReport
from core.exporting.export_marks import tables_of
from core.exporting.feedback_crops import Cutter
from core.exporting.feedback_letters import proofs_of
from core.exporting.workbook_layout import sketch
from core.exporting.workbook_lists import MOST_ROWS, ListColumn, ListSheet
from core.exporting.workbook_stream import Book, SheetPicture
from core.exporting.workbook_style import CENTRED, LINK, PLAIN, WRAPPED, Styled, address
from core.exporting.workbook_words import AGENCY, DOCUMENT, KEY, PROOFS, YEAR, Wording
from core.report import Place
from core.text import Text

if TYPE_CHECKING:
    from pathlib import Path

_CROP_COLUMN = 24  # digits
_WIDEST = 120.0  # points of a crop, so that it stays within its column
_COLUMNS = (
    ListColumn(AGENCY, 26),
    ListColumn(YEAR),
    ListColumn(Text("序号", "No.")),
    ListColumn(Text("规则", "Rule")),
    ListColumn(Text("规则名称", "Title"), 26),
    ListColumn(Text("算式", "Sum"), 50),
    ListColumn(Text("结论", "Conclusion"), 30),
    ListColumn(Text("边", "Side")),
    ListColumn(Text("单元格", "Cell"), 34),
    ListColumn(Text("数值", "Number")),
    ListColumn(Text("原件截图", "As printed"), _CROP_COLUMN, _CROP_COLUMN),
    ListColumn(Text("页码", "Page")),
    ListColumn(Text("页面位置（磅）", "Box on the page (points)"), 26),
    ListColumn(DOCUMENT, 30),
    ListColumn(KEY, 34),
)
_CROPS = 10  # the column of what is printed, counted from 0
_PRINTED = 14
_SIDES = {"left": Text("左", "left"), "right": Text("右", "right")}


class ProofSheet:
    """The proofs of the reports of a workbook; there is no sheet while there is no proof.

    Args:
        book: the workbook.
        cutter: cuts what is printed from the sources.
        behind: the sheet that it comes after.
        wording: the words to use.
        most_rows: how many rows a sheet may have.
    """

    def __init__(
        self,
        book: Book,
        cutter: Cutter,
        behind: str,
        wording: Wording,
        most_rows: int = MOST_ROWS,
    ) -> None:
        self._book = book
        self._cutter = cutter
        self._cut = 0  # crops that are in the sheet
        self._missing: dict[Path, Text] = {}  # why a source gave none; it is not asked again
        self._behind = behind
        self._wording = wording
        self._most_rows = most_rows
        self._list: ListSheet | None = None
        self._count = 0

    @property
    def names(self) -> list[str]:
        """The names of its sheets."""
        return self._list.names if self._list else []

    def add(self, item: ExportReport, sheet: str) -> None:
        """Append the proofs of a report; ``sheet`` is the name of its own sheet, or ""."""
        for proof in proofs_of(item, self._wording.forms):
            self._count += 1
            if self._list is None:
                name = self._wording(PROOFS)
                language, most = self._wording.language, self._most_rows
                self._list = ListSheet(
                    self._book, name, _COLUMNS, language, most, _PRINTED, self._behind
                )
            told: set[Text] = set()  # why there is no picture; once a proof is enough
            for line, row in zip(proof.lines, self._rows(proof, item, sheet), strict=True):
                crop = self._crop(item, line)
                if isinstance(crop, SheetPicture):
                    self._list.add(row, {_CROPS: crop})
                else:
                    said = self._wording(crop) if crop and crop not in told else None
                    told |= {crop} if crop else set()
                    noted = Styled(said, WRAPPED)
                    self._list.add((*row[:_CROPS], noted, *row[_CROPS + 1 :]))

    def close(self) -> None:
        """Finish the sheets."""
        if self._list:
            self._list.close()

    def _crop(self, item: ExportReport, line: ProofLine) -> SheetPicture | Text | None:
        """Return what is printed in a cell; else why there is no picture, None without reason."""
        if item.source is None or line.place is None:
            return None
        if self._cut == MAX_SHEET_CROPS:
            most = f"{MAX_SHEET_CROPS:,}"
            return Text(f"截图至多 {most} 幅", f"no more than {most} pictures are kept")
        path = item.source.path
        crop = self._missing.get(path) or self._cutter.cut(item.source, line.place)
        if isinstance(crop, Text):
            self._missing[path] = crop
            return crop
        self._cut += 1
        smaller = min(1.0, _WIDEST / crop.width)
        return SheetPicture(crop.data, crop.width * smaller, crop.height * smaller)

    def _rows(self, proof: Proof, item: ExportReport, sheet: str) -> Iterator[tuple[Styled, ...]]:
        says = self._wording
        places = sketch(tables_of(item, says.forms)).places
        for at, line in enumerate(proof.lines):
            linked = sheet and line.key in places
            link = address(sheet, *places[line.key]) if linked else ""
            # what is said of the whole stands with its first cell
            whole = (says(proof.sum), says(proof.conclusion)) if at == 0 else (None, None)
            yield (
                Styled(proof.agency, WRAPPED),
                Styled(proof.year, CENTRED),
                Styled(self._count, CENTRED),
                Styled(proof.rule, CENTRED),
                Styled(says(proof.title), WRAPPED),
                *(Styled(text, WRAPPED) for text in whole),
                Styled(says(_SIDES[line.side]), CENTRED),
                Styled(says(line.name), LINK.but(wrap=True) if link else WRAPPED, link=link),
                Styled(line.text, CENTRED),
                Styled(None, PLAIN),
                Styled(line.place.page if line.place else None, CENTRED),
                Styled(_box(line.place), PLAIN),
                Styled(item.document, PLAIN),
                Styled(line.key, PLAIN),
            )


def _box(place: Place | None) -> str | None:
    """Return where on its page a cell is: left, top, right, bottom."""
    return ", ".join(f"{side:.1f}" for side in place.box) if place else None
