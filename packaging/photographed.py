"""The documents that stand in pictures of the window, read into a project once for all pictures."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel
from studio import LONGEST, SETTLED, Look, Studio, pause, wait_until

from gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
NAME = "园林绿化 2024.gouji"
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
    """Return a project of the documents in a folder; it is read where it is not there yet."""
    target = folder / NAME
    if target.is_file():
        return target
    documents = folder / "2024 年报"
    documents.mkdir(parents=True, exist_ok=True)
    for page in sorted((ROOT / "resources" / "samples").glob("*.pdf")):
        shutil.copy(page, documents)
    scanned(ROOT / "tests" / "data" / "seed-001-word.pdf", documents / "年报扫描件.pdf")
    (documents / "民政局.html").write_text(OTHER_TABLE, encoding="utf-8")
    with studio.window(Look()) as window:
        read(window, documents)
        assert window.workspace.project
        path = window.workspace.project.path
        window.workspace.close()
        shutil.copy(path, target)
    return target


def read(window: MainWindow, *paths: Path) -> None:
    """Read documents into the open project, or into a new one."""
    _read(window, lambda: window.open_paths(paths))


def read_sample(window: MainWindow) -> None:
    """Read the sample, which is all made up: the picture of the README."""
    _read(window, window.filing.open_sample)


def _read(window: MainWindow, begin: Callable[[], object]) -> None:
    ended: list[bool] = []
    window.workspace.readingEnded.connect(lambda: ended.append(True))
    begin()
    wait_until(lambda: bool(ended), 5 * LONGEST)  # a scan takes its time
    pause(300)


def many(folder: Path) -> Path:
    """Make a folder of many documents, some of which cannot be read."""
    documents = folder / "2024 年报"
    documents.mkdir()
    pages = sorted((ROOT / "resources" / "samples").glob("*.pdf"))
    for number in range(30):
        copy = documents / f"{number:02d} {pages[number % len(pages)].name}"
        shutil.copy(pages[number % len(pages)], copy)
        with copy.open("ab") as file:
            file.write(b"\n%% %d" % number)  # not the same document twice
    (documents / "00 空文件.pdf").touch()
    (documents / "00 损坏.pdf").write_bytes(b"%PDF-1.7\n damaged")
    (documents / "00 通知.zip").write_bytes(b"PK\x03\x04")
    return documents


def open_copy(window: MainWindow, project: Path) -> Path:
    """Open a copy of a project, so that nothing of one picture is seen in another."""
    copy = Path(tempfile.mkdtemp(dir=os.environ["HOME"])) / project.name
    shutil.copy(project, copy)
    window.workspace.open(copy)
    wait_until(lambda: window.reviewing.session is not None)
    return copy


def show(window: MainWindow, name: str) -> None:
    """Open the report whose document has a name that holds this."""
    rows = [row for row in window.documents.shown_rows() if name in row.name]
    window.reviewing.show_report(rows[0].report)
    window.desk.table.setFocus()
    said = window.findChild(QLabel, "pageIndicator")
    wait_until(lambda: said is not None and bool(said.text()))  # its pages are known
    pause(SETTLED)
