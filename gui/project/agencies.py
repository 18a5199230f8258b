"""The agencies of a project, for the pages that are about them: their reports, levels, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.checking.agencies import Level, agency_level
from core.numbers import normalised

if TYPE_CHECKING:
    from core.store.project import Project

_WIDEST = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)


@dataclass(frozen=True)
class Agencies:
    """The agencies of a project.

    Attributes:
        names: as they are written, each once, in the order of their reports.
        years: of their reports, by the plain name (see ``core.numbers.normalised``).
        files: the agencies whose reports each source file holds.
        levels: those that a person set, by the plain name; of several reports the last one counts.
    """

    names: tuple[str, ...]
    years: Mapping[str, tuple[int, ...]]
    files: Mapping[Path, tuple[str, ...]]
    levels: Mapping[str, Level]

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
        sql = "SELECT agency_plain, level FROM reports WHERE level <> '' ORDER BY year, id"
        known = {level.value: level for level in Level}
        levels = {name: known[level] for name, level in project.select(sql) if level in known}
        return cls(tuple(names.values()), ordered, files, levels)

    def has_report(self, name: str) -> bool:
        """Tell whether the project has a report of an agency."""
        return normalised(name) in self.years

    def years_of(self, name: str) -> tuple[int, ...]:
        """Return the years of an agency's reports."""
        return self.years.get(normalised(name), ())

    def level(self, name: str) -> Level | None:
        """Return the level of an agency: what a person set, else what its name tells."""
        return self.levels.get(normalised(name)) or agency_level(name)

    def widest(self) -> str:
        """Return the agency that is most likely above all others; "" where none is."""
        levels = {name: self.level(name) for name in self.names}
        for level in _WIDEST:
            found = [name for name, own in levels.items() if own is level]
            if found:
                return min(found, key=len)
        return ""
