"""Where the keys that move lead to in the tables; only value cells are stopped at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from gui.table.table_grid import SlotGrid


def target(grid: SlotGrid, key: str, action: QAbstractItemView.CursorAction, *, ctrl: bool) -> str:
    """Return the cell that a move leads to from a cell; the same one where it leads nowhere."""
    actions = QAbstractItemView.CursorAction
    far = len(grid.by_key)
    if not key:
        return key
    match action:
        case actions.MoveLeft:
            return grid.beside(key, -1)
        case actions.MoveRight:
            return grid.beside(key, 1)
        case actions.MoveUp:
            return grid.above_or_below(key, -1)
        case actions.MoveDown:
            return grid.above_or_below(key, 1)
        case actions.MoveNext:
            return grid.following(key, 1)
        case actions.MovePrevious:
            return grid.following(key, -1)
        case actions.MoveHome:
            return grid.first if ctrl else grid.beside(key, -far)
        case actions.MoveEnd:
            return grid.following(key, far) if ctrl else grid.beside(key, far)
    return key


def edge(grid: SlotGrid, key: str, arrow: int) -> str | None:
    """Return the cell at the edge of the line or the table that an arrow points to."""
    far = len(grid.by_key)
    match arrow:
        case Qt.Key.Key_Left:
            return grid.beside(key, -far)
        case Qt.Key.Key_Right:
            return grid.beside(key, far)
        case Qt.Key.Key_Up:
            return grid.edge_of_column(key, -1)
        case Qt.Key.Key_Down:
            return grid.edge_of_column(key, 1)
    return None
