"""Take pictures of the main states of the window: light and dark, Chinese and English.

python packaging/screenshots.py [--out FOLDER]
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer  # noqa: E402  (the project is not installed)
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from core.form_files import load_forms  # noqa: E402
from gui.icons import program_icon  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.settings import LANGUAGE, THEME, WHO, Settings  # noqa: E402
from gui.theme import Theme  # noqa: E402
from gui.translations import Translations  # noqa: E402

SMALL, LARGE = (1280, 800), (1920, 1080)
LONGEST = 60.0  # seconds to wait for a state
SETTLED = 900  # ms, until pages and crops are drawn


class Studio:
    """An application whose windows are photographed.

    Args:
        out: the folder of the pictures.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._application = QApplication([])
        self._application.setWindowIcon(program_icon())
        self._translations = Translations(self._application)
        self._theme = Theme(self._application)
        self._forms = load_forms()

    @contextmanager
    def window(self, language: str, theme: str, size: tuple[int, int]) -> Iterator[MainWindow]:
        """A window in a language and a theme; nothing of it outlives the block."""
        with tempfile.TemporaryDirectory() as home:
            os.environ["HOME"] = home
            store = QSettings(str(Path(home) / "settings.ini"), QSettings.Format.IniFormat)
            settings = Settings(store)
            settings.set(LANGUAGE, language)
            settings.set(THEME, theme)
            settings.set(WHO, "李敏" if language == "zh" else "Li Min")
            self._translations.use(settings.current_language())
            self._theme.use(theme)
            window = MainWindow(self._forms, settings)
            window.resize(*size)
            window.show()
            try:
                yield window
            finally:
                window.close()
                window.deleteLater()

    def take(self, widget: QWidget, name: str) -> None:
        """Photograph a window once it has settled."""
        pause(SETTLED)
        target = self._out / f"{name}.png"
        widget.grab().save(str(target))
        print(target)


def pause(milliseconds: int) -> None:
    """Let the window and its threads work. QTest's own wait would hold up the threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > end:
            sys.exit("the window did not come to the state to be photographed")
        pause(20)


def open_sample(window: MainWindow, report: int) -> None:
    """Read the sample and open one of its reports, counted from 0."""
    ended: list[bool] = []
    window.workspace.readingEnded.connect(lambda: ended.append(True))
    window.filing.open_sample()
    wait_until(lambda: bool(ended))
    pause(200)
    rows = [row.report for row in window.documents.shown_rows() if row.report is not None]
    window.reviewing.show_report(rows[report])


def states(studio: Studio, language: str, theme: str) -> None:
    """The states that are to be seen in each language and theme."""
    name = f"{language}-{theme}"
    with studio.window(language, theme, SMALL) as window:
        studio.take(window, f"{name}-empty")
        open_sample(window, 2)
        studio.take(window, f"{name}-sample")
        window.acts["asInSource"].trigger()
        studio.take(window, f"{name}-decision")
        window.desk.decision_bar.close_bar()
        for digit in "12":  # the second goes where keys go by then: to the editor
            QTest.keyClicks(window.focusWidget() or window.desk.table, digit)
        studio.take(window, f"{name}-editing")
        QTest.keyClick(window.focusWidget() or window.desk.table, Qt.Key.Key_Return)
        window.acts["nextProblem"].trigger()
        studio.take(window, f"{name}-edited")
        window.acts["markReviewed"].trigger()
        studio.take(window, f"{name}-refused")
    with studio.window(language, theme, LARGE) as window:
        open_sample(window, 1)
        studio.take(window, f"{name}-large")


OTHER_TABLE = """<meta charset="utf-8">
<h1>示例市民政局2023年政府信息公开工作年度报告</h1>
<h2>三、收到和处理政府信息公开申请情况</h2>
<p>各科室办理情况</p>
<table border="1">
<tr><th rowspan="2">科室</th><th colspan="2">申请数量（件）</th><th rowspan="2">备注</th></tr>
<tr><th>收到</th><th>答复</th></tr>
<tr><td>办公室</td><td>12</td><td>10</td><td>含上年结转</td></tr>
<tr><td>社会事务科</td><td>30</td><td>30</td><td></td></tr>
<tr><td>合计</td><td>43</td><td>40</td><td></td></tr>
</table>
<table border="1">
<tr><td>一、本年新收政府信息公开申请数量</td><td>42</td><td>0</td><td>0</td><td>0</td>
<td>0</td><td>0</td><td>42</td></tr>
</table>
"""


def other_tables(studio: Studio, language: str, theme: str) -> None:
    """A web page with a table that no form knows, whose total is wrong."""
    with (
        tempfile.TemporaryDirectory() as place,
        studio.window(language, theme, SMALL) as window,
    ):
        page = Path(place) / "民政局.html"
        page.write_text(OTHER_TABLE, encoding="utf-8")
        ended: list[bool] = []
        window.workspace.readingEnded.connect(lambda: ended.append(True))
        window.open_paths([page])
        wait_until(lambda: bool(ended))
        pause(200)
        window.acts["nextSheet"].trigger()
        studio.take(window, f"{language}-{theme}-other-table")


def reading(studio: Studio, language: str) -> None:
    """Many documents being read, some of which cannot be."""
    with (
        tempfile.TemporaryDirectory() as place,
        studio.window(language, "light", SMALL) as window,
    ):
        folder = Path(place) / "2024 年报"
        folder.mkdir()
        pages = sorted((ROOT / "resources" / "samples").glob("*.pdf"))
        for number in range(30):
            copy = folder / f"{number:02d} {pages[number % len(pages)].name}"
            shutil.copy(pages[number % len(pages)], copy)
            with copy.open("ab") as file:
                file.write(b"\n%% %d" % number)  # not the same document twice
        (folder / "00 空文件.pdf").touch()
        (folder / "00 损坏.pdf").write_bytes(b"%PDF-1.7\n damaged")
        (folder / "00 通知.zip").write_bytes(b"PK\x03\x04")
        window.open_paths([folder])
        wait_until(lambda: window.workspace.project is not None)
        studio.take(window, f"{language}-light-reading-begins")
        wait_until(lambda: len(window.documents.shown_rows()) > 5)
        studio.take(window, f"{language}-light-reading")


def dialogs(studio: Studio, language: str) -> None:
    """The windows beside the window."""
    with studio.window(language, "light", SMALL) as window:
        for action, dialog in (("settings", "settingsDialog"), ("keys", "keysDialog"),
                               ("about", "aboutBox")):  # fmt: skip
            window.acts[action].trigger()
            shown = window.findChild(QWidget, dialog)
            assert shown
            studio.take(shown, f"{language}-light-{action}")
            shown.close()


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    studio = Studio(out)
    for language in ("zh", "en"):
        for theme in ("light", "dark"):
            states(studio, language, theme)
            other_tables(studio, language, theme)
        reading(studio, language)
        dialogs(studio, language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
