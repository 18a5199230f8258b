"""Rules about numbers in a table of the form that no cell took."""

from collections.abc import Iterator, Sequence
from itertools import chain

from core.checking.catalogue import RuleInfo
from core.checking.rules_facts import Facts
from core.report import Finding, Leftover, Verdict
from core.text import Text

_MOST_NAMED = 6  # rows and columns that one sentence names
_MOST_SHOWN = 60  # characters of the numbers of one of them


def extra_rows_and_columns(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-05: rows and columns that the form does not have, all in one finding."""
    extra = [one for one in facts.report.leftovers if one.kind in ("row", "column")]
    if extra:
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            (),
            _listed(extra, facts),
            places=tuple(one.place for one in extra),
        )


def shifted_rows(facts: Facts, rule: RuleInfo) -> Iterator[Finding]:
    """STR-07: rows whose numbers are more or fewer than the others have, or begin elsewhere.

    One finding a row. Rows that are none of the form's share one, as they have no cells.
    """
    by_row: dict[tuple[str, ...], list[Leftover]] = {}
    for one in facts.report.leftovers:
        if one.kind == "shifted":
            table = facts.tables.get(one.table)
            cells = table.rows.get(one.row, ()) if table else ()
            by_row.setdefault(cells, []).append(one)
    for cells, shifted in by_row.items():
        yield Finding(
            rule.id,
            rule.severity,
            Verdict.BROKEN,
            cells,
            _listed(shifted, facts),
            places=tuple(one.place for one in shifted),
        )


def _listed(leftovers: Sequence[Leftover], facts: Facts) -> Text:
    """Return a sentence that names the tables, the labels and the numbers."""
    said = [_said(one, facts) for one in leftovers[:_MOST_NAMED]]
    if len(leftovers) > _MOST_NAMED:
        count = len(leftovers)
        said.append(Text(f"等 {count} 处", f"… {count} in all"))
    zh = "；".join(chain(text.zh for text in said))
    return Text(zh, "; ".join(text.en for text in said))


def _said(one: Leftover, facts: Facts) -> Text:
    table = facts.tables.get(one.table)
    title = table.title if table else Text(one.table, one.table)
    label = " ".join(one.label.split())
    numbers = one.text if len(one.text) <= _MOST_SHOWN else f"{one.text[:_MOST_SHOWN]}…"
    zh, en = _KINDS[one.kind]
    named = Text(f"「{label}」", f"“{label}”") if label else Text("（无标签）", "(no label)")
    ends = Text(f"：{numbers}", f": {numbers}") if numbers else Text("", "")
    return Text(f"{title.zh}：{zh}{named.zh}{ends.zh}", f"{title.en}: {en} {named.en}{ends.en}")


_KINDS = {
    "row": ("多出一行", "a row that the form does not have"),
    "column": ("多出一列", "a column that the form does not have"),
    "shifted": ("数字未对齐表头的一行", "a row whose numbers are not under their heads"),
}
