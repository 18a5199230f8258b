"""A fault of structure in words."""

from core.checking.explain import column_name, row_name
from core.checking.structure import Hypothesis, Line
from core.forms import Forms
from core.text import Text

_KINDS = {
    "slid": Text("数字错位一格", "the numbers stand one cell off"),
    "swapped": Text("数字互换了位置", "numbers have changed places"),
    "split": Text("一个数字被拆到两格", "one number was split over two cells"),
    "joined": Text("两个数字并入一格", "two numbers were joined in one cell"),
    "repeated": Text("读成了相邻的一行或一列", "the line beside it was read instead"),
    "misread": Text("整行或整列的数字不对", "the numbers of the whole line are wrong"),
}


def said(one: Hypothesis, forms: Forms) -> Text:
    """Return what may have happened, and where: 「予以公开」：数字错位一格."""
    what = _KINDS[one.kind]
    names = [_line_name(line, forms) for line in one.lines]
    if len(names) > 2:
        names = [names[0], names[-1]]
        where = Text(f"「{names[0].zh}」至「{names[1].zh}」", f"{names[0].en} to {names[1].en}")
    else:
        where = Text("、".join(f"「{n.zh}」" for n in names), ", ".join(n.en for n in names))
    return Text(f"{where.zh}：{what.zh}", f"{where.en}: {what.en}")


def _line_name(line: Line, forms: Forms) -> Text:
    table, row, column = line[0].split(".")
    if all(key.split(".")[1] == row for key in line):
        return row_name(line[0], forms)
    if all(key.split(".")[2] == column for key in line):
        return column_name(line[0], forms)
    return next(one.title for one in forms.tables if one.name == table)
