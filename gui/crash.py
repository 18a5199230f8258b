"""Errors that nobody foresaw: written to a log file, said plainly; the program goes on."""

import faulthandler
import logging
import logging.handlers
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from core.errors import GoujiError
from gui.messages_panel import Message

LOG_BYTES = 1_000_000
QUIET = 5.0  # seconds in which the same error is told of once
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("gouji")


def log_file() -> Path:
    """Return where the log is kept, in the user's folder for the data of programs."""
    base = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(base)) / "Gouji" / "log.txt"


class CrashReporter(QObject):
    """Catches what no other code catches, from Python and from Qt.

    ``happened`` tells one line about it; the window shows it. The program goes on: every accepted
    change is on disk already. What has words for the person at the desk (a drive that has gone in
    the middle of something) is ``told`` in these.
    """

    happened = Signal(str)
    told = Signal(object)  # Message

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handler: logging.Handler | None = None
        self._fatal: TextIO | None = None
        self._last = ("", 0.0)  # what was told last, and when

    def install(self, path: Path) -> None:
        """Log to a file and catch errors from now on."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logging.getLogger().addHandler(handler)
        self._handler = handler
        # written by a dying process itself, so it needs a file of its own that stays open
        self._fatal = (path.parent / "fatal.txt").open("a", encoding="utf-8")
        faulthandler.enable(self._fatal)
        sys.excepthook = self.catch
        qInstallMessageHandler(_from_qt)

    def remove(self) -> None:
        """Catch and log nothing any more."""
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._handler:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
        if self._fatal:
            self._fatal.close()

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and tell of it; Ctrl+C in a terminal ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        _log.error("not foreseen", exc_info=(kind, error, trace))
        if sys.stderr:  # a windowed program on Windows has none
            traceback.print_exception(kind, error, trace)
        if isinstance(error, GoujiError):
            self.told.emit(Message("", error.message, error.hint))
            return
        what, now = f"{kind.__name__}: {error}", time.monotonic()
        same, self._last = self._last[0] == what and now - self._last[1] < QUIET, (what, now)
        if not same:  # a timer that fails goes on failing
            self.happened.emit(what)


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS[kind], "Qt %s: %s", context.category or "", message)
