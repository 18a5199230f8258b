"""Loading form files: one file is one table of one form, checked while it is loaded.

Tables of different years occur together in print, so each stands on its own
(``requests-2021.toml``). How such a file is written: docs/forms.md.
"""

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from core.errors import GoujiError
from core.forms import Block, Column, Forms, Row, Rule, Sum, Table
from core.numbers import Unit
from core.report import Severity
from core.text import Text
from resources import resource

Shape = Mapping[str, type]


class FormError(GoujiError):
    """A form file says something that cannot be; the message names file, place and reason."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            Text(f"表格定义有误：{where}：{why}", f"faulty form file: {where}: {why}"),
            Text("请重新安装程序，或改正该文件。", "Install the program again, or mend the file."),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return GoujiError, (self.message, self.hint)


_TABLE_ORDER = ("proactive", "requests", "disputes")


def load_forms(folder: Path | None = None) -> Forms:
    """Load every form file of a folder (by default the shipped ones).

    Raises:
        FormError: a file does not say what a form file must say, or contradicts itself.
    """
    folder = folder or resource("forms")
    raw: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            raw[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise FormError(path.name, str(error)) from error
    tables = [_FormReader(name, raw).table() for name in raw]
    known = {name: at for at, name in enumerate(_TABLE_ORDER)}
    tables.sort(key=lambda table: (known.get(table.name, len(known)), table.name, table.form))
    return Forms(tuple(tables))


class _FormReader:
    """Turns one parsed file into a Table, saying exactly where it is wrong."""

    TABLE: ClassVar[Shape] = {
        "id": str, "table": str, "form": str, "section": str, "title": str, "title_en": str,
        "anchors": list, "label_columns": int, "distinctive": bool, "blocks": list, "rules": list,
    }  # fmt: skip
    COLUMN: ClassVar[Shape] = {
        "key": str,
        "label": str,
        "groups": list,
        "aliases": list,
        "unit": str,
    }
    ROW: ClassVar[Shape] = {
        "key": str, "label": str, "groups": list, "core": list, "aliases": list, "short": str,
    }  # fmt: skip
    BLOCK: ClassVar[Shape] = {
        "band": str,
        "corner": str,
        "corner_core": list,
        "columns": list,
        "rows": list,
    }
    RULE: ClassVar[Shape] = {
        "id": str, "title": str, "title_en": str, "severity": str, "each": str, "left": list,
        "right": list,
    }  # fmt: skip

    def __init__(self, name: str, raw: Mapping[str, dict[str, Any]]) -> None:
        self.file = f"forms/{name}.toml"
        self.data = self._merged(name, raw)

    def fail(self, place: str, why: str) -> FormError:
        return FormError(f"{self.file}: {place}", why)

    def _merged(self, name: str, raw: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        data = dict(raw[name])
        base_name = data.pop("extends", None)
        if base_name is None:
            return data
        if base_name not in raw or "extends" in raw[base_name]:
            raise self.fail("extends", f"no form {base_name!r} that stands on its own")
        base = raw[base_name]
        replaced = dict(data.pop("replace_rows", {}))
        blocks = []
        for block in base["blocks"]:
            rows = []
            for row in block["rows"]:
                rows += replaced.pop(row["key"], [row])
            blocks.append({**block, "rows": rows})
        if replaced:
            raise self.fail("replace_rows", f"{base_name} has no row {', '.join(replaced)}")
        rules = {rule["id"]: rule for rule in [*base.get("rules", []), *data.pop("rules", [])]}
        return {**base, "blocks": blocks, "rules": list(rules.values()), **data}

    def _check(self, data: Mapping[str, Any], shape: Mapping[str, type], place: str) -> None:
        for key, value in data.items():
            if key not in shape:
                near = difflib.get_close_matches(key, shape, 1)
                raise self.fail(f"{place}{key}", f"unknown{_did_you_mean(near)}")
            if not isinstance(value, shape[key]):
                raise self.fail(f"{place}{key}", f"expected {shape[key].__name__}")

    def _need(self, data: Mapping[str, Any], keys: Iterable[str], place: str) -> None:
        for key in keys:
            if key not in data:
                raise self.fail(f"{place}{key}", "missing")

    def table(self) -> Table:
        data = self.data
        self._check(data, self.TABLE, "")
        self._need(data, ("id", "table", "form", "title", "title_en", "blocks"), "")
        if f"forms/{data['id']}.toml" != self.file:
            raise self.fail("id", "must be the name of the file")
        table = Table(
            id=data["id"],
            name=data["table"],
            form=data["form"],
            section=data.get("section", ""),
            title=Text(data["title"], data["title_en"]),
            anchors=tuple(data.get("anchors", ())),
            label_columns=data.get("label_columns", 1),
            blocks=tuple(self._block(b, f"blocks[{i}].") for i, b in enumerate(data["blocks"])),
            rules=(),
            distinctive=data.get("distinctive", False),
        )
        count = sum(len(b.rows) * len(b.columns) for b in table.blocks)
        if len(table.cells) != count:
            raise self.fail("blocks", "two cells have the same key")
        rules = [
            self._rule(rule, table, f"rules[{i}].") for i, rule in enumerate(data.get("rules", ()))
        ]
        if len({rule.id for rule in rules}) != len(rules):
            raise self.fail("rules", "two rules have the same id")
        object.__setattr__(table, "rules", tuple(rules))
        return table

    def _block(self, data: Mapping[str, Any], place: str) -> Block:
        self._check(data, self.BLOCK, place)
        self._need(data, ("columns", "rows"), place)
        columns, rows = [], []
        for i, column in enumerate(data["columns"]):
            self._check(column, self.COLUMN, f"{place}columns[{i}].")
            self._need(column, ("key", "label"), f"{place}columns[{i}].")
            try:
                unit = Unit(column.get("unit", "count"))
            except ValueError as error:
                raise self.fail(f"{place}columns[{i}].unit", str(error)) from error
            columns.append(Column(**{**_tuples(column), "unit": unit}))
        for i, row in enumerate(data["rows"]):
            self._check(row, self.ROW, f"{place}rows[{i}].")
            self._need(row, ("key",), f"{place}rows[{i}].")
            rows.append(Row(**_tuples(row)))
        if not columns or not rows:
            raise self.fail(place.rstrip("."), "a block needs columns and rows")
        return Block(**{**_tuples(data), "columns": tuple(columns), "rows": tuple(rows)})

    def _rule(self, data: Mapping[str, Any], table: Table, place: str) -> Rule:
        self._check(data, self.RULE, place)
        self._need(data, ("id", "title", "title_en", "severity", "each", "left", "right"), place)
        if data["each"] not in ("rows", "columns"):
            raise self.fail(f"{place}each", 'must be "rows" or "columns"')
        try:
            severity = Severity(data["severity"])
        except ValueError as error:
            raise self.fail(f"{place}severity", str(error)) from error
        axis = 1 if data["each"] == "rows" else 2
        names = list(dict.fromkeys(key.split(".")[axis] for key in table.cells))
        sums = []
        for name in names:
            sides = [
                tuple(
                    key
                    for i, term in enumerate(data[side])
                    for key in self._expand(term, name, table, f"{place}{side}[{i}]")
                )
                for side in ("left", "right")
            ]
            sums.append(Sum(name, sides[0], sides[1]))
        return Rule(data["id"], Text(data["title"], data["title_en"]), severity, tuple(sums))

    def _expand(self, term: str, name: str, table: Table, place: str) -> list[str]:
        """Return the keys a term such as ``granted..other.*`` stands for."""
        parts = term.replace("..", "\0").split(".")
        if len(parts) != 2:
            raise self.fail(place, f"{term!r} is not row.column")
        chosen = []
        for axis, part in enumerate(parts, start=1):
            known = list(dict.fromkeys(key.split(".")[axis] for key in table.cells))
            ends = (name if part == "*" else part).split("\0")
            for end in ends:
                if end not in known:
                    near = difflib.get_close_matches(end, known, 1)
                    what = "row" if axis == 1 else "column"
                    raise self.fail(place, f"no {what} {end!r}{_did_you_mean(near)}")
            first, last = known.index(ends[0]), known.index(ends[-1])
            if last < first:
                raise self.fail(place, f"the range {part!r} runs backwards")
            chosen.append(known[first : last + 1])
        keys = [f"{table.name}.{row}.{column}" for row in chosen[0] for column in chosen[1]]
        for key in keys:
            if key not in table.cells:
                raise self.fail(place, f"no cell {key!r}")
        return keys


def _did_you_mean(near: list[str]) -> str:
    return f" (did you mean {near[0]!r}?)" if near else ""


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
