"""The sheet of proofs: sums that confirmed cells show to be broken, one row a cell."""

from collections.abc import Iterator

from core.checking.proof import Proof
from core.exporting.export import ExportReport
from core.exporting.export_marks import tables_of
from core.exporting.feedback_letters import proofs_of
from core.exporting.workbook_layout import sketch
from core.exporting.workbook_lists import MOST_ROWS, ListColumn, ListSheet
from core.exporting.workbook_stream import Book
from core.exporting.workbook_style import CENTRED, LINK, PLAIN, WRAPPED, Styled, address
from core.exporting.workbook_words import AGENCY, DOCUMENT, KEY, PROOFS, YEAR, Wording
from core.report import Place
from core.text import Text

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
    ListColumn(Text("页码", "Page")),
    ListColumn(Text("页面位置（磅）", "Box on the page (points)"), 26),
    ListColumn(DOCUMENT, 30),
    ListColumn(KEY, 34),
)
_PRINTED = 13
_SIDES = {"left": Text("左", "left"), "right": Text("右", "right")}


class ProofSheet:
    """The proofs of the reports of a workbook; there is no sheet while there is no proof.

    Args:
        book: the workbook.
        behind: the sheet that it comes after.
        wording: the words to use.
        most_rows: how many rows a sheet may have.
    """

    def __init__(
        self, book: Book, behind: str, wording: Wording, most_rows: int = MOST_ROWS
    ) -> None:
        self._book = book
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
            self._list.extend(self._rows(proof, item, sheet))

    def close(self) -> None:
        """Finish the sheets."""
        if self._list:
            self._list.close()

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
                Styled(line.place.page if line.place else None, CENTRED),
                Styled(_box(line.place), PLAIN),
                Styled(item.document, PLAIN),
                Styled(line.key, PLAIN),
            )


def _box(place: Place | None) -> str | None:
    """Return where on its page a cell is: left, top, right, bottom."""
    return ", ".join(f"{side:.1f}" for side in place.box) if place else None
