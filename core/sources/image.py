"""Pictures as documents: a file, or a folder of photos. Only ever runs in a worker process."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.drawing.pdf_file import BROKEN
from core.drawing.picture_file import PictureFiles
from core.reading.page import Page
from core.report import Box

if TYPE_CHECKING:
    from core.sources.pdf_picture import Pictured


class ImageSource:
    """Open pictures, a page each, on which nothing is read yet.

    Raises:
        GoujiError: a file is missing, damaged, too large or no picture; of a folder, all are.
    """

    kind = "image"
    repaired = False

    def __init__(self, path: Path) -> None:
        self._files = PictureFiles(path)
        self.pages: int = self._files.document.page_count

    def __iter__(self) -> Iterator[Page]:
        for number in range(1, self.pages + 1):
            yield self.page(number)

    def page(self, number: int) -> Page:
        """Return one page, counted from 1, in points of the picture as it is shown.

        A damaged one has no size.
        """
        if number in self._files.damaged:
            return Page(number, 0.0, 0.0, (), ())
        rect = self._files.document[number - 1].rect
        whole = (0.0, 0.0, rect.width, rect.height)
        return Page(number, rect.width, rect.height, (), (), pictures=1.0, images=(whole,))

    def picture(self, number: int, area: Box | None = None) -> "Pictured | None":
        """Draw a page, or an area of it in points, to be read; None for an unreadable one."""
        from core.sources.pdf_picture import picture_of  # it loads what the sizes do not need

        try:
            return picture_of(self._files.page(number), area)
        except BROKEN:
            return None

    def close(self) -> None:
        """Release the files."""
        self._files.close()
