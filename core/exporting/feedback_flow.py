"""A letter to an agency as a flow of paragraphs, tables and pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.checking.proof import Proof, ProofLine
from core.exporting import feedback_words as words
from core.exporting.feedback import Letter, Point, Standing
from core.report import Place
from core.text import Language, Text
from core.typeset.flow import Align, Block, Flow, FlowCell, FlowTable, Paragraph, Picture, Run

_SIZE = 11.0
_SMALL = 9.0
_HEAD = (0.93, 0.93, 0.93)
_GREY = (0.45, 0.45, 0.45)
_REPORT_WIDTHS = (44.0, 220.0, 56.0, 56.0, 64.0, 55.0)
_POINT_WIDTHS = (30.0, 40.0, 134.0, 186.0, 105.0)
_PROOF_WIDTHS = (26.0, 88.0, 36.0, 97.0)
_ABREAST = 2  # cells of a proof in one row


@dataclass(frozen=True, slots=True)
class Crop:
    """A cell as it is printed: PNG, and its size on paper in points."""

    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Crops:
    """The crops there are, by source and place; why a source gave none, by source."""

    found: Mapping[tuple[Path, Place], Crop] = field(default_factory=dict)
    missing: Mapping[Path, Text] = field(default_factory=dict)


def flow_of(letter: Letter, language: Language, crops: Crops | None = None) -> Flow:
    """Return a letter as it is printed.

    Args:
        letter: what is said.
        language: in which language; names of agencies and files stay as they are.
        crops: the cells of its proofs as they are printed.
    """
    return Flow("letter", tuple(_Writer(letter, language, crops or Crops()).blocks()))


class _Writer:
    def __init__(self, letter: Letter, language: Language, crops: Crops) -> None:
        self._letter = letter
        self._language: Language = language
        self._crops = crops
        self._number = 0  # of the last point; they are counted through

    def blocks(self) -> Iterator[Block]:
        letter = self._letter
        yield self._line(words.title(letter), size=17.0, bold=True, align=Align.CENTRE)
        yield _gap()
        yield self._line(words.salutation(letter))
        yield self._body(words.opening(letter))
        if not letter.points:
            yield self._body(words.NOTHING)
        yield _gap(4)
        yield self._reports()
        parts = [standing for standing in Standing if letter.of(standing)]
        for at, standing in enumerate(parts, start=1):
            points = letter.of(standing)
            yield _gap(4)
            yield self._line(words.heading(at, words.HEADINGS[standing], len(points)), bold=True)
            yield self._body(words.LEADS[standing])
            if standing is Standing.PROVEN:
                for point in points:
                    yield from self._proven(point)
            else:
                yield _gap(2)
                yield self._points(points)
        if letter.left_out:
            yield self._body(words.more(letter.left_out))
        if parts:
            yield _gap(4)
            yield self._line(words.heading(len(parts) + 1, words.ASKED), bold=True)
            for said in words.asked(parts):
                yield self._body(said)
        yield _gap(14)
        yield self._signature()

    def _signature(self) -> FlowTable:
        """Return the last lines: in one row of a table, which no page divides."""
        said = (words.OFFICE, words.signed_by(self._letter), words.day(self._letter.on))
        lines = tuple(self._line(line, align=Align.RIGHT) for line in said)
        spaced = tuple(block for line in lines for block in (line, _gap(5)))
        return FlowTable(1, 1, (FlowCell(0, 0, 1, 1, spaced),), bordered=False)

    # paragraphs ------------------------------------------------------------------------------

    def _line(
        self, text: Text, size: float = _SIZE, *, bold: bool = False, align: Align = Align.LEFT
    ) -> Paragraph:
        return Paragraph((Run(text.to(self._language), size, bold),), align)

    def _body(self, text: Text) -> Paragraph:
        # an indent proper gives way where a line would just fit without it
        indent = "\u3000\u3000" if self._zh else ""
        return Paragraph((Run(indent + text.to(self._language), _SIZE),))

    # tables ----------------------------------------------------------------------------------

    def _reports(self) -> FlowTable:
        rows = []
        for one in self._letter.reports:
            own = [point for point in self._letter.points if point.source == one.source]
            own = [point for point in own if point.year == one.year]
            pages = one.source.pages
            counts = [sum(point.standing is standing for point in own) for standing in Standing]
            rows.append(
                [
                    _centred(str(one.year or "—")),
                    _left(one.source.name),
                    _centred("{}–{}".format(*pages) if pages else "—"),
                    *(_centred(str(count)) for count in counts),
                ]
            )
        return _table(self._heads(words.REPORT_HEADS), rows, _REPORT_WIDTHS)

    def _points(self, points: Sequence[Point]) -> FlowTable:
        rows = []
        for point in points:
            self._number += 1
            title = Run(self._title(point), _SMALL, bold=True)
            rule = Run(f" {point.rule}\n", 7.5, color=_GREY)
            said = Run(words.message(point, self._language), _SMALL)
            rows.append(
                [
                    _centred(str(self._number)),
                    _centred(str(point.year or "—")),
                    _left(words.place(point.where, self._language)),
                    Paragraph((title, rule, said)),
                    _left(words.looked_up(point, self._language)),
                ]
            )
        return _table(self._heads(words.POINT_HEADS), rows, _POINT_WIDTHS)

    def _heads(self, heads: Sequence[Text]) -> list[Paragraph]:
        return [_centred(head.to(self._language), bold=True) for head in heads]

    # proofs ----------------------------------------------------------------------------------

    def _proven(self, point: Point) -> Iterator[Block]:
        assert point.proof is not None
        self._number += 1
        year = Text(f"{point.year} 年度：", f"{point.year}: ").to(self._language)
        head = f"{self._number}. {year if point.year else ''}{self._title(point)}"
        yield _gap(3)
        yield Paragraph(
            (Run(head, _SIZE, bold=True), Run(f"  {point.rule}", 8.0, color=_GREY)),
        )
        where = words.place(point.where, self._language, cells=False).split("\n")
        yield _left(("；" if self._zh else "; ").join((*where, point.source.name)))
        yield Paragraph((Run(point.proof.sum.to(self._language), _SIZE),))
        if point.reason:
            yield _left(words.looked_up(point, self._language))
        yield self._cells(point, point.proof)
        missing = self._crops.missing.get(point.source.path)
        if missing:
            yield Paragraph((Run(missing.to(self._language), _SMALL, color=_GREY),))
        end = "。" if self._zh else "."
        yield Paragraph((Run(point.proof.conclusion.to(self._language) + end, _SIZE),))

    def _title(self, point: Point) -> str:
        return point.title.to(self._language).replace("−", "-")  # the font lacks the first

    @property
    def _zh(self) -> bool:
        return self._language == "zh"

    def _cells(self, point: Point, proof: Proof) -> FlowTable:
        rows: list[list[Block | tuple[Block, ...]]] = []
        for at in range(0, len(proof.lines), _ABREAST):
            row: list[Block | tuple[Block, ...]] = []
            for line in proof.lines[at : at + _ABREAST]:
                row += self._cell(point, line)
            missing = _ABREAST * len(_PROOF_WIDTHS) - len(row)
            rows.append(row + [Paragraph(())] * missing)
        heads = self._heads(words.PROOF_HEADS) * _ABREAST
        return _table(heads, rows, _PROOF_WIDTHS * _ABREAST)

    def _cell(self, point: Point, line: ProofLine) -> list[Block | tuple[Block, ...]]:
        place = line.place
        crop = self._crops.found.get((point.source.path, place)) if place else None
        shown: list[Block] = []
        if crop is not None:
            shown.append(Picture(crop.data, crop.width, crop.height))
        else:
            shown.append(_centred(words.NO_CROP.to(self._language)))
        if place and point.source.paged:
            page = Text(f"第 {place.page} 页", f"page {place.page}").to(self._language)
            shown.append(Paragraph((Run(page, 7.5, color=_GREY),), Align.CENTRE))
        blank = Text("空白", "blank").to(self._language)
        return [
            _centred(words.SIDES[line.side].to(self._language)),
            _left(line.name.to(self._language)),
            _centred(line.text or blank, bold=True),
            tuple(shown),
        ]


def _centred(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, _SMALL, bold),), Align.CENTRE)


def _left(text: str) -> Paragraph:
    return Paragraph((Run(text, _SMALL),))


def _gap(points: float = 8.0) -> Paragraph:
    return Paragraph((Run("", max(4.0, points)),))


def _table(
    heads: Sequence[Block],
    rows: Sequence[Sequence[Block | tuple[Block, ...]]],
    widths: Sequence[float],
) -> FlowTable:
    cells = [FlowCell(0, x, 1, 1, (head,), _HEAD) for x, head in enumerate(heads)]
    for y, row in enumerate(rows, start=1):
        for x, held in enumerate(row):
            cells.append(FlowCell(y, x, 1, 1, held if isinstance(held, tuple) else (held,)))
    return FlowTable(len(rows) + 1, len(heads), tuple(cells), tuple(widths))
