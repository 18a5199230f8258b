"""The one kind of error whose words are meant for the person at the desk."""

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
