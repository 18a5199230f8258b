"""Take pictures of the main states of the window: light and dark, Chinese and English, two sizes.

python packaging/screenshots.py [--out FOLDER] [--language zh] [--theme light] [--scale 1]

Each scale has a process of its own: Qt takes it from the environment when it starts.
"""

import argparse
import os
import shutil
import subprocess
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
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget  # noqa: E402

from core.form_files import load_forms  # noqa: E402
from gui.finding_text.find_bar import Scope  # noqa: E402
from gui.focus_ring import FocusRings  # noqa: E402
from gui.fonts import TextSize  # noqa: E402
from gui.icons import program_icon  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.settings import LANGUAGE, THEME, TOUR, WHO, Settings  # noqa: E402
from gui.theme import Theme  # noqa: E402
from gui.translations import Translations  # noqa: E402

SMALL, LARGE = (1280, 800), (1920, 1080)
LONGEST = 60.0  # seconds to wait for a state
SETTLED = 700  # ms, until pages and crops are drawn
SCALES = ("1", "2")


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
        self.text_size = TextSize(self._application)
        self._rings = FocusRings(self._application)
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
            settings.set(TOUR, not TOUR.default)  # it has a picture of its own
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


def wait_until(condition: Callable[[], bool], longest: float = LONGEST) -> None:
    """Let the window work until something holds; for so many seconds at most."""
    end = time.monotonic() + longest
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


def scanned(source: Path, target: Path) -> None:
    """Make a poor scan of a document: pictures of its pages, grey, blurred and noisy."""
    import cv2
    import numpy as np
    import pymupdf

    noise = np.random.default_rng(7)
    with pymupdf.open(source) as document, pymupdf.open() as result:
        for page in document:
            drawn = page.get_pixmap(dpi=110, colorspace=pymupdf.csGRAY)
            grey = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)
            soft = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(float)
            poor = np.clip(soft + noise.normal(0, 14, soft.shape), 0, 255).astype(np.uint8)
            _, packed = cv2.imencode(".jpg", poor, [cv2.IMWRITE_JPEG_QUALITY, 40])
            made = result.new_page(width=page.rect.width, height=page.rect.height)
            made.insert_image(made.rect, stream=packed.tobytes())
        result.save(target)


def prepared(studio: Studio, folder: Path) -> Path:
    """Read what is photographed into a project, once for all pictures; return its path."""
    documents = folder / "2024 年报"
    documents.mkdir()
    for page in sorted((ROOT / "resources" / "samples").glob("*.pdf")):
        shutil.copy(page, documents)
    scanned(ROOT / "tests" / "data" / "seed-001-word.pdf", documents / "年报扫描件.pdf")
    (documents / "民政局.html").write_text(OTHER_TABLE, encoding="utf-8")
    target = folder / "园林绿化 2024.gouji"
    with studio.window("zh", "light", SMALL) as window:
        ended: list[bool] = []
        window.workspace.readingEnded.connect(lambda: ended.append(True))
        window.open_paths([documents])
        wait_until(lambda: bool(ended), 5 * LONGEST)  # the scan takes its time
        pause(300)
        assert window.workspace.project
        path = window.workspace.project.path
        window.workspace.close()
        shutil.copy(path, target)
    return target


def open_copy(window: MainWindow, project: Path) -> None:
    """Open a copy of a project, so that nothing of one picture is seen in another."""
    copy = Path(tempfile.mkdtemp(dir=os.environ["HOME"])) / project.name
    shutil.copy(project, copy)
    window.workspace.open(copy)
    wait_until(lambda: window.reviewing.session is not None)


def show(window: MainWindow, name: str) -> None:
    """Open the report whose document has a name that holds this."""
    rows = [row for row in window.documents.shown_rows() if name in row.name]
    window.reviewing.show_report(rows[0].report)
    window.desk.table.setFocus()
    said = window.findChild(QLabel, "pageIndicator")
    wait_until(lambda: said is not None and bool(said.text()))  # its pages are known
    pause(2 * SETTLED)


def typed(window: MainWindow, name: str, text: str) -> None:
    """Write into a field."""
    field = window.findChild(QLineEdit, name)
    assert field is not None
    field.setText(text)


def states(studio: Studio, project: Path, language: str, theme: str, size: tuple[int, int]) -> None:
    """The states that are to be seen in each language, theme and size."""
    name = f"{language}-{theme}-{size[0]}x{size[1]}-{os.environ.get('QT_SCALE_FACTOR', '1')}00%"

    def take(state: str, widget: QWidget | None = None) -> None:
        studio.take(widget or window, f"{name}-{state}")

    with studio.window(language, theme, size) as window:
        take("01-empty")
        open_copy(window, project)
        show(window, "2024 年度")
        take("02-review")
        window.documents.focus_search()
        typed(window, "searchField", "园林")
        take("03-queue-search")
        typed(window, "searchField", "")
        show(window, "扫描")
        window.acts["nextProblem"].trigger()
        take("04-scan")
        show(window, "2024 年度")
        window.acts["asInSource"].trigger()
        take("05-as-in-source")
        window.desk.decision_bar.close_bar()
        QApplication.clipboard().setText("5\t6\t7\n1\t2\t3")
        window.acts["paste"].trigger()
        take("06-paste")
        window.desk.paste_bar.close_bar()
        for digit in "12":  # the second goes where keys go by then: to the editor
            QTest.keyClicks(window.focusWidget() or window.desk.table, digit)
        take("07-editing")
        QTest.keyClick(window.focusWidget() or window.desk.table, Qt.Key.Key_Return)
        window.acts["showHistory"].trigger()
        take("08-history")
        window.acts["showHistory"].trigger()
        window.acts["replace"].trigger()
        typed(window, "findField", "1")
        typed(window, "replaceField", "7")
        take("09-replace")
        window.finder.bar.look_in(Scope.PROJECT)
        take("10-find-everywhere")
        window.finder.bar.close_bar()
        window.acts["markReviewed"].trigger()
        take("11-refused")
        window.messages.clear()
        window.acts["tour"].trigger()
        for step in range(1, 6):
            take(f"12-tour-{step}")
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)
        show(window, "民政局")
        window.acts["nextSheet"].trigger()
        take("13-other-table")
        window.tell_crash("ValueError: …")
        take("14-error", window.findChild(QWidget, "crashBox"))
        for widget in QApplication.topLevelWidgets():
            if widget is not window:
                widget.close()
        windows(window, take)


def windows(window: MainWindow, take: Callable[[str, QWidget], None]) -> None:
    """The windows beside the window."""
    beside = {"settings": "settingsDialog", "keys": "keysDialog", "legend": "legendDialog",
              "about": "aboutBox", "projectSettings": "projectDialog", "tally": "tallyDialog",
              "compare": "compareWindow"}  # fmt: skip
    for number, (action, name) in enumerate(beside.items(), 20):
        window.acts[action].trigger()
        shown = [w for w in QApplication.topLevelWidgets() if w.objectName() == name]
        assert shown, name
        take(f"{number}-{action}", shown[0])
        shown[0].close()
        pause(20)


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


def photograph(arguments: argparse.Namespace) -> None:
    """Take all pictures at the scale of this process."""
    studio = Studio(arguments.out)
    with tempfile.TemporaryDirectory() as folder:
        project = prepared(studio, Path(folder))
        for language in arguments.language:
            for theme in arguments.theme:
                for size in (SMALL, LARGE):
                    states(studio, project, language, theme, size)
    if os.environ.get("QT_SCALE_FACTOR", "1") == "1":
        for language in arguments.language:
            reading(studio, language)
            studio.text_size.use("very-large")
            with studio.window(language, "light", SMALL) as window:
                studio.take(window, f"{language}-light-very-large-empty")
                open_sample(window, 2)
                studio.take(window, f"{language}-light-very-large-review")
            studio.text_size.use("normal")


def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--language", action="append", choices=("zh", "en"))
    parser.add_argument("--theme", action="append", choices=("light", "dark"))
    parser.add_argument("--scale", action="append", choices=SCALES)
    arguments = parser.parse_args()
    arguments.language = arguments.language or ["zh", "en"]
    arguments.theme = arguments.theme or ["light", "dark"]
    arguments.out.mkdir(parents=True, exist_ok=True)
    if "QT_SCALE_FACTOR" in os.environ:
        photograph(arguments)
        return 0
    chosen = [f"--language={name}" for name in arguments.language]
    chosen += [f"--theme={name}" for name in arguments.theme]
    command = [sys.executable, __file__, f"--out={arguments.out}", *chosen]
    done = [
        subprocess.run(command, env=os.environ | {"QT_SCALE_FACTOR": scale}, check=False)
        for scale in arguments.scale or SCALES
    ]
    return max(each.returncode for each in done)


if __name__ == "__main__":
    sys.exit(main())
