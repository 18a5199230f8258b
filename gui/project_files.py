"""The file of a project as it is opened or made: folder, lock, why it can only be read."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import GoujiError
from core.text import Text
from gui.crash import log_file
from gui.project_lock import ProjectLock

if TYPE_CHECKING:
    from core.store.project import Project


def project_kind() -> "type[Project]":
    """Return Project; it brings the database library, for which the first window must not wait."""
    from core.store.project import Project

    return Project


def make_folder(folder: Path) -> None:
    """Make the folder of new projects, where it is not there.

    Raises:
        GoujiError: that cannot be done.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GoujiError(
            Text(f"无法建立文件夹 {folder}。", f"The folder {folder} cannot be made."),
            Text("请用“项目另存为”选择别处。", "Check the rights to your documents folder."),
        ) from error


def lock_of(path: Path) -> ProjectLock:
    """Return the lock of a project, not taken yet."""
    return ProjectLock(path, log_file().with_name("locks"))


def why_not(path: Path, lock: ProjectLock, *, by_force: bool) -> GoujiError | None:
    """Return why a project can only be read, None where it can be written to by this window."""
    if not path.is_file():
        return None  # that is for whoever opens it to say
    holder = lock.take()
    if holder and not (by_force and holder.is_elsewhere and not lock.take_by_force()):
        return holder.refusal
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return None
    return GoujiError(
        Text(
            f"{path.name} 所在之处不可写，这里只读。", f"Read only: {path.name} cannot be written."
        ),
        Text(
            "要修改，请用“项目另存为”保存到可写的文件夹。",
            "To change something, save it in a folder that you may write to (Save project as).",
        ),
    )


def is_damage(error: GoujiError) -> bool:
    """Tell whether a project could not be opened because its file is damaged."""
    from core.store.project_schema import DamagedError  # loaded by whoever raised the error

    return isinstance(error, DamagedError)
