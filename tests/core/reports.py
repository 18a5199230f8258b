"""Reports made for tests: whatever the random source says, their sums hold."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from core.checking.check import check
from core.form_files import load_forms
from core.reading.prose import official_title
from core.report import Cell, Claim, Finding, Place, Report, Section

FORMS = load_forms()
OUTCOMES = ("granted", "partial", "refused", "unavailable", "rejected", "other")
DATA = Path(__file__).parent.parent / "data"


def report(
    cells: Mapping[str, str], form: str = "2021", year: int | None = 2022, agency: str = "某局"
) -> Report:
    """A report with these texts in its cells."""
    made = {key: Cell(text, text, unit=FORMS.unit(key)) for key, text in cells.items()}
    return Report(agency, year, form, made)


def seeds() -> dict[str, Report]:
    """The nine reports of the five seeds, by document and year: ``002:2019``."""
    raw = json.loads((DATA / "seeds-cells.json").read_text(encoding="utf-8"))
    return {
        name: report(one["cells"], one["form"], int(name[4:]), name[:3])
        for name, one in raw.items()
    }


def zeros(form: str = "2021") -> dict[str, str]:
    """All cells of a form, printed 0."""
    return {key: "0" for table in FORMS.tables_of(form, ()) for key in table.cells}


def balanced(random: Random, form: str) -> dict[str, str]:
    """A complete report in which every rule holds; about half of its numbers are 0."""

    def number() -> int:
        return random.choice((0, 0, 0, 1, 2, 7, 40, 9999))

    cells = zeros(form)
    requests = FORMS.choose("requests", form, cells)
    columns = [key.split(".")[2] for key in requests.rows["new"]][:-1]
    outcomes = [row for row in requests.rows if row.startswith(OUTCOMES)]
    for column in columns:
        numbers = {row: number() for row in outcomes}
        numbers["handled_total"] = sum(numbers.values())
        numbers["carried_out"] = number()
        through = numbers["handled_total"] + numbers["carried_out"]
        numbers["carried_in"] = random.randint(0, through)
        numbers["new"] = through - numbers["carried_in"]
        cells |= {f"requests.{row}.{column}": str(n) for row, n in numbers.items()}
    for row in requests.rows:
        total = sum(int(cells[f"requests.{row}.{column}"]) for column in columns)
        cells[f"requests.{row}.total"] = str(total)
    for row in ("reconsideration", "litigation_direct", "litigation_after"):
        parts = {part: number() for part in ("upheld", "corrected", "other", "pending")}
        cells |= {f"disputes.{row}.{part}": str(n) for part, n in parts.items()}
        cells[f"disputes.{row}.total"] = str(sum(parts.values()))
    for row in ("rules", "normative"):
        few, more = number(), number()
        if form == "2019":
            values = {"created": few, "published": few, "total": few + more}
        else:
            values = {"issued": few, "repealed": more, "in_force": few + more}
        cells |= {f"proactive.{row}.{column}": str(n) for column, n in values.items()}
    return cells


def names(findings: list[Finding]) -> list[tuple[str, tuple[str, ...]]]:
    """Findings as flat tuples: rule and cells."""
    return [(finding.rule, finding.cells) for finding in findings]


def found(
    changes: Mapping[str, str],
    form: str = "2021",
    year: int | None = None,
    drop: Collection[str] = (),
    sections: tuple[Section, ...] | None = None,
) -> list[Finding]:
    """Findings of a report of zeros with some cells changed; that it is one (SAN-06) left out."""
    cells = {key: text for key, text in (zeros(form) | dict(changes)).items() if key not in drop}
    made = replace(report(cells, form, year or int(form)), sections=sections)
    return [finding for finding in check(made, FORMS) if finding.rule != "SAN-06"]


def claim(kind: str, value: int | float, text: str = "", page: int = 1) -> Claim:
    """A claim of the prose, somewhere on a page."""
    return Claim(kind, value, text or f"{kind} {value}", Place(page, (10, 20, 30, 40)))


def told(
    stated: Sequence[Claim],
    changes: Mapping[str, str],
    form: str = "2021",
    sections: Mapping[str, str] | None = None,
    enabled: Collection[str] | None = None,
) -> list[Finding]:
    """Findings about the prose of a report of zeros with some cells changed."""
    titles = {ordinal: f"{ordinal}、{official_title(ordinal)}" for ordinal in "一二三四五六"}
    texts = {"一": "一些文字", "五": "存在一些问题和不足之处", "六": "未收取信息处理费"}
    texts |= sections or {}
    known = tuple(Section(titles[o], 1, texts.get(o, "")) for o in titles if texts.get(o) != "-")
    made = replace(
        report(zeros(form) | dict(changes), form, int(form)),
        sections=known,
        claims=(claim("title", int(form)), *stated),
    )
    findings = check(made, FORMS, enabled=enabled)
    return [finding for finding in findings if finding.rule[:3] in ("TXT", "STR", "CA-")]


def of(rule: str, findings: list[Finding]) -> list[Finding]:
    """Those findings that are of one rule."""
    return [finding for finding in findings if finding.rule == rule]


def row(name: str, **cells: str) -> dict[str, str]:
    """Cells of one row of the table of requests, by column."""
    return {f"requests.{name}.{column}": text for column, text in cells.items()}
