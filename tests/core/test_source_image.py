"""Pictures as documents: their kinds, their pages, folders of photos, hopeless ones."""

import hashlib
import struct
import zlib
from contextlib import closing, suppress

import cv2
import numpy as np
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.drawing import picture_file
from core.drawing.draw import Drawer
from core.errors import GoujiError
from core.intake import files_in, is_photographed, pictures_in
from core.read import read_document
from core.sources import Kind, kind_of, open_source
from core.sources.image import ImageSource
from tests.conftest import DATA
from tests.core.reports import FORMS

HEIC = DATA / "photo.heic"


def picture(path, width=300, height=200, corner=(0, 0, 255)):
    """A white picture with a red corner (blue-green-red), written as its suffix says."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[:40, :40] = corner
    path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
    return path


def sideways(path):
    """Say in the EXIF data of a JPEG that it is to be turned by a quarter, clockwise."""
    data = path.read_bytes()
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry + b"\0\0\0\0"
    path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:])
    return path


def drawn(path, number=1):
    """A page as the window draws it: height × width × 3, red-green-blue."""
    pixels = bytearray(3 * 500 * 500)
    with closing(Drawer()) as drawer:
        size = drawer.sizes(path)[number - 1]
        made = drawer.draw(path, number, 200 / max(size), None, memoryview(pixels))
    flat = np.frombuffer(pixels, np.uint8)[: 3 * made.width * made.height]
    return flat.reshape(made.height, made.width, 3)


def pictured(source):
    """Return the first page as it is read; that it can be drawn, the tests know."""
    return source.picture(1)


@pytest.mark.parametrize("suffix", ["png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"])
def test_pictures_of_every_kind_are_documents(tmp_path, suffix):
    path = picture(tmp_path / f"第 1 页 😀.{suffix}")
    assert kind_of(path) is Kind.IMAGE
    with closing(ImageSource(path)) as source:
        assert (source.kind, source.pages) == ("image", 1)
        (page,) = source
        assert page.width / page.height == pytest.approx(1.5, rel=0.02)
        seen, shown = pictured(source)
        assert seen[seen.shape[0] // 2, seen.shape[1] // 2].tolist() == [255, 255, 255]
        assert seen[10, 10, 2] > 200 > 60 > seen[10, 10, 0]  # blue-green-red
        assert shown((0, 0, seen.shape[1], seen.shape[0])) == pytest.approx(
            (0, 0, page.width, page.height), abs=1
        )
    assert drawn(path)[5, 5, 0] > 200 > 60 > drawn(path)[5, 5, 1]


def test_a_photo_as_phones_write_it_is_a_document(tmp_path):
    path = tmp_path / "IMG 0001 😀.HEIC"
    path.write_bytes(HEIC.read_bytes())
    assert kind_of(path) is Kind.IMAGE
    with closing(ImageSource(path)) as source:
        (page,) = source
        assert page.width / page.height == pytest.approx(1.5, rel=0.02)
        seen, _ = pictured(source)
        assert seen[10, 10, 2] > 200 > 60 > seen[10, 10, 0]  # blue-green-red
    assert drawn(path)[5, 5, 0] > 200 > 60 > drawn(path)[5, 5, 1]


def test_a_machine_without_the_decoder_says_how_to_make_a_jpg(monkeypatch):
    monkeypatch.setattr(picture_file, "find_spec", lambda _name: None)  # as on Intel Macs
    with closing(Drawer()) as drawer, pytest.raises(GoujiError, match="HEIC") as error:
        drawer.sizes(HEIC)
    assert "JPG" in error.value.hint.zh


@given(st.lists(st.tuples(st.integers(0, 651), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_to_a_photo_goes_further_than_words(tmp_path_factory, changes):
    data = bytearray(HEIC.read_bytes())
    for at, byte in changes:
        data[at % len(data)] = byte
    path = tmp_path_factory.mktemp("damaged") / "a.heic"
    path.write_bytes(data)
    with suppress(GoujiError):
        ImageSource(path).close()


def test_a_picture_is_known_by_its_first_bytes(tmp_path):
    path = picture(tmp_path / "a.png")
    for name in ("b.pdf", "c.jpg", "d.docx", "e"):
        assert kind_of(path.rename(tmp_path / name)) is Kind.IMAGE
        path = tmp_path / name


def test_a_photo_is_turned_as_the_camera_was_held(tmp_path):
    path = sideways(picture(tmp_path / "photo.jpg"))
    with closing(ImageSource(path)) as source:
        (page,) = source
        assert page.width < page.height
        seen, _ = pictured(source)
        assert seen[10, -10, 2] > 200 > 60 > seen[10, -10, 0]  # the corner is at the right now
    assert drawn(path)[5, -5, 0] > 200 > 60 > drawn(path)[5, -5, 1]


def test_a_tiff_has_as_many_pages_as_pictures(tmp_path):
    pages = [np.full((90, 60 + 30 * n, 3), 255, np.uint8) for n in range(3)]
    cv2.imwritemulti(str(tmp_path / "scan.tif"), pages)
    document = read_document(tmp_path / "scan.tif", FORMS)
    assert (document.kind, document.pages, document.reports) == ("image", 3, ())
    assert [note.page for note in document.notes if note.code == "no-text"] == [1, 2, 3]
    with closing(Drawer()) as drawer:
        widths = [width for width, _ in drawer.sizes(tmp_path / "scan.tif")]
    assert widths == sorted(widths)
    assert widths[0] < widths[2]


def photos(folder, names):
    folder.mkdir()
    for at, name in enumerate(names):
        picture(folder / name, 300 + at, 200, (0, 40 * at, 255 - 40 * at))
    return folder


def test_a_folder_of_numbered_photos_is_one_document_in_the_order_of_the_numbers(tmp_path):
    folder = photos(tmp_path / "某局 年报", ["IMG_10.jpg", "IMG_9.jpg", "IMG_11.JPG"])
    (folder / "Thumbs.db").touch()
    assert files_in([tmp_path]) == [folder]
    assert [path.name for path in pictures_in(folder)] == ["IMG_9.jpg", "IMG_10.jpg", "IMG_11.JPG"]
    document = read_document(folder, FORMS)
    assert (document.kind, document.pages, document.name) == ("image", 3, "某局 年报")
    whole = b"".join(path.read_bytes() for path in pictures_in(folder))
    assert document.sha256 == hashlib.sha256(whole).hexdigest()
    with closing(Drawer()) as drawer:
        widths = [width for width, _ in drawer.sizes(folder)]
    with closing(ImageSource(folder)) as source:
        assert [page.width for page in source] == widths
    assert drawn(folder, 2).any()


def test_a_damaged_photo_among_others_is_a_page_without_anything(tmp_path):
    folder = photos(tmp_path / "某局 年报", ["1.jpg", "2.jpg", "3.jpg"])
    (folder / "2.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 50)
    document = read_document(folder, FORMS)
    assert document.pages == 3
    assert [note.page for note in document.notes if note.code == "damaged-page"] == [2]
    assert drawn(folder, 3).any()
    with pytest.raises(GoujiError, match="damaged"):
        drawn(folder, 2)
    for name in ("1.jpg", "3.jpg"):
        (folder / name).write_bytes(b"")
    with pytest.raises(GoujiError, match="damaged"):
        read_document(folder, FORMS)


@pytest.mark.parametrize(
    "names", [["甲局.jpg", "乙局.jpg"], ["1.jpg", "2.jpg", "2.pdf"], ["1.jpg"], []]
)
def test_other_folders_stand_for_their_files(tmp_path, names):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    assert not is_photographed(folder)
    assert files_in([folder]) == sorted(folder / name for name in names)


def png(width, height):
    """The head of a PNG that says how large it is, and nothing else that is true."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    "content",
    [
        png(60_000, 60_000),
        b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff" + b"\0" * 20,
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
        b"II*\0\x08\0\0\0" + b"\xff" * 40,
        b"BM" + b"\0" * 30,
        HEIC.read_bytes()[:400],
        HEIC.read_bytes().replace(struct.pack(">II", 300, 200), struct.pack(">II", 30_000, 30_000)),
        b"BM",
    ],
    ids=[
        "huge png",
        "huge webp",
        "cut webp",
        "jpeg",
        "tiff",
        "bmp",
        "cut heic",
        "huge heic",
        "two bytes",
    ],
)
def test_hopeless_pictures_are_refused_with_words(tmp_path, content):
    path = tmp_path / "hopeless.bmp"
    path.write_bytes(content)
    with closing(Drawer()) as drawer, pytest.raises(GoujiError):
        drawer.sizes(path)
    with pytest.raises(GoujiError) as error:
        read_document(path, FORMS)
    assert error.value.message.zh
    assert error.value.hint.zh


def test_a_folder_without_pictures_is_refused_with_words(tmp_path):
    with pytest.raises(GoujiError, match="no pictures"):
        open_source(tmp_path)


def test_the_document_of_a_picture_is_closed(tmp_path):
    source = ImageSource(picture(tmp_path / "a.png"))
    source.close()
    (tmp_path / "a.png").unlink()  # Windows refuses that for an open file
    assert not (tmp_path / "a.png").exists()
    assert pymupdf.open().page_count == 0
