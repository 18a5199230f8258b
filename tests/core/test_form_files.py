"""A form file that is wrong is refused, with the place and, where there is one, the right word."""

import pickle

import pytest

from core.errors import GoujiError
from core.form_files import FormError, load_forms

GOOD = """\
id = "small"
table = "small"
form = "2030"
title = "小表"
title_en = "A small table"

[[blocks]]
columns = [
  { key = "part", label = "分项" },
  { key = "other", label = "其他" },
  { key = "total", label = "总计" },
]
rows = [{ key = "new", label = "新收" }, { key = "done", label = "办结" }]

[[rules]]
id = "SMALL-01"
title = "总计"
title_en = "Total"
severity = "error"
each = "rows"
left = ["*.part..other"]
right = ["*.total"]
"""


def load(folder, text, name="small", **more):
    for file, content in {name: text, **more}.items():
        (folder / f"{file}.toml").write_text(content, encoding="utf-8")
    return load_forms(folder)


def test_a_good_file(tmp_path):
    [table] = load(tmp_path, GOOD).tables
    [rule] = table.rules
    assert [(one.over, one.left, one.right) for one in rule.sums] == [
        ("new", ("small.new.part", "small.new.other"), ("small.new.total",)),
        ("done", ("small.done.part", "small.done.other"), ("small.done.total",)),
    ]


def test_a_file_that_extends_another(tmp_path):
    more = 'id = "next"\nextends = "small"\nform = "2031"\n[replace_rows]\n'
    more += 'done = [{ key = "won", label = "胜" }, { key = "lost", label = "负" }]\n'
    tables = {table.id: table for table in load(tmp_path, GOOD, next=more).tables}
    assert list(tables["next"].rows) == ["new", "won", "lost"]
    assert [one.over for one in tables["next"].rules[0].sums] == ["new", "won", "lost"]


WRONG = {
    "what is no TOML": (("id =", "id"), "small.toml"),
    "a key that is not known": (("title_en", "titel_en"), "did you mean 'title_en'?"),
    "a key that is missing": (('form = "2030"\n', ""), "form: missing"),
    "a key of a wrong kind": (('form = "2030"', "form = 2030"), "form: expected str"),
    "another name than the file's": (('id = "small"', 'id = "tiny"'), "name of the file"),
    "a column with a misspelt key": (('label = "分项"', 'lable = "分项"'), "did you mean 'label'?"),
    "a unit that is none": (('label = "分项"', 'label = "分", unit = "t"'), "columns[0].unit"),
    "a row without a key": (('{ key = "new", label', "{ label"), "rows[0].key: missing"),
    "two cells with one key": (('key = "done"', 'key = "new"'), "two cells have the same key"),
    "no rows": ((GOOD[GOOD.index("[{ key") : GOOD.index("\n\n[[rules")], "[]"), "needs columns"),
    "a severity that is none": (('severity = "error"', 'severity = "bad"'), "rules[0].severity"),
    "each of what": (('each = "rows"', 'each = "cells"'), 'must be "rows" or "columns"'),
    "a column that is not there": (("*.total", "*.totl"), "'totl' (did you mean 'total'?)"),
    "a row that is not there": (("*.total", "dome.total"), "no row 'dome' (did you mean 'done'?)"),
    "a range that runs backwards": (("part..other", "other..part"), "runs backwards"),
    "a term that is no cell": (("*.total", "total"), "is not row.column"),
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path, change):
    (old, new), told = change
    assert old in GOOD
    with pytest.raises(FormError) as error:
        load(tmp_path, GOOD.replace(old, new))
    assert "small.toml" in error.value.message.en
    assert told in error.value.message.en
    assert "small.toml" in error.value.message.zh
    assert error.value.hint.en


def test_two_rules_with_one_id(tmp_path):
    rule = GOOD[GOOD.index("[[rules]]") :]
    with pytest.raises(FormError, match="two rules have the same id"):
        load(tmp_path, GOOD + rule)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('id = "next"\nextends = "big"\nform = "2031"\n', "no form 'big'"),
        ('id = "next"\nextends = "small"\n[replace_rows]\ngone = []\n', "small has no row gone"),
    ],
)
def test_extending_what_is_not_there(tmp_path, more, told):
    with pytest.raises(FormError, match=told):
        load(tmp_path, GOOD, next=more)


def test_the_error_survives_the_way_between_processes():
    error = pickle.loads(pickle.dumps(FormError("forms/x.toml: id", "missing")))
    assert isinstance(error, GoujiError)
    assert "x.toml" in str(error)
