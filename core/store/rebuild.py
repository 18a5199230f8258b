"""Rebuilding a damaged project into a new file, from what is left of it and from its newest copy.

What can be read of the damaged file comes first, then what a copy has beside it. Where what stands
in a cell is not known from the file itself, the log says it: its events are made again on what the
copy has, or on what was read. The damaged file and the copy stay as they are.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import GoujiError, unreadable
from core.forms import Forms
from core.report import CellState, ReportState
from core.store import project_rows as rows
from core.store.decisions import decision_fields, split_decision_key
from core.store.history import SWAPS, Event, place_of
from core.store.project import Project
from core.store.project_choices import SWITCHES
from core.store.removing import swapped_reports
from core.store.salvage import Key, Row, Salvaged, Shape, events_of, is_sound, salvage, shapes
from core.text import Text


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of a damaged project.

    ``events_lost`` counts numbers missing in the log; ``reports_lost`` reports of which only the
    log (or some cells) is left; ``copy`` is the copy that was taken to help, if one was.
    """

    path: Path
    reports: int
    events: int
    events_lost: int
    reports_lost: int
    copy: Path | None

    @property
    def said(self) -> Text:
        """What was recovered and what was not, in words."""
        zh = [f"已恢复 {self.reports} 份报告、{self.events} 条改动记录。"]
        en = [f"{self.reports} reports and {self.events} entries of the log were recovered."]
        if self.copy:
            zh.append("损坏处用自动副本补上。")
            en.append("What was damaged comes from a copy that was kept.")
        if self.events_lost:
            zh.append(f"有 {self.events_lost} 条改动记录无法恢复。")
            en.append(f"{self.events_lost} entries of the log are lost.")
        if self.reports_lost:
            zh.append(f"有 {self.reports_lost} 份报告只剩改动过的格，请重新加入原文件核对。")
            en.append(f"Of {self.reports_lost} reports only changed cells are left: read their"
                      " documents again.")  # fmt: skip
        if not self.events_lost and not self.reports_lost:
            zh.append("没有发现缺失。")
            en.append("Nothing is known to be missing.")
        return Text("".join(zh), " ".join(en))


def rebuild(damaged: Path, target: Path, copies: Sequence[Path], forms: Forms) -> Rebuilt:
    """Write what is left of a project to a new file; have its reports checked again after it.

    Args:
        damaged: the project; it is only read.
        target: the new project; nothing may be there yet.
        copies: copies of the project, the newest first. The first that is of it is used.
        forms: the official forms.

    Raises:
        GoujiError: in words: nothing is left, or a file cannot be read or written.
    """
    tables = shapes()
    try:
        found = salvage(damaged, tables)
    except OSError as error:
        raise unreadable(damaged, error) from error
    helping = None if found.whole >= tables.keys() else _helping(found, copies, tables)
    builder = _Builder(tables, forms, found, helping[1] if helping else Salvaged())
    builder.put_together()
    if not builder.rows["reports"] and not builder.rows["documents"]:
        raise GoujiError(
            Text(
                f"{damaged.name} 中已没有可以恢复的内容，也没有它的自动副本。",
                f"Nothing can be recovered of {damaged.name}, and no copy of it was kept.",
            ),
            Text("请改用您自己的备份，或重新读取文件。", "Use a backup, or read the files again."),
        )
    _write(target, builder, forms)
    events = builder.events
    return Rebuilt(
        target,
        len(builder.rows["reports"]),
        len(events),
        max((event.id for event in events), default=0) - len(events),
        builder.reports_lost,
        helping[0] if helping else None,
    )


def _helping(
    found: Salvaged, copies: Iterable[Path], tables: dict[str, Shape]
) -> tuple[Path, Salvaged] | None:
    """Return the first copy that is whole and of the same project, and what is in it."""
    left = _merged(found, "events")
    for path in copies:
        try:
            copy = salvage(path, tables)
        except OSError:
            continue  # the next one may do
        log = copy.current.get("events", {})
        same = all(left[key] == row for key, row in log.items() if key in left)
        if copy.whole >= tables.keys() and same:
            return path, copy
    return None


def _merged(found: Salvaged, table: str) -> dict[Key, Row]:
    return {**found.perhaps.get(table, {}), **found.current.get(table, {})}


class _Builder:
    """Puts the tables together."""

    def __init__(
        self, tables: dict[str, Shape], forms: Forms, found: Salvaged, copy: Salvaged
    ) -> None:
        self._tables = tables
        self._forms = forms
        self._found = found
        self._copy = copy
        self.rows: dict[str, dict[Key, Row]] = {}
        self.events: list[Event] = []
        self.reports_lost = 0

    def put_together(self) -> None:
        """Fill ``rows`` and ``events``."""
        for name in self._tables:
            # where the table could be read whole, nothing else has a say in it
            older = {} if name in self._found.whole else self._copy.current.get(name, {})
            loose = {} if name == "findings" else self._found.perhaps.get(name, {})
            self.rows[name] = {**loose, **older, **self._found.current.get(name, {})}
        self._put_log_right()
        self._put_aside_right()
        self._make_again()
        self._follow_log()
        self._find_parents()
        self._refer()

    def _is_current(self, table: str, key: Key) -> bool:
        return table in self._found.whole or key in self._found.current.get(table, {})

    def _put_log_right(self) -> None:
        shape = self._tables["events"]
        events = events_of(self.rows["events"].values(), shape.columns)
        known = {event.id for event in events}
        # an event that takes back one that is lost stands for itself
        self.events = [e if e.undoes in known else replace(e, undoes=None) for e in events]
        at = shape.columns.index("undoes")
        self.rows["events"] = {
            key: row if row[at] in known else (*row[:at], None, *row[at + 1 :])
            for key, row in self.rows["events"].items()
        }

    def _put_aside_right(self) -> None:
        """Where a report is both there and set aside, the log says which holds."""
        gone: dict[int, bool] = {}
        for event in self.events:
            if event.kind in SWAPS:
                went, came = swapped_reports(event)
                gone |= dict.fromkeys(went, True) | dict.fromkeys(came, False)
        for key in [key for key in self.rows["aside"] if key[0] == "report"]:
            if key[1:] in self.rows["reports"]:
                if gone.get(int(str(key[1])), True):
                    del self.rows["reports"][key[1:]]
                else:
                    del self.rows["aside"][key]
        aside = {key[1] for key in self.rows["aside"] if key[0] == "report"}
        for table in ("cells", "candidates", "findings", "decisions"):
            at = self._tables[table].columns.index("report")
            kept = {k: row for k, row in self.rows[table].items() if row[at] not in aside}
            self.rows[table] = kept
        self._aside = aside

    def _make_again(self) -> None:
        """Make the events again on what does not stand as it was last."""
        for event in self.events:
            if event.report is None:
                self._make_choice(event)
            elif event.report not in self._aside:
                self._make(event, event.report)

    def _follow_log(self) -> None:
        """Let cells say what the log says of them, where all of the log is there."""
        if len(self.events) != max((event.id for event in self.events), default=0):
            return
        last = {(e.report, e.key): e for e in self.events if e.kind == "text"}
        at = self._tables["cells"].columns.index("text")
        for (report, key), event in last.items():
            row = self.rows["cells"].get((report, key))
            if row is not None and row[at] != event.new and report is not None:
                self._make_cell(event, (report, key))

    def _make(self, event: Event, report: int) -> None:
        at = (report, event.key)
        match event.kind:
            case "text" | "cell-state" | "cell-place" if not self._is_current("cells", at):
                if "cells" not in self._found.whole:
                    self._make_cell(event, at)
            case "report-state" if not self._is_current("reports", (report,)):
                if event.new in [*ReportState]:
                    self._set("reports", (report,), state=event.new)
            case "attribute" if not self._is_current("reports", (report,)):
                if event.key == "agency":
                    plain = rows.agency_plain(event.new or "")
                    self._set("reports", (report,), agency=event.new or "", agency_plain=plain)
                elif event.key == "year":
                    year = int(event.new) if event.new and event.new.isdecimal() else None
                    self._set("reports", (report,), year=year)
                elif event.key in ("form", "unsure"):
                    self._set("reports", (report,), **{event.key: event.new or ""})
            case "decision" if "decisions" not in self._found.whole:
                rule, cells = split_decision_key(event.key)
                key = (report, rule, rows.dump(cells))
                if self._is_current("decisions", key):
                    return
                self.rows["decisions"].pop(key, None)
                if event.new is not None:
                    decision, reason, values, who, when = decision_fields(
                        event.new, event.who, event.at
                    )
                    row = (*key, rows.dump(values), decision, reason, who, when)
                    self.rows["decisions"][key] = row

    def _make_cell(self, event: Event, key: tuple[int, str]) -> None:
        if key not in self.rows["cells"]:
            if event.kind != "text":
                return  # what stood there is not known
            # its reading is lost; what was there before it was changed is the best there is
            read = event.old
            unit = str(self._forms.unit(event.key))
            head = (*key, read, read, None, "person", None, None)
            self.rows["cells"][key] = (*head, 1.0, "read", 0, unit, "")
        match event.kind:
            case "text":
                at = self._tables["cells"].columns.index("unit")
                value = rows.value_of(event.new, str(self.rows["cells"][key][at]))
                self._set("cells", key, text=event.new, value=value)
            case "cell-state":
                self._set("cells", key, state=event.new or str(CellState.READ))
            case _:
                place = place_of(event.new)
                box = rows.box_text(place.box) if place else None
                self._set("cells", key, page=place.page if place else None, box=box)
        row = dict(zip(self._tables["cells"].columns, self.rows["cells"][key], strict=True))
        if row["read"] is None and row["text"] is None and row["state"] == "read":
            del self.rows["cells"][key]

    def _make_choice(self, event: Event) -> None:
        if event.kind == "moved" and event.key.isdecimal() and event.new:
            document = (int(event.key),)
            if not self._is_current("documents", document):
                self._set("documents", document, path=event.new, name=Path(event.new).name)
        if "choices" in self._found.whole:
            return
        if event.kind in ("roster", "other-projects") and event.new is not None:
            self.rows["choices"][(event.kind,)] = (event.kind, event.new)
        elif event.kind == "switch":
            held = self.rows["choices"].get((SWITCHES,), (SWITCHES, "{}"))
            switches = json.loads(str(held[1])) | {event.key: event.new == "on"}
            if event.new is None:
                del switches[event.key]
            self.rows["choices"][(SWITCHES,)] = (SWITCHES, rows.dump(switches))

    def _set(self, table: str, key: Key, **values: object) -> None:
        """Change columns of a row that is there; not to what means nothing."""
        row = self.rows[table].get(key)
        if row is not None:
            columns = self._tables[table].columns
            new = tuple(values.get(name, old) for name, old in zip(columns, row, strict=True))
            if is_sound(table, new):
                self.rows[table][key] = new

    def _find_parents(self) -> None:
        """Give cells a report, and reports a document, where only these are lost."""
        shape = self._tables["reports"]
        with_cells = {key[0] for key in self.rows["cells"]}
        for report in sorted(int(str(one)) for one in with_cells):
            if (report,) not in self.rows["reports"]:
                self.reports_lost += 1
                own = [str(key[1]) for key in self.rows["cells"] if key[0] == report]
                # no document is known to be its own: the last one there is, or one of no name
                known = (int(str(key[0])) for key in self.rows["documents"])
                document = max(known, default=1)
                form = self._form_of(own)
                row = (report, document, report, "", None, form, "in-review", None, None)
                whole = shape.whole((*row, "", "", None, "agency year"))
                self.rows["reports"][(report,)] = whole
                for event in self.events:
                    if event.report == report and event.kind in ("attribute", "report-state"):
                        self._make(event, report)
        at = shape.columns.index("document")
        added = [event for event in self.events if event.kind == "added"]
        for document in sorted({int(str(row[at])) for row in self.rows["reports"].values()}):
            if (document,) not in self.rows["documents"]:
                # documents are numbered in the order in which they were added
                first = added[document - 1] if 0 < document <= len(added) else None
                name = first.key if first else f"({document})"
                when = first.at if first else ""
                entry = (document, name, name, "", "pdf", 0, when, "[]")
                self.rows["documents"][(document,)] = entry

    def _form_of(self, keys: Sequence[str]) -> str:
        """Return the form that has most of some cells."""
        forms = [table.form for table in self._forms.tables if table.form != "*"]
        shared = {
            form: sum(
                key in table.cells
                for table in self._forms.tables
                if table.form == form
                for key in keys
            )
            for form in dict.fromkeys(forms)
        }
        return max(shared, key=lambda form: shared[form])

    def _refer(self) -> None:
        """Leave out what refers to nothing, and what is there twice."""
        for table in ("cells", "candidates", "findings", "decisions"):
            at = self._tables[table].columns.index("report")
            own = self.rows[table].items()
            self.rows[table] = {k: row for k, row in own if (row[at],) in self.rows["reports"]}


def _write(target: Path, builder: _Builder, forms: Forms) -> None:
    Project.create(target, forms=forms).close()
    try:
        with closing(sqlite3.connect(target)) as db, db:
            for name, found in builder.rows.items():
                if found:
                    marks = ", ".join("?" * len(next(iter(found.values()))))
                    sql = f'INSERT OR IGNORE INTO "{name}" VALUES ({marks})'  # noqa: S608 - ours
                    db.executemany(sql, found.values())
        with Project.open(target, forms=forms) as project:
            for entry in project.reports():
                project.report(entry.id)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise GoujiError(
            Text(f"无法写入 {target}（{error}）。", f"{target} cannot be written ({error})."),
            Text("请检查磁盘空间与权限后重试。", "Check the disk and your rights, then try again."),
        ) from error
    except GoujiError:
        target.unlink(missing_ok=True)
        raise
