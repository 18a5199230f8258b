"""An agency year by year as a table: printed cells down, years across."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.comparing.years import Line, Link, Stand, YearCell, Years
from core.text import Language
from gui.compare.pictures import CopyRole

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NONE = Years((), (), ())
ABSENT, NOT_ON_FORM = "×", "—"


class YearsModel(QAbstractTableModel):
    """The first column is what the form prints, then a column a year."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.years = _NONE
        self.lines: list[Line] = []
        self.language: Language = "zh"
        self._column = "total"
        self._onward: dict[tuple[str, int], Link] = {}  # key and year that another goes on from

    def show_years(self, years: Years, column: str, language: Language) -> None:
        """Show an agency.

        Args:
            years: what is shown.
            column: of the requests only this column is shown ("total"); "" for all of them.
            language: of titles.
        """
        self.beginResetModel()
        self.years, self._column, self.language = years, column, language
        self.lines = [line for line in years.lines if line.is_title or self._is_shown(line.key)]
        self._onward = {
            (point.link.key, point.link.year): point.link
            for line in years.lines
            for point in line.cells
            if point.link
        }
        self.endResetModel()

    def _is_shown(self, key: str) -> bool:
        return (
            not self._column or not key.startswith("requests.") or key.endswith(f".{self._column}")
        )

    @property
    def titles(self) -> list[int]:
        """The rows that are titles."""
        return [at for at, line in enumerate(self.lines) if line.is_title]

    def row_of(self, key: str) -> int:
        """Return the row of a cell, -1 where it is not shown."""
        return next((at for at, line in enumerate(self.lines) if line.key == key), -1)

    def onward(self, index: Index) -> Link | None:
        """Return the chain rule by which the year after goes on from a cell."""
        line = self.lines[index.row()]
        return self._onward.get((line.key, self.years.years[index.column() - 1]))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of printed cells, with the titles of their tables."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of years, and one for what is printed."""
        return 0 if parent.isValid() else len(self.years.years) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles not be selected."""
        title = index.isValid() and self.lines[index.row()].is_title
        return Qt.ItemFlag.ItemIsEnabled if title else super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the years."""
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            CopyRole,
        ):
            if section == 0:
                return QCoreApplication.translate("Compare", "As printed")
            return str(self.years.years[section - 1])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is printed, and the cells in words or as they are copied."""
        line = self.lines[index.row()]
        if index.column() == 0 or line.is_title:
            texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CopyRole)
            if role in texts:
                return self.label(line) if index.column() == 0 else ""
            return "\n".join(filter(None, (line.group, line.label, line.column))) if (
                role == Qt.ItemDataRole.ToolTipRole and not line.is_title
            ) else None  # fmt: skip
        point = line.cells[index.column() - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{stand_word(point)} {change(point)}".strip()
        if role == CopyRole:
            return shown(point)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self.sayings(index)) or None
        return None

    def label(self, line: Line) -> str:
        """Return what is printed for a line; the title of a table in the window's language."""
        if line.is_title:
            return line.label if self.language == "zh" else line.column
        alone = bool(self._column) and line.key.startswith("requests.")
        return line.label if alone else f"{line.label} · {line.column}"

    def sayings(self, index: Index) -> list[str]:
        """Return the chain rules at a cell in words, the one from the year before first."""
        line = self.lines[index.row()]
        if line.is_title or index.column() == 0:
            return []
        links = (line.cells[index.column() - 1].link, self.onward(index))
        return [
            f"{'✓' if link.holds else '≠'} {link.rule} {link.said.to(self.language)}"
            for link in links
            if link
        ]


def shown(point: YearCell) -> str:
    """Return a cell as it is shown: × absent, "" blank, — not on the form of its year."""
    signs = {Stand.ABSENT: ABSENT, Stand.NOT_ON_FORM: NOT_ON_FORM, Stand.BLANK: ""}
    return signs.get(point.stand, point.text)


def stand_word(point: YearCell) -> str:
    """Return a cell in words, also where nothing is printed."""
    translate = QCoreApplication.translate
    words = {
        Stand.ABSENT: translate("CellWords", "(no cell)"),
        Stand.BLANK: translate("CellWords", "(blank)"),
        Stand.NOT_ON_FORM: translate("Compare", "(not on the form of that year)"),
    }
    return words.get(point.stand, point.text)


def change(point: YearCell) -> str:
    """Return the growth against the year before; "" where there is none to tell."""
    if point.growth is None or not point.growth:
        return ""
    percent = round(abs(point.growth) * 100)
    sign = "+" if point.growth > 0 else "−"
    return f"{sign}{percent:,}%"
