"""What is said under a page while its grid is drawn by hand: keys, and which lines are missing."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.pages.grid_editor import GridEditor


class GridHint(QLabel):
    """Tells how to change the lines, and how many there are of how many.

    Args:
        view: at the lower edge of which it stands.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("gridHint")
        self.setAutoFillBackground(True)
        self.setWordWrap(True)
        self.setMargin(8)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._editor: GridEditor | None = None
        self.hide()

    def show_editor(self, editor: GridEditor | None) -> None:
        """Tell of a grid that is being drawn; None for none."""
        self._editor = editor
        self.setVisible(editor is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language of the window, as the grid stands."""
        if self._editor is None:
            return
        grid, (columns, rows) = self._editor.grid, self._editor.draft.wanted
        counts = self.tr("Rows: %1 of %2. Columns: %3 of %4.")
        numbers = (len(grid.ys) - 1, rows - 1, len(grid.xs) - 1, columns - 1)
        for at, number in enumerate(numbers, 1):
            counts = counts.replace(f"%{at}", str(number))
        end = (
            self.tr("Enter reads the table again, Esc leaves it.")
            if self._editor.fits
            else self.tr("Each row and column needs its lines before it can be read.")
        )
        keys = self.tr(
            "Drag a line, or move it with the arrow keys. Tab: next line. Double-click: new row"
            " line, with Shift a column line. Ins: a line beside it. Del: remove it."
        )
        self.setText(f"{counts} {end}\n{keys}")
        self.fit()

    def fit(self) -> None:
        """Stand at the lower edge of the view."""
        height = self.heightForWidth(self._view.width())
        self.setGeometry(0, self._view.height() - height, self._view.width(), height)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
