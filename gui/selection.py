"""Which cell a person is at: table, page, findings and crops follow one another through it."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """The current cell of a report, by its key; "" where there is none."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = ""

    @property
    def key(self) -> str:
        """The current cell's key."""
        return self._key

    def select(self, key: str) -> None:
        """Make a cell the current one and tell everyone, unless it is already."""
        if key != self._key:
            self._key = key
            self.changed.emit(key)
