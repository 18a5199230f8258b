"""The fonts of the window: their size, and Chinese characters where the system has none."""

import multiprocessing
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from core.drawing.fallback_font import write_fallback_font

SIZES = {"small": 0.9, "normal": 1.0, "large": 1.2, "very-large": 1.5}
SECONDS = 60.0  # how long the worker may take to write the font


class FallbackFont(QObject):
    """Gives Qt a Chinese font to fall back on, where the system has none.

    The font comes out of the PDF library, which this process does not load: a worker writes it to a
    file once.

    Args:
        path: where the file is kept.
    """

    _written = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._thread: threading.Thread | None = None
        self._written.connect(self._load)

    def provide(self) -> None:
        """See to it that Chinese can be shown; where a font has to be made this takes a moment."""
        if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
            return
        if self._path.is_file():
            self._load()
            return
        self._thread = threading.Thread(target=self._write, name="gouji-font", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wait for a font that is being written."""
        if self._thread:
            self._thread.join()

    def _write(self) -> None:
        process = multiprocessing.get_context("spawn").Process(
            target=write_fallback_font, args=(self._path,), daemon=True
        )
        process.start()
        process.join(SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        if process.exitcode == 0:
            self._written.emit()

    def _load(self) -> None:
        QFontDatabase.addApplicationFont(str(self._path))


class TextSize:
    """The size of the text of the whole window, in proportion to that of the system.

    Args:
        application: its font is what widgets begin with, and are told of when it changes.
    """

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._system = QFont(application.font())

    def use(self, name: str) -> None:
        """Switch to "small", "normal", "large" or "very-large"; a FontChange event tells it."""
        font = QFont(self._system)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * SIZES[name])
        else:  # the system gave it in pixels
            font.setPixelSize(round(font.pixelSize() * SIZES[name]))
        if font != self._application.font():
            style = self._application.styleSheet()
            self._application.setStyleSheet("")  # under one, widgets do not hear of a font
            self._application.setFont(font)
            self._application.setStyleSheet(style)
