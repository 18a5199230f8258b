"""An application whose windows are photographed, offscreen and at one scale."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.form_files import load_forms
from gui.focus_ring import FocusRings
from gui.fonts import TextSize
from gui.icons import program_icon
from gui.main_window import MainWindow
from gui.settings import LANGUAGE, TEXT_SIZE, THEME, TOUR, WHO, Settings
from gui.theme import Theme
from gui.translations import Translations

LONGEST = 60.0  # seconds to wait for a state
SETTLED = 500  # ms, until pages and crops are drawn
SCALE = "QT_SCALE_FACTOR"  # Qt takes it from the environment when it starts


@dataclass(frozen=True, slots=True)
class Look:
    """How a window looks: ``size`` is that of its screen in pixels, whatever the scale."""

    language: str = "zh"
    theme: str = "light"
    size: tuple[int, int] = (1280, 800)
    letters: str = "normal"

    @property
    def name(self) -> str:
        """What the names of its pictures begin with."""
        percent = f"{round(100 * scale())}%"
        parts = [self.language, self.theme, f"{self.size[0]}x{self.size[1]}", percent]
        return "-".join(parts + [self.letters] * (self.letters != "normal"))


def scale() -> float:
    """Return the pixels of a point."""
    return float(os.environ.get(SCALE, "1"))


class Studio:
    """Photographs windows.

    Args:
        out: the folder of the pictures.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._application = QApplication([])
        self._application.setWindowIcon(program_icon())
        self._translations = Translations(self._application)
        self._theme = Theme(self._application)
        self._text_size = TextSize(self._application)
        self._rings = FocusRings(self._application)
        self._forms = load_forms()

    @contextmanager
    def window(self, look: Look) -> Iterator[MainWindow]:
        """A window that looks so; nothing of it outlives the block."""
        with tempfile.TemporaryDirectory() as home:
            os.environ["HOME"] = home
            store = QSettings(str(Path(home) / "settings.ini"), QSettings.Format.IniFormat)
            settings = Settings(store)
            settings.set(LANGUAGE, look.language)
            settings.set(THEME, look.theme)
            settings.set(TEXT_SIZE, look.letters)
            settings.set(TOUR, not TOUR.default)  # it has pictures of its own
            settings.set(WHO, "李敏" if look.language == "zh" else "Li Min")
            self._translations.use(settings.current_language())
            self._theme.use(look.theme)
            self._text_size.use(look.letters)
            window = MainWindow(self._forms, settings)
            window.resize(*(round(side / scale()) for side in look.size))
            window.show()
            try:
                yield window
            finally:
                window.close()
                window.deleteLater()

    def take(self, widget: QWidget, name: str) -> None:
        """Photograph a window once it has settled."""
        pause(SETTLED)
        widget.grab().save(str(self._out / f"{name}.png"))


def pause(milliseconds: int) -> None:
    """Let the window and its threads work. QTest's own wait would hold up the threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool], longest: float = LONGEST) -> None:
    """Let the window work until something holds; for so many seconds at most."""
    end = time.monotonic() + longest
    while not condition():
        if time.monotonic() > end:
            sys.exit("the window did not come to the state to be photographed")
        pause(20)
