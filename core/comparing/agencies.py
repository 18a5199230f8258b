"""Agencies against one another: what is open by rule, and what became of their requests."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.forms import Forms
from core.numbers import Kind, normalised, parse
from core.report import Severity
from core.text import Text

if TYPE_CHECKING:
    from core.store.project_reader import ProjectReader
    from core.store.project_rows import ReportEntry

GROUPS: Mapping[str, Text] = {
    "REQ": Text("依申请公开", "Requests"),
    "DIS": Text("复议诉讼", "Disputes"),
    "P19": Text("主动公开 2019", "Own initiative 2019"),
    "P21": Text("主动公开 2021", "Own initiative 2021"),
    "CY": Text("跨年度", "Across years"),
    "CA": Text("跨机关", "Across agencies"),
    "TXT": Text("正文所述", "Prose"),
    "STR": Text("结构", "Structure"),
    "SAN": Text("单元格", "Cells"),
    "PLN": Text("其他表格", "Other tables"),
}
"""Groups of rules by what their ids begin with."""

OUTCOMES: Mapping[str, Text] = {
    "granted": Text("予以公开", "granted"),
    "partial": Text("部分公开", "granted in part"),
    "refused": Text("不予公开", "refused"),
    "unavailable": Text("无法提供", "not available"),
    "rejected": Text("不予处理", "not handled"),
    "other": Text("其他处理", "otherwise"),
}
"""What becomes of a request, as the form groups it: the first word of the keys of its rows."""


@dataclass(frozen=True, slots=True)
class OpenCount:
    """How many open findings a report has of a rule and severity."""

    report: int
    rule: str
    severity: Severity
    count: int


@dataclass(frozen=True, slots=True)
class Spot:
    """One agency and one rule or group: how much is open, and in which report most of it."""

    count: int
    report: int
    rule: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Open findings: a row an agency (most open first), a column a rule or group (in order)."""

    agencies: tuple[str, ...]
    columns: tuple[str, ...]
    spots: Mapping[tuple[str, str], Spot]

    def total(self, agency: str) -> int:
        """Return how much is open of an agency."""
        return sum(spot.count for (of, _), spot in self.spots.items() if of == agency)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of one report's requests.

    ``parts`` are numbers by OUTCOMES; None where no cell of the outcome has a number. ``absent``
    and ``blank`` name outcomes of which a cell is not there, or is empty: their numbers are too
    small by what it ought to say.
    """

    report: int
    agency: str
    year: int | None
    parts: Mapping[str, int | float | None]
    absent: frozenset[str] = field(default_factory=frozenset)
    blank: frozenset[str] = field(default_factory=frozenset)

    @property
    def total(self) -> float:
        """The sum of what has a number and is not below 0."""
        return sum(max(part or 0, 0) for part in self.parts.values())


def group_of(rule: str) -> str:
    """Return the group of a rule: what its id begins with."""
    return rule.partition("-")[0]


def open_counts(project: "ProjectReader") -> list[OpenCount]:
    """Return what is open in a project by report, rule and severity."""
    sql = (
        "SELECT report, rule, severity, count(*) FROM findings WHERE open = 1"
        " GROUP BY report, rule, severity"
    )
    return [OpenCount(row[0], row[1], Severity(row[2]), row[3]) for row in project.select(sql)]


def heat_map(
    reports: "Iterable[ReportEntry]",
    counts: Iterable[OpenCount],
    *,
    by_group: bool = False,
    with_hints: bool = False,
    year: int | None = None,
) -> HeatMap:
    """Return what is open by agency and by rule or group of rules.

    Args:
        reports: of the project; agencies are told apart as everywhere, without spaces.
        counts: what is open in them.
        by_group: groups of rules, not single ones.
        with_hints: count hints, too.
        year: only reports of this year; None for all of them.
    """
    known = {one.id: one for one in reports if year is None or one.year == year}
    plain = {agency: normalised(agency) for agency in {one.agency for one in known.values()}}
    names: dict[str, str] = {}  # of several ways to write an agency's name the first
    for entry in known.values():
        names.setdefault(plain[entry.agency], entry.agency)
    sums: Counter[tuple[str, str]] = Counter()
    most: dict[tuple[str, str], tuple[int, int, str]] = {}
    for one in counts:
        if one.report not in known or (one.severity is Severity.HINT and not with_hints):
            continue
        agency = names[plain[known[one.report].agency]]
        at = agency, group_of(one.rule) if by_group else one.rule
        sums[at] += one.count
        most[at] = max(most.get(at, (0, 0, "")), (one.count, one.report, one.rule))
    order = list(GROUPS)
    found = {column for _, column in sums}
    columns = sorted(
        found,
        key=lambda c: (order.index(group_of(c)) if group_of(c) in GROUPS else len(order), c),
    )
    totals: Counter[str] = Counter()
    for (agency, _), count in sums.items():
        totals[agency] += count
    agencies = sorted(names.values(), key=lambda name: (-totals[name], name))
    spots = {at: Spot(count, most[at][1], most[at][2]) for at, count in sums.items()}
    return HeatMap(tuple(agencies), tuple(columns), spots)


def outcome_of(key: str) -> str:
    """Return which outcome a cell of the requests counts for; "" for none."""
    table, _, rest = key.partition(".")
    row = rest.partition(".")[0]
    word = row.partition("_")[0]
    return word if table == "requests" and word in OUTCOMES else ""


def outcome_keys(forms: Forms) -> tuple[str, ...]:
    """Return the cells that say what became of requests, in their total column."""
    keys = (key for table in forms.variants("requests") for key in table.cells)
    return tuple(dict.fromkeys(filter(_is_outcome, keys)))


def outcomes(
    project: "ProjectReader", forms: Forms, reports: "Sequence[ReportEntry]"
) -> list[Outcomes]:
    """Return what became of the requests of reports, in their order."""
    ids, keys = json.dumps([entry.id for entry in reports]), json.dumps(outcome_keys(forms))
    texts: dict[int, dict[str, str | None]] = {}
    for report, key, text in project.select(_TEXTS, (ids, keys)):
        texts.setdefault(report, {})[key] = text
    cells = {
        table.id: {key: outcome_of(key) for key in table.cells if _is_outcome(key)}
        for table in forms.variants("requests")
    }
    found = []
    for entry in reports:
        own = texts.get(entry.id, {})
        table = forms.choose("requests", entry.form, own)
        found.append(_outcomes(entry, own, cells[table.id]))
    return found


# CROSS: report by report, each key looked up; else the whole table would be read
_TEXTS = """
SELECT c.report, c.key, c.text FROM json_each(?) r
  CROSS JOIN cells c ON c.report = r.value AND c.key IN (SELECT value FROM json_each(?))
"""


def _is_outcome(key: str) -> bool:
    return key.endswith(".total") and bool(outcome_of(key))


def _outcomes(
    entry: "ReportEntry", texts: Mapping[str, str | None], cells: Mapping[str, str]
) -> Outcomes:
    parts: dict[str, int | float | None] = dict.fromkeys(OUTCOMES)
    absent, blank = set(), set()
    for key, name in cells.items():
        text = texts.get(key)
        if text is None:
            absent.add(name)
            continue
        value = parse(text)
        if value.kind is Kind.BLANK:
            blank.add(name)
        if value.number is not None:
            parts[name] = (parts[name] or 0) + value.number
    return Outcomes(entry.id, entry.agency, entry.year, parts, frozenset(absent), frozenset(blank))
