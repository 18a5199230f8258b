"""Reports of other projects that are looked into, read only: an agency's years may be there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from core.checking.rules_facts import Number
from core.errors import GoujiError
from core.forms import Forms
from core.report import Report
from core.store.project_reader import ProjectReader

T = TypeVar("T")


class Elsewhere:
    """Some other projects. One that is missing is told of, and never a failure.

    Args:
        paths: where they are.
        forms: the official forms.
    """

    def __init__(self, paths: Sequence[Path], forms: Forms) -> None:
        self._projects: list[ProjectReader] = []
        self._failures: dict[Path, GoujiError] = {}
        for path in paths:
            try:
                self._projects.append(ProjectReader.reading(path, forms))
            except GoujiError as error:
                self._failures[path] = error

    @property
    def failures(self) -> Mapping[Path, GoujiError]:
        """Why projects could not be read, by where they ought to be."""
        return self._failures

    def near(self, agency: str, year: int, order: str) -> Report | None:
        """Return the report of an agency for the nearest year before ("<") or after (">") one."""
        best: tuple[int, ProjectReader, int] | None = None
        for project in self._projects:
            found = self._read(project, lambda one: one.standing(agency, year, order), None)
            if found and (best is None or abs(found[1] - year) < abs(best[0] - year)):
                best = found[1], project, found[0]
        if best is None:
            return None
        _, project, id_ = best
        return self._read(project, lambda one: one.report(id_), None)

    def holding(self, agency: str, year: int) -> Path | None:
        """Return which project has the report of an agency for a year; None where none has."""
        for project in self._projects:
            if self._read(project, lambda one: one.standing(agency, year, "="), None):
                return project.path
        return None

    def members(self, names: Collection[str], year: int) -> dict[str, Mapping[str, Number]]:
        """Return the numbers of some agencies' reports for a year, by the names given."""
        found: dict[str, Mapping[str, Number]] = {}
        none: dict[str, Mapping[str, Number]] = {}
        for project in self._projects:
            left = [name for name in names if name not in found]
            found |= self._read(project, partial(_numbers, names=left, year=year), none)
        return found

    def close(self) -> None:
        """Let go of the files."""
        for project in self._projects:
            project.close()

    def _read(self, project: ProjectReader, read: Callable[[ProjectReader], T], empty: T) -> T:
        """Return what is read of a project; where that fails, note why and return ``empty``."""
        try:
            return read(project)
        except GoujiError as error:
            self._failures[project.path] = error
            return empty


def _numbers(
    project: ProjectReader, names: Collection[str], year: int
) -> dict[str, Mapping[str, Number]]:
    ids = project.members(names, year)
    return dict(zip(ids, project.numbers([*ids.values()]), strict=True))
