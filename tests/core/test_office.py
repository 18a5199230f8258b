"""Documents that LibreOffice makes PDFs of: read to the cell, converted once, kept at bay."""

import os
import shutil
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random

import pytest

from core.cache import cache_folder
from core.errors import GoujiError
from core.read import read_document
from core.sources import office
from core.sources.office import as_pdf
from tests.core.made_docx import report_docx
from tests.core.reports import FORMS, balanced

TEXTS = balanced(Random(7), "2021")
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # how a doc begins
WORD = "WordDocument".encode("utf-16-le")
RTF = r"{\rtf1\ansi %s\par}"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "缓存 📄"))
    return cache_folder("office")


@pytest.fixture
def no_office(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_usual_places", lambda: iter(()))


@pytest.fixture(scope="session")
def convert(tmp_path_factory):
    """Make a doc, rtf, … of a report; skips where LibreOffice or its Writer is missing."""
    folder = tmp_path_factory.mktemp("office")
    source = report_docx(folder / "年报.docx", TEXTS, "2021", "某某市财政局", 2023)
    program, tried = shutil.which("soffice"), set()

    def to(suffix):
        made = source.with_suffix(suffix)
        if program and suffix not in tried:
            tried.add(suffix)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [program, profile, "--headless", "--convert-to", suffix[1:], source.name]
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        if not made.exists():
            pytest.skip("LibreOffice with Writer is not installed")
        return made

    return to


@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_old_formats_are_read_to_the_cell(convert, suffix):
    document = read_document(convert(suffix), FORMS)
    assert [(r.agency, r.year, r.form) for r in document.reports] == [
        ("某某市财政局", 2023, "2021")
    ]
    assert {key: cell.text for key, cell in document.reports[0].cells.items()} == TEXTS
    assert document.kind == "office"


def test_a_document_is_converted_once(convert, tmp_path, monkeypatch, cache):
    first = as_pdf(convert(".doc"))
    copy = tmp_path / "另 名📄.wps"
    shutil.copy(convert(".doc"), copy)
    monkeypatch.setattr(office, "find_office", lambda: pytest.fail("converted again"))
    assert as_pdf(copy) == first
    assert list(cache.iterdir()) == [first]  # nothing else is left there


def test_what_is_no_document_is_said_to_be_none(tmp_path):
    path = tmp_path / "broken.doc"
    path.write_bytes(COMPOUND + bytes(range(256)) * 40)
    with pytest.raises(GoujiError, match="不是 Word"):
        as_pdf(path)


def test_a_damaged_document_has_no_report(convert, tmp_path):
    path = tmp_path / "broken.doc"
    path.write_bytes(convert(".doc").read_bytes()[:3000] + WORD)
    try:
        assert read_document(path, FORMS).reports == ()
    except GoujiError as error:
        assert "无法转换" in str(error)  # noqa: PT017 - either will do


def test_nothing_is_fetched(convert, tmp_path):
    convert(".rtf")
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - as the library names them

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/x"
        picture = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}.png" \\d}}{{\fldrslt 1}}}}'
        text = rf'{{\field{{\*\fldinst INCLUDETEXT "{address}.rtf"}}{{\fldrslt 2}}}}'
        path = tmp_path / "links.rtf"
        path.write_text(RTF % (picture + text), encoding="ascii")
        assert as_pdf(path).exists()
        # LibreOffice does fetch the pictures of a web page when nobody keeps it from that
        page = tmp_path / "document.html"
        page.write_text(f'<html><body>1<img src="{address}.png"></body></html>', encoding="ascii")
        assert office._convert(office.find_office(), page, 60).exists()
        server.shutdown()
    assert asked == []


def test_a_folder_that_cannot_be_written_is_named(convert, tmp_path, monkeypatch):
    path = convert(".rtf")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    with pytest.raises(GoujiError, match="无法在"):
        as_pdf(path)


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_without_libreoffice_a_sentence_says_what_to_do(tmp_path, no_office, name):
    path = tmp_path / name
    path.write_bytes(COMPOUND + bytes(600) + WORD)
    with pytest.raises(GoujiError, match="LibreOffice") as caught:
        read_document(path, FORMS)
    assert "docx" in caught.value.hint.zh
    assert "docx" in caught.value.hint.en


def test_a_locked_docx_asks_for_its_password(tmp_path, no_office):
    path = tmp_path / "locked.docx"
    path.write_bytes(COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(GoujiError, match="密码"):
        read_document(path, FORMS)


def test_a_document_that_is_too_big_is_not_converted(tmp_path, monkeypatch, no_office):
    monkeypatch.setattr(office, "MAX_OFFICE_BYTES", 100)
    path = tmp_path / "big.rtf"
    path.write_text(RTF % ("1" * 100), encoding="ascii")
    with pytest.raises(GoujiError, match="过大"):
        as_pdf(path)


GRANDCHILD = """
import pathlib, time
while True:
    pathlib.Path("alive").write_text(str(time.time()), encoding="ascii")
    time.sleep(0.05)
"""
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"


def test_a_program_that_takes_too_long_is_ended_with_its_children(tmp_path):
    command = [sys.executable, "-c", CHILD, GRANDCHILD]
    with pytest.raises(GoujiError, match="用时过长"):
        office._run(command, dict(os.environ), tmp_path, 3)
    alive = tmp_path / "alive"
    last = alive.read_text(encoding="ascii")
    time.sleep(0.5)
    assert alive.read_text(encoding="ascii") == last


def test_only_so_many_results_are_kept(cache, monkeypatch):
    cache.mkdir(parents=True)
    for age in range(5):
        path = cache / f"{age}.pdf"
        path.write_bytes(bytes(100))
        os.utime(path, (1000 - age, 1000 - age))
    monkeypatch.setattr(office, "MAX_OFFICE_RESULTS", 3)
    office._tidy(cache / "4.pdf")  # the new one is never removed
    assert sorted(path.name for path in cache.iterdir()) == ["0.pdf", "1.pdf", "4.pdf"]
    monkeypatch.setattr(office, "MAX_OFFICE_RESULT_BYTES", 200)
    office._tidy(cache / "4.pdf")
    assert sorted(path.name for path in cache.iterdir()) == ["0.pdf", "4.pdf"]
