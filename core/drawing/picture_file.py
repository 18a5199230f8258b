"""Opening pictures as documents with PyMuPDF, in a worker process: one file, or a folder of them.

PyMuPDF turns a photo as its EXIF data say, and gives each picture of a TIFF a page.
"""

import io
import struct
from importlib.util import find_spec
from pathlib import Path

import pymupdf

from core.bounds import MAX_PAGES, MAX_PICTURE_FILE, MAX_PICTURE_PIXELS
from core.drawing.pdf_file import BROKEN
from core.errors import GoujiError, unreadable
from core.intake import pictures_in
from core.picture_types import type_of
from core.text import Text


class PictureFiles:
    """The pages of one picture file, or of the pictures in a folder, in their order.

    ``document`` has them all, blank: their number and sizes. One file is open at a time. A picture
    of a folder that is damaged is a page too, of the size of A4; the others are well.

    Raises:
        GoujiError: the file is missing, damaged, too large or no picture, or all of those of a
            folder are, or there are too many.
    """

    def __init__(self, path: Path) -> None:
        pymupdf.TOOLS.mupdf_display_errors(on=False)  # said in words instead
        pymupdf.TOOLS.mupdf_display_warnings(on=False)
        self.document = pymupdf.open()
        self._places: list[tuple[Path, int]] = []  # file and page in it, by page
        self._open: tuple[Path, pymupdf.Document] | None = None
        self.damaged: dict[int, GoujiError] = {}  # by page
        files = pictures_in(path) if path.is_dir() else [path]
        if not files:
            raise GoujiError(
                Text("文件夹里没有图片。", "There are no pictures in the folder."),
                Text("请选择图片文件。", "Choose files that are pictures."),
            )
        for file in files:
            try:
                pictures = self._opened(file)
            except GoujiError as error:
                self._add_damaged(file, error)
                continue
            if len(self._places) + pictures.page_count > MAX_PAGES:
                raise _too_many()
            for index in range(pictures.page_count):
                rect = pictures[index].rect
                self.document.new_page(width=max(1.0, rect.width), height=max(1.0, rect.height))
                self._places.append((file, index))
        if len(self.damaged) == len(self._places):
            raise self.damaged[1]

    def _add_damaged(self, file: Path, error: GoujiError) -> None:
        self.document.new_page()
        self._places.append((file, 0))
        self.damaged[len(self._places)] = error

    def page(self, number: int) -> pymupdf.Page:
        """Return a page, counted from 1, with its picture on it.

        Raises:
            GoujiError: the picture is damaged.
        """
        file, index = self._places[number - 1]
        return self._opened(file)[index]

    def close(self) -> None:
        """Release the files."""
        self.document.close()
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _opened(self, file: Path) -> pymupdf.Document:
        if self._open is not None:
            if self._open[0] == file:
                return self._open[1]
            self._open[1].close()
            self._open = None
        opened = _open_picture(file)
        self._open = file, opened
        return opened


def _open_picture(path: Path) -> pymupdf.Document:
    try:
        if path.stat().st_size > MAX_PICTURE_FILE:
            raise _too_large()
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    kind = type_of(data)
    try:
        if kind == "webp":
            data, kind = _webp_as_png(data), "png"
        elif kind == "heif":
            data, kind = _heif_as_png(data), "png"
        opened = pymupdf.open(stream=data, filetype=kind or "png")
        for index in range(opened.page_count):
            for info in opened[index].get_image_info():
                if info["width"] * info["height"] > MAX_PICTURE_PIXELS:
                    raise _too_large()
    except BROKEN as error:
        raise _damaged() from error
    if opened.is_pdf or not opened.page_count:
        raise _damaged()
    return opened


def _webp_as_png(data: bytes) -> bytes:
    """Return a WebP picture, which PyMuPDF does not know, as PNG."""
    import cv2  # here: nothing else needs it to show pages
    import numpy as np

    width, height = _webp_size(data)
    if width * height > MAX_PICTURE_PIXELS:
        raise _too_large()
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise _damaged()
        return cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
    except cv2.error as error:
        raise _damaged() from error


def _webp_size(data: bytes) -> tuple[int, int]:
    """Return the width and height that the head of a WebP picture tells."""
    try:
        if data[12:16] == b"VP8X":
            low = struct.unpack("<HBHB", data[24:30])
            return (low[0] | low[1] << 16) + 1, (low[2] | low[3] << 16) + 1
        if data[12:16] == b"VP8L":
            (bits,) = struct.unpack("<I", data[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        width, height = struct.unpack("<HH", data[26:30])
    except struct.error as error:
        raise _damaged() from error
    return width & 0x3FFF, height & 0x3FFF


def _heif_as_png(data: bytes) -> bytes:
    """Return the first picture of an HEIF file (HEIC, as phones write it) as PNG.

    It comes turned as the camera was held.
    """
    if find_spec("pi_heif") is None:
        raise GoujiError(
            Text("这台电脑不能打开 HEIC 图片。", "HEIC pictures cannot be opened here."),
            Text(
                "请先另存为 JPG 再打开；也可把手机相机的格式设为“兼容性最佳”后重拍。",
                "Save it as a JPG and open that, or set the format of the phone's camera to "
                "“Most Compatible” and take it again.",
            ),
        )
    import cv2  # here, and the decoder: nothing else needs them to show pages
    import numpy as np
    import pi_heif

    try:
        opened = pi_heif.open_heif(io.BytesIO(data), bgr_mode=True)
        width, height = opened.size  # told by its head
        if width * height > MAX_PICTURE_PIXELS:
            raise _too_large()
        picture = np.ascontiguousarray(np.asarray(opened)[..., :3])
        return cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
    except (*BROKEN, SyntaxError, EOFError, cv2.error) as error:
        raise _damaged() from error


def _too_many() -> GoujiError:
    return GoujiError(
        Text(f"图片超过上限 {MAX_PAGES} 页。", f"They are more than {MAX_PAGES} pages."),
        Text("请分成几个文件夹。", "Divide them into folders."),
    )


def _too_large() -> GoujiError:
    return GoujiError(
        Text("图片过大。", "The picture is too large."),
        Text("请缩小后再打开。", "Make it smaller and open it again."),
    )


def _damaged() -> GoujiError:
    return GoujiError(
        Text("图片已损坏或格式不支持。", "The picture is damaged or of an unknown type."),
        Text("请重新拍照、扫描或另存为 PNG。", "Take it again, or save it as a PNG."),
    )
