"""The official forms as shipped: complete, consistent, laid out as printed."""

import re
from collections import Counter
from pathlib import Path

import pytest

from core.checking.check import rule_titles
from core.numbers import Unit
from resources import resource
from tests.core.reports import FORMS

FILES = sorted(path.stem for path in resource("forms").glob("*.toml"))
DOCS = Path(__file__).parent.parent.parent / "docs"
TABLES = pytest.mark.parametrize("table", FORMS.tables, ids=lambda table: table.id)


def test_every_file_is_a_table_of_its_own():
    assert sorted(table.id for table in FORMS.tables) == FILES
    assert FORMS.names == ("proactive", "requests", "disputes")
    assert FORMS.years == ("2019", "2021")


def test_the_forms_have_as_many_cells_as_printed():
    counts = {
        form: [len(table.cells) for table in FORMS.tables_of(form, ())] for form in FORMS.years
    }
    assert counts == {"2019": [22, 161, 15], "2021": [10, 175, 15]}


@TABLES
def test_rules_have_ids_of_their_own_and_name_cells_of_the_table(table):
    assert len({rule.id for rule in table.rules}) == len(table.rules)
    for rule in table.rules:
        assert rule.title.zh
        assert rule.title.en
        for one in rule.sums:
            keys = (*one.left, *one.right)
            assert one.left
            assert one.right
            assert len(set(keys)) == len(keys)
            assert set(keys) <= table.cells.keys()


def test_variants_of_a_table_state_the_same_rules():
    for name in FORMS.names:
        rules = {tuple(rule.id for rule in table.rules) for table in FORMS.variants(name)}
        assert len(rules) == 1


def test_cells_that_no_sum_covers_are_listed_in_the_docs():
    text = (DOCS / "forms.md").read_text(encoding="utf-8")
    listed = {
        name: rows.split(", ") for name, rows in re.findall(r"^- `([\w-]+)`: (.+)$", text, re.M)
    }
    uncovered = {}
    for table in FORMS.tables:
        covered = {k for rule in table.rules for s in rule.sums for k in (*s.left, *s.right)}
        rows = [row for row, keys in table.rows.items() if not covered & set(keys)]
        partly = [row for row, keys in table.rows.items() if set(keys) - covered]
        assert rows == partly
        if rows:
            uncovered[table.id] = rows
    assert listed == uncovered


def test_every_rule_is_told_of_in_the_docs():
    told = re.findall(r"^\| ([A-Z]\w+-\d\d) \|", (DOCS / "rules.md").read_text("utf-8"), re.M)
    infos = rule_titles(FORMS)
    assert sorted(told) == sorted(infos)
    assert all(info.title.zh and info.title.en for info in infos.values())


@TABLES
def test_the_layout_covers_the_printed_table_once(table):
    layout = table.layout
    taken = Counter(
        (cell.row + down, cell.column + right)
        for cell in layout.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    )
    assert set(taken.values()) == {1}
    assert set(taken) == {(r, c) for r in range(layout.rows) for c in range(layout.columns)}
    assert [cell.key for cell in layout.cells if cell.key] == list(table.cells)


@TABLES
def test_every_cell_has_a_label(table):
    assert len({table.label(key) for key in table.cells}) >= len(table.cells) - 1
    assert all(table.label(key) for key in table.cells)


def test_the_cells_choose_the_variant_and_the_form_where_they_cannot():
    [old, new] = FORMS.variants("requests")
    assert FORMS.choose("requests", "2021", ["requests.other.natural"]) is old
    assert FORMS.choose("requests", "2019", ["requests.other_other.natural"]) is new
    assert FORMS.choose("requests", "2019", ["requests.new.natural"]) is old
    assert FORMS.choose("requests", "2021", []) is new


def test_units():
    assert FORMS.unit("proactive.fees.amount") is Unit.AMOUNT
    assert FORMS.unit("proactive.fees.change") is Unit.CHANGE
    assert FORMS.unit("requests.new.total") is Unit.COUNT
    assert FORMS.unit("no.such.cell") is Unit.COUNT
