"""What a person brings: which of it is a project, which documents; where a new project goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths

from core.intake import files_in

PROJECT_SUFFIX = ".gouji"
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
    plain = _FORBIDDEN.sub(" ", name).strip(" .")[:NAME_LENGTH].strip(" .")
    stem = f"{day.isoformat()} {plain}".strip()
    path = folder / f"{stem}{PROJECT_SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{PROJECT_SUFFIX}"
        number += 1
    return path
