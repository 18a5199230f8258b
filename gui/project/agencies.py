"""The agencies of a project, for the pages that are about them: their reports, levels, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.checking.agencies import Level, agency_level
from core.numbers import normalised
from gui.translations import marked

if TYPE_CHECKING:
    from core.store.project import Project

LEVELS = {
    Level.CENTRAL: marked("Levels", "State Council department"),
    Level.PROVINCE: marked("Levels", "Province"),
    Level.PROVINCE_DEPARTMENT: marked("Levels", "Provincial department"),
    Level.CITY: marked("Levels", "City"),
    Level.COUNTY: marked("Levels", "County"),
    Level.DEPARTMENT: marked("Levels", "Department"),
    Level.TOWNSHIP: marked("Levels", "Township"),
}
_WIDEST = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)


@dataclass(frozen=True)
class Agencies:
    """The agencies of a project.

    Attributes:
        names: as they are written, each once, in the order of their reports.
        years: of their reports, by the plain name (see ``core.numbers.normalised``).
        files: the agencies whose reports each source file holds.
    """

    names: tuple[str, ...]
    years: Mapping[str, tuple[int, ...]]
    files: Mapping[Path, tuple[str, ...]]

    @classmethod
    def of(cls, project: "Project") -> "Agencies":
        """Read them from a project."""
        paths = {entry.id: Path(entry.path) for entry in project.documents()}
        names: dict[str, str] = {}
        years: dict[str, set[int]] = {}
        files: dict[Path, tuple[str, ...]] = {}
        for entry in project.reports():
            if not entry.agency:
                continue
            key = normalised(entry.agency)
            names.setdefault(key, entry.agency)
            years.setdefault(key, set()).update(() if entry.year is None else (entry.year,))
            path = paths[entry.document]
            files[path] = (*files.get(path, ()), entry.agency)
        ordered = {key: tuple(sorted(each)) for key, each in years.items()}
        return cls(tuple(names.values()), ordered, files)

    def has_report(self, name: str) -> bool:
        """Tell whether the project has a report of an agency."""
        return normalised(name) in self.years

    def years_of(self, name: str) -> tuple[int, ...]:
        """Return the years of an agency's reports."""
        return self.years.get(normalised(name), ())

    def widest(self) -> str:
        """Return the agency that is most likely above all others; "" where none is."""
        levels = {name: agency_level(name) for name in self.names}
        for level in _WIDEST:
            found = [name for name, own in levels.items() if own is level]
            if found:
                return min(found, key=len)
        return ""


def level_name(name: str) -> str:
    """Return the level that an agency's name tells, in words; "" where it tells none."""
    level = agency_level(name)
    return QCoreApplication.translate("Levels", LEVELS[level]) if level else ""
