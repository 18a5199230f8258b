"""Which files are meant when a person names files and folders."""

from collections.abc import Iterable
from pathlib import Path

LITTER = frozenset({"thumbs.db", "desktop.ini"})
"""Files that systems leave in folders."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return files as they are named, each once; a folder stands for the files in and below it.

    A file that is named is taken whatever it is: reading it says what is wrong with it. In a folder
    hidden files, what systems and office programs leave there, and projects are passed over.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(filter(_is_meant, path.rglob("*"))) if path.is_dir() else [path]
        found |= dict.fromkeys(inside)
    return list(found)


def _is_meant(path: Path) -> bool:
    name = path.name.lower()
    litter = name in LITTER or name.startswith((".", "~$")) or path.suffix.lower() == ".gouji"
    return path.is_file() and not litter
