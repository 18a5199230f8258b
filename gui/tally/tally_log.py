"""The counts of each day, in a small file of the user's own. Nothing of them leaves the machine."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

KEPT_DAYS = 400
_MOST_TIMES = 2000  # of a day; more reports than anybody clears


@dataclass
class Day:
    """What was done on one day.

    ``seconds`` are those spent on each report that was marked as reviewed; ``keys`` the keys that
    were pressed at the tables, ``corrections`` the steps that changed texts; ``taken`` and
    ``undone`` the suggestions taken, and those of them taken back.
    """

    seconds: list[float] = field(default_factory=list)
    keys: int = 0
    corrections: int = 0
    taken: int = 0
    undone: int = 0

    @property
    def reports(self) -> int:
        """The number of reports that were marked as reviewed."""
        return len(self.seconds)

    @property
    def median_seconds(self) -> float | None:
        """The median time of a report; None where there was none."""
        return median(self.seconds) if self.seconds else None

    @property
    def keys_a_correction(self) -> float | None:
        """The keys pressed for each correction; None where there was none."""
        return self.keys / self.corrections if self.corrections else None

    @property
    def undone_share(self) -> float | None:
        """The part of the suggestions taken that was taken back; None where none was taken."""
        return self.undone / self.taken if self.taken else None


def together(days: Iterable[Day]) -> Day:
    """Return several days as one."""
    total = Day()
    for day in days:
        total.seconds += day.seconds
        total.keys += day.keys
        total.corrections += day.corrections
        total.taken += day.taken
        total.undone += day.undone
    return total


class TallyLog:
    """The days by their dates, in a JSON file.

    A file that is damaged or cannot be written is no reason to disturb anybody: counting begins
    anew, and what cannot be kept is forgotten when the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.days: dict[date, Day] = _read(path)

    def day(self, when: date) -> Day:
        """Return a day, an empty one where nothing was counted yet."""
        return self.days.setdefault(when, Day())

    def last(self, count: int, today: date) -> list[tuple[date, Day]]:
        """Return the last days up to today, the oldest first, also those on which nothing was."""
        dates = [today - timedelta(days=back) for back in reversed(range(count))]
        return [(when, self.days.get(when, Day())) for when in dates]

    def keep(self, today: date) -> None:
        """Write the file; days long gone are dropped."""
        first = today - timedelta(days=KEPT_DAYS)
        self.days = {when: day for when, day in self.days.items() if when >= first}
        text = json.dumps({when.isoformat(): asdict(day) for when, day in self.days.items()})
        beside = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)

    def forget(self) -> None:
        """Forget all that was counted."""
        self.days = {}
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> dict[date, Day]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {date.fromisoformat(when): _day(day) for when, day in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _day(stored: dict[str, Any]) -> Day:
    counts = {name: int(stored[name]) for name in ("keys", "corrections", "taken", "undone")}
    return Day([float(second) for second in stored["seconds"][:_MOST_TIMES]], **counts)
