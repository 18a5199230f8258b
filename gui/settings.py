"""What the program remembers between starts: one table of settings, kept in QSettings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QByteArray,
    QLocale,
    QObject,
    QSettings,
    Signal,
)

from core.text import Language
from gui.translations import marked

T = TypeVar("T", str, bool, bytes, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a setting may have, and its name in English."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing that is remembered. Only what has a label is shown in the settings dialog."""

    key: str
    default: T
    label: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()


LANGUAGE = Setting(
    "language",
    "system",
    marked("Settings", "Language"),
    choices=(
        Choice("system", marked("Settings", "As the system")),
        Choice("zh", "中文"),
        Choice("en", "English"),
    ),
)
THEME = Setting(
    "theme",
    "system",
    marked("Settings", "Appearance"),
    choices=(
        Choice("system", marked("Settings", "As the system")),
        Choice("light", marked("Settings", "Light")),
        Choice("dark", marked("Settings", "Dark")),
    ),
)
WHO = Setting(
    "who",
    "",
    marked("Settings", "Your name"),
    marked("Settings", "Written beside each change and decision in the project."),
)
PAGE_ON_THE_RIGHT = Setting(
    "page-on-the-right",
    False,  # noqa: FBT003 - the default of the setting, nothing else to call it
    marked("Settings", "Source page on the right of the table"),
)
TALLY = Setting(
    "tally",
    True,  # noqa: FBT003 - as above
    marked("Settings", "Count my progress, on this machine only"),
)
TEXT_SIZE = Setting(
    "text-size",
    "normal",
    marked("Settings", "Text size"),
    choices=(
        Choice("small", marked("Settings", "Small")),
        Choice("normal", marked("Settings", "Normal")),
        Choice("large", marked("Settings", "Large")),
        Choice("very-large", marked("Settings", "Very large")),
    ),
)
TOUR = Setting("tour", True)  # noqa: FBT003 - as above; it is still to be given
FOLLOW = Setting("page-follows", True)  # noqa: FBT003 - as above
LETTERS_LANGUAGE = Setting("letters/language", "zh")  # agencies read Chinese
LETTERS_HINTS = Setting("letters/hints", False)  # noqa: FBT003 - as above
RECENT: Setting[tuple[str, ...]] = Setting("recent", ())
FOLDER = Setting("folder", "")
PROJECTS = Setting("projects-folder", "")  # of new projects; "": in the documents folder
GEOMETRY = Setting("window/geometry", b"")
COMPARE_GEOMETRY = Setting("compare/geometry", b"")
STATE = Setting("window/state", b"")
SPLITTER = Setting("window/splitter", b"")
COLUMN = Setting("window/column", b"")

SHOWN = (LANGUAGE, THEME, TEXT_SIZE, WHO)
SHOWN_SWITCHES = (PAGE_ON_THE_RIGHT, TALLY)
RECENT_KEPT = 8


class Settings(QObject):
    """The settings of one user; handed to whoever needs them.

    Args:
        store: where they are kept; the user's own file where none is given.
    """

    changed = Signal(str)  # key of the setting

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Gouji", "Gouji"
        )

    def get(self, setting: Setting[T]) -> T:
        """Return what is remembered; the default where nothing is, or nothing that fits."""
        return _fitting(setting, self._store.value(setting.key))

    def set(self, setting: Setting[T], value: T) -> None:
        """Remember a value and tell who listens."""
        if value == self.get(setting):
            return
        stored = QByteArray(value) if isinstance(value, bytes) else value
        self._store.setValue(setting.key, list(value) if isinstance(value, tuple) else stored)
        self._store.sync()
        self.changed.emit(setting.key)

    def current_language(self) -> Language:
        """Return the language in use: the chosen one, else Chinese where the system is Chinese."""
        chosen = self.get(LANGUAGE)
        if chosen == "system":
            chosen = "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"
        return "zh" if chosen == "zh" else "en"

    def recent(self) -> list[Path]:
        """Return the projects opened last that are still there, the latest first."""
        return [path for path in map(Path, self.get(RECENT)) if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        others = (each for each in self.get(RECENT) if each != str(path))
        self.set(RECENT, (str(path), *others)[:RECENT_KEPT])

    def forget_recent(self, path: Path) -> None:
        """Take a project that is gone out of the recent ones."""
        self.set(RECENT, tuple(each for each in self.get(RECENT) if each != str(path)))


def _fitting(setting: Setting[T], stored: object) -> T:
    """Return a stored value as the setting's type; its default where it does not fit."""
    value: object = stored
    if isinstance(setting.default, bool) and isinstance(stored, str):
        value = stored == "true"
    elif isinstance(setting.default, bytes) and isinstance(stored, QByteArray):
        value = bytes(stored.data())
    elif isinstance(setting.default, tuple):
        items = stored if isinstance(stored, list) else [stored]  # a list of one is read as text
        value = tuple(item for item in items if isinstance(item, str) and item)
    chosen = not setting.choices or value in [choice.value for choice in setting.choices]
    return value if isinstance(value, type(setting.default)) and chosen else setting.default
