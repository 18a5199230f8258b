"""What workers do in tests of the machinery around reading; files say what is to happen."""

import os
import signal
import time
from pathlib import Path

from core.errors import GoujiError
from core.forms import Forms
from core.report import Cell, Document, Report
from core.text import Text


def read(path: Path, _forms: Forms) -> Document:
    """Read a text file: "die", "hang", "raise", "refuse", or a number for one cell."""
    what = path.read_text(encoding="utf-8").strip()
    if what == "die":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if what == "hang":
        time.sleep(600)
    if what == "raise":
        raise ZeroDivisionError(what)
    if what == "memory":
        raise MemoryError
    if what == "refuse":
        raise GoujiError(Text("坏了。", "It is broken."), Text("换一个。", "Take another."))
    cells = {"requests.new.total": Cell(what, what)}
    report = Report("某局", 2023, "2021", cells)
    return Document(path.name, "pdf", 1, (report,), (), f"{what:0>64}", str(path))
