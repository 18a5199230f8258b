"""The program itself, which says when its window has been painted and ends then.

python -m tests.bench.first_window
"""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from gui.__main__ import main

run_events = QApplication.exec


class Watch(QObject):
    """Prints the time of the first paint of a window and closes it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self.window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.say)  # once this paint is done
        return False

    def say(self) -> None:
        print(time.time(), flush=True)
        self.window.close()


def exec_until_painted() -> int:
    """Run the events of the program until its window closes."""
    [window] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow)]
    watch = Watch(window)
    code = run_events()
    del watch
    return code


if __name__ == "__main__":
    QApplication.exec = staticmethod(exec_until_painted)  # type: ignore[method-assign]
    sys.exit(main([]))
