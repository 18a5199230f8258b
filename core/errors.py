"""The one kind of error whose words are meant for the person at the desk."""

from pathlib import Path

from core.text import Text


class GoujiError(Exception):
    """Something failed that the user can act on.

    Args:
        message: what failed.
        hint: what to do about it.
    """

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message, hint)  # both, so that it survives pickling between processes
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message.zh}{self.hint.zh} / {self.message.en} {self.hint.en}"


def unreadable(path: Path, error: OSError) -> GoujiError:
    """Return the sentences for a file that the system will not let us read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = Text("找不到该文件。", "There is no such file.")
        hint = Text("请检查路径与文件名。", "Check its path and name.")
    elif isinstance(error, IsADirectoryError) or (
        isinstance(error, PermissionError) and path.is_dir()  # what Windows says of a folder
    ):
        reason = Text("这是一个文件夹，不是文件。", "That is a folder, not a file.")
        hint = Text("请选择其中的文件。", "Name the files in it.")
    elif isinstance(error, PermissionError):
        reason = Text("没有权限，或文件正被占用。", "No permission, or it is in use.")
        hint = Text("请检查权限，或关闭其他程序。", "Check it, or close other programs.")
    else:
        said = error.strerror or str(error)
        reason = Text(f"无法读取（{said}）。", f"It cannot be read ({said}).")
        hint = Text("请检查磁盘或网络后重试。", "Check the disk or the network, then try again.")
    return GoujiError(reason, hint)
