"""What the marks of a cell say in words: its tooltip, and what a screen reader reads out."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QTimeZone

from core.checking.coverage import Coverage
from core.numbers import Kind, parse
from core.report import Cell, PlainCell, PlainTable, Report
from core.text import Language, Text
from gui.problems import Mark, is_pressing
from gui.session import Session


def label(session: Session, key: str) -> str:
    """Return what is printed for a cell, its row and its column, or where it stands."""
    for table in session.tables:
        if key in table.cells:
            return table.label(key)
    for other in session.report.plain:
        for cell in other.cells:
            if cell.key == key:
                place = QCoreApplication.translate("CellWords", "Row {0}, column {1}").format(
                    cell.row + 1, cell.column + 1
                )
                return " · ".join(plain_names(session.report, other, cell)) or place
    return key


def plain_names(report: Report, table: PlainTable, cell: PlainCell) -> list[str]:
    """Return the words left of a cell, and those over it, of a table that no form knows."""

    def words(other: PlainCell) -> str:
        text = (report.cells[other.key].text or "") if other.key in report.cells else ""
        return text if parse(text).kind is Kind.UNREADABLE else ""

    left = [c for c in table.cells if c.row <= cell.row < c.row + c.rows and c.column < cell.column]
    over = [c for c in table.cells if c.column <= cell.column < c.column + c.columns]
    rows = sorted(left, key=lambda c: -c.column)
    heads = sorted((c for c in over if c.row < cell.row), key=lambda c: -c.row)
    named = (next(filter(None, map(words, names)), "") for names in (rows, heads))
    return [name for name in named if name]


def other_table(number: int) -> Text:
    """Return what a table that no form knows is called, which has no title of its own."""
    return Text(f"其他表格 {number}", f"Other table {number}")


def describe(session: Session, key: str, language: Language) -> list[str]:
    """Return one sentence for each thing to be known of a cell; none where all is quiet."""
    marks = session.review.marks.get(key, Mark.NORMAL)
    cell = session.report.cells.get(key)
    lines = [*_from_rules(session, key, language), *_from_people(session, key, marks, cell)]
    translate = QCoreApplication.translate
    if Mark.UNSURE in marks and cell:
        percent = f"{cell.confidence:.0%}"
        lines.append(
            translate("CellWords", "Not read with certainty ({0}): compare with the source").format(
                percent
            )
        )
    if Mark.ABSENT in marks:
        lines.append(translate("CellWords", "The document has no such cell; typing makes one"))
    elif Mark.BLANK in marks:
        lines.append(translate("CellWords", "Blank"))
    return lines


def protection(coverage: Coverage, key: str) -> list[str]:
    """Return the sentence that tells which rules protect a cell, or that none does."""
    translate = QCoreApplication.translate
    if rules := coverage.protected.get(key):
        return [translate("CellWords", "Protected by {0}").format(", ".join(rules))]
    if key in coverage.unprotected:
        return [translate("CellWords", "◦ No rule protects it: only your eyes check this cell")]
    return []


def _from_rules(session: Session, key: str, language: Language) -> list[str]:
    lines = []
    for finding in session.findings_at(key):
        message = f"{finding.rule} {finding.message.to(language)}"
        decision = session.decided(finding)
        if decision:
            said = QCoreApplication.translate("CellWords", "※ As in source: {0}").format(
                decision.reason
            )
            who = " · ".join(part for part in (decision.who, shown_time(decision.at)) if part)
            lines.append(f"{said} ({message}) · {who}")
        elif is_pressing(finding):
            lines.append(message)
    return lines


def _from_people(session: Session, key: str, marks: Mark, cell: Cell | None) -> list[str]:
    translate = QCoreApplication.translate
    lines = []
    if Mark.CHANGED in marks and cell:
        step = session.last_change(key)
        by = [step.who, shown_time(step.at)] if step else []
        change = f"{shown_text(cell.read)} → {shown_text(cell.text)}"
        lines.append(" · ".join([change, *(part for part in by if part)]))
    if Mark.CONFIRMED in marks:
        lines.append(translate("CellWords", "✓ Confirmed"))
    if Mark.DOUBTFUL in marks:
        lines.append(translate("CellWords", "? Doubtful: to be looked at again"))
    return lines


def shown_text(text: str | None) -> str:
    """Return a cell's text for a sentence, with words for a blank and for no cell."""
    if text is None:
        return QCoreApplication.translate("CellWords", "(no cell)")
    return text or QCoreApplication.translate("CellWords", "(blank)")


def shown_time(at: str) -> str:
    """Return a time of the log (UTC, ISO 8601) as the clock on the wall shows it."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    local = QDateTime.fromMSecsSinceEpoch(
        int(moment.timestamp() * 1000), QTimeZone.systemTimeZone()
    )
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
