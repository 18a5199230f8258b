"""Which agency belongs to which, by the folders that reports lie in."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.bounds import MAX_ROSTER_LINES
from core.checking.agencies import agency_level
from core.checking.roster_names import name_of_file, name_of_folder
from core.errors import GoujiError, unreadable
from core.intake import files_in
from core.numbers import normalised
from core.text import Text

_HOW = Text(
    "请选一个文件夹，其中每个上级一个子文件夹，里面放各单位的报告。",
    "Choose a folder with one folder for each parent, and the members' reports in it.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An agency and the one above it, and where that is said."""

    unit: str
    parent: str
    where: Text


def of_folder(
    root: Path, agencies: Collection[str], reported: Mapping[Path, Sequence[str]]
) -> list[Entry]:
    """Return what the files and folders in a folder say: a folder stands for a parent.

    The folder itself stands for one too where it is named after an agency, or holds no others.

    Args:
        root: the folder.
        agencies: those that are known.
        reported: agencies whose reports are in a file; others are known by the file's name.

    Raises:
        GoujiError: it shows nothing of the kind, holds too much, or cannot be read.
    """
    inside: dict[Path, dict[str, Path]] = {}
    for file in _files(root):
        names = reported.get(file) or [name_of_file(file.stem)]
        own = inside.setdefault(_holder(file.parent, root), {})
        own.update((name, file) for name in names if name)
    places = {above for folder in inside for above in (folder, *folder.parents)}
    below = sorted(folder for folder in places if root in folder.parents)
    said = {folder: _agency_of(folder, inside.get(folder, {})) for folder in (root, *below)}
    known = {normalised(agency) for agency in agencies}
    meant = agency_level(said[root]) is not None or normalised(said[root]) in known
    if not meant and any(said[folder] for folder in below):
        said[root] = ""
    found = []
    for folder, name in said.items():
        above = next((said[each] for each in folder.parents if said.get(each)), "")
        if name and above:
            found.append(Entry(name, above, _where(folder, root)))
        for agency, file in inside.get(folder, {}).items():
            if name and normalised(agency) not in (normalised(name), f"{name}人民政府"):
                found.append(Entry(agency, name, _where(file, root)))
    if not found:
        zh, en = (
            f"{root.name} 中看不出隶属关系。",
            f"{root.name} does not show parents.",
        )
        raise GoujiError(Text(zh, en), _HOW)
    return found


def _files(root: Path) -> list[Path]:
    count = 0
    try:
        for _, folders, names in os.walk(root):
            count += len(folders) + len(names)
            if count > MAX_ROSTER_LINES:
                zh, en = f"{root.name} 中的文件太多。", f"{root.name} holds too many files."
                raise GoujiError(Text(zh, en), _HOW)
        return files_in([root])
    except OSError as error:
        raise unreadable(root, error) from error


def _holder(folder: Path, root: Path) -> Path:
    """Return the folder that a file counts for: one of a year counts for the folder above it."""
    while folder != root and not name_of_folder(folder.name):
        folder = folder.parent
    return folder


def _agency_of(folder: Path, files: Mapping[str, Path]) -> str:
    """Return the agency of a folder; one that holds an agency's own reports is that agency."""
    name = name_of_folder(folder.name)
    own = next((agency for agency in files if name and agency == f"{name}人民政府"), None)
    if own is None and len(files) == 1:
        own = next((agency for agency in files if name and agency.endswith(name)), None)
    return own or name


def _where(path: Path, root: Path) -> Text:
    where = str(path.relative_to(root.parent))
    return Text(f"{where}：", f"{where}: ")
