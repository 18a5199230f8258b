"""How agencies vary the official tables: label columns, wordings, rows left out and added."""

from dataclasses import dataclass, replace
from random import Random

from core.forms import Block, Row, Table

SHORT = {
    "requests.partial": "（二）部分公开",
    "requests.refused_law": "2.其他法律、行政法规禁止公开",
    "requests.refused_safety": "3.危及三安全一稳定",
    "requests.refused_internal": "5.属于三类内容事务信息",
    "requests.unavailable_create": "2.没有现成信息，需要另行制作",
    "requests.other_no_correction": "1.逾期不补正",
    "requests.other_no_payment": "2.逾期不缴费",
    "requests.handled_total": "（七） 总 计",
    "requests.carried_out": "四、结转下一年度继续办理",
    "proactive.rules": "规章（市政府令）",
}


@dataclass(frozen=True)
class Wording:
    """What is done to the tables of a report.

    ``label_columns``: of the requests table, 1 to 3. ``aliases``: other words for some labels.
    ``grouped``: the head 法人或其他组织 is there. ``dropped``, ``added``: rows of the requests
    table.
    """

    label_columns: int = 3
    aliases: bool = False
    grouped: bool = True
    dropped: tuple[str, ...] = ()
    added: bool = False


def worded(table: Table, wording: Wording, random: Random) -> Table:
    """Return a table as an agency might print it. Its values keep their keys."""
    blocks = tuple(_block(table, block, wording, random) for block in table.blocks)
    columns = table.label_columns
    if table.name == "requests":
        columns = wording.label_columns
    return replace(table, blocks=blocks, label_columns=columns)


def _block(table: Table, block: Block, wording: Wording, random: Random) -> Block:
    columns, rows = list(block.columns), list(block.rows)
    if wording.aliases:
        columns = [
            replace(c, label=random.choice((c.label, *(a for a in c.aliases if a != "本年新"))))
            for c in columns
        ]
        rows = [replace(r, label=SHORT.get(f"{table.name}.{r.key}", r.label)) for r in rows]
    if table.name != "requests":
        return replace(block, columns=tuple(columns), rows=tuple(rows))
    if not wording.grouped:
        columns = [replace(c, groups=c.groups[:1]) for c in columns]
    rows = [row for row in rows if row.key not in wording.dropped]
    if wording.added:
        at = next(i for i, row in enumerate(rows) if row.key == "unavailable_not_held")
        rows.insert(at, replace(rows[at - 1], key="added", label="9.其他不予公开情形"))
    return replace(block, columns=tuple(columns), rows=tuple(_joined(rows, wording.label_columns)))


def _joined(rows: list[Row], label_columns: int) -> list[Row]:
    """Put the labels of a row into fewer columns: those of its groups before its own."""
    joined: list[Row] = []
    before: tuple[str, ...] = ()
    for row in rows:
        spare = len(row.groups) - (label_columns - 1)
        if spare <= 0:
            joined.append(row)
        else:
            # a group that only one column is left for is named in its first row alone
            lost = row.groups[:spare] if label_columns == 1 else ()
            new = [g for at, g in enumerate(lost) if before[: at + 1] != row.groups[: at + 1]]
            joined.append(replace(row, groups=row.groups[spare:], label="".join(new) + row.label))
        before = row.groups
    return joined
