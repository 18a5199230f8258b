"""What a person brings: which of it is a project, which documents; where a new project goes."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths

from core.errors import GoujiError
from core.intake import files_in
from core.text import Text

PROJECT_SUFFIX = ".gouji"
TEXTS_SUFFIX = ".gouji-texts"
"""What the name of the folder of texts that were pasted into a project ends in."""

NAME_LENGTH = 60
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Brought:
    """What was dropped, chosen, or named on the command line."""

    project: Path | None
    documents: tuple[Path, ...]
    name: str  # for a new project, after what was brought


def brought(paths: Iterable[Path]) -> Brought:
    """Sort paths out; folders stand for the files in them. Of several projects the first counts."""
    paths = list(paths)
    projects = [path for path in paths if path.suffix.lower() == PROJECT_SUFFIX]
    others = [path for path in paths if path not in projects]
    name = others[0].name if others and others[0].is_dir() else others[0].stem if others else ""
    return Brought(projects[0] if projects else None, tuple(files_in(others)), name)


def paths_of(mime: QMimeData) -> list[Path]:
    """Return the files and folders of a drag and drop."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def projects_folder() -> Path:
    """Return the folder of new projects, in the user's documents folder."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents)) / "Gouji"


def new_project_path(folder: Path, name: str, day: date) -> Path:
    """Return a path in a folder, with the day and a name, that is not taken yet."""
    return _free(folder, f"{day.isoformat()} {_plain(name)}".strip(), PROJECT_SUFFIX)


def rebuilt_project_path(damaged: Path, word: str, otherwise: Path) -> Path:
    """Return a path beside a damaged project, or in another folder where that cannot be written."""
    folder = damaged.parent if os.access(damaged.parent, os.W_OK) else otherwise
    return _free(folder, f"{damaged.stem} {word}", PROJECT_SUFFIX)


@dataclass(frozen=True, slots=True)
class Copied:
    """A text that was copied elsewhere, to be read as a file."""

    name: str  # its first line
    text: str
    suffix: str


def copied(mime: QMimeData | None) -> Copied | None:
    """Return the text of the clipboard, None where there is none.

    Web browsers and office programs give a table with its merged cells too; that is preferred.
    """
    if mime is None:
        return None
    name = next(filter(None, map(_plain, mime.text().splitlines())), "")
    if not name:
        return None
    if mime.hasHtml() and "<table" in mime.html().lower():
        return Copied(name, f'<!doctype html><meta charset="utf-8">\n{mime.html()}', ".html")
    return Copied(name, mime.text(), ".txt")


def keep_copied(what: Copied, project: Path) -> Path:
    """Write a copied text to a file in a folder beside a project; return its path.

    Raises:
        GoujiError: it cannot be written.
    """
    folder = project.with_name(f"{project.stem}{TEXTS_SUFFIX}")
    try:
        folder.mkdir(exist_ok=True)
        path = _free(folder, what.name, what.suffix)
        path.write_text(what.text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise GoujiError(
            Text(f"无法把复制的文字保存到 {folder}。", f"The text cannot be saved in {folder}."),
            Text("请用“项目另存为”选择别处。", "Save the project in another folder."),
        ) from error
    return path


def _plain(name: str) -> str:
    """Return a name without what file names must not have, and not too long."""
    words = _FORBIDDEN.sub(" ", name).split()
    return " ".join(words).strip(" .")[:NAME_LENGTH].strip(" .")


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in a folder that is not taken yet."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{suffix}"
        number += 1
    return path
