"""Which files are meant when a person names files and folders."""

import re
from collections.abc import Iterable
from pathlib import Path

from core.bounds import MAX_PICTURES_IN_FOLDER
from core.picture_types import SUFFIXES

_NUMBER = re.compile(r"\d+")

LITTER = frozenset({"thumbs.db", "desktop.ini"})
"""Files that systems leave in folders."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return files as they are named, each once; a folder stands for the files in and below it.

    A folder that holds nothing but numbered pictures, the photos of the pages of a document, stands
    in the list itself.

    A file that is named is taken whatever it is: reading it says what is wrong with it. In a folder
    hidden files, what systems and office programs leave there, and projects are passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(filter(_is_meant, path.rglob("*"))) if path.is_dir() else [path]
        photos = {folder for folder in {file.parent for file in inside} if is_photographed(folder)}
        if not path.is_dir():
            photos = set()
        found |= dict.fromkeys(f.parent if f.parent in photos else f for f in inside)
    return list(found)


def is_photographed(folder: Path) -> bool:
    """Tell whether a folder is a document: it holds pictures alone, of one name but for numbers."""
    files = [path for path in folder.iterdir() if not _is_litter(path)]
    names = {_NUMBER.sub("#", path.name.lower()) for path in files}
    pictures = all(path.suffix.lower() in SUFFIXES and path.is_file() for path in files)
    return 1 < len(files) <= MAX_PICTURES_IN_FOLDER and pictures and len(names) == 1


def pictures_in(folder: Path) -> list[Path]:
    """Return the pictures in a folder, in the order of the numbers in their names."""
    found = [path for path in folder.iterdir() if _is_meant(path)]
    pictures = [path for path in found if path.suffix.lower() in SUFFIXES]
    return sorted(pictures, key=_by_numbers)[:MAX_PICTURES_IN_FOLDER]


def _by_numbers(path: Path) -> list[tuple[int, str]]:
    """Return what sorts page 10 after page 9."""
    parts = re.split(r"(\d+)", path.name.lower())
    return [(int(part[:30]), "") if part.isdecimal() else (0, part) for part in parts]


def _is_meant(path: Path) -> bool:
    return path.is_file() and not _is_litter(path)


def _is_litter(path: Path) -> bool:
    name = path.name.lower()
    return name in LITTER or name.startswith((".", "~$")) or path.suffix.lower() == ".gouji"
