"""Exporting a project: what of it goes out, and to which kind of file.

The whole goes through as a stream, one report at a time, so that ten thousand reports fit in
memory. A target is written whole or not at all.
"""

import errno
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from core.errors import GoujiError
from core.exporting.feedback import Source, source_of
from core.forms import Forms
from core.report import Finding, Report, ReportState, Verdict
from core.store.history import Event
from core.store.project import Project
from core.store.review import Decision, decided
from core.text import Language, Text

Progress = Callable[[int, int], None]

SUFFIXES = (".xlsx", ".csv", ".json")
"""What ``export`` can write, by the suffix of the target."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and what was decided about it."""

    finding: Finding
    decision: Decision | None = None

    @property
    def open(self) -> bool:
        """True for a broken rule that nobody decided about and that no other finding explains."""
        broken = self.finding.verdict is Verdict.BROKEN
        return broken and not self.finding.consequence_of and self.decision is None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A report with everything that an export says of it.

    ``events`` are in their order. ``source`` is where it was read from, None where that is not
    known: nothing can be cut from it then.
    """

    document: str  # file name of the source
    report: Report
    state: ReportState = ReportState.READ
    findings: tuple[Judged, ...] = ()
    events: tuple[Event, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What goes out. The reports can be gone through once: they are read while they are written.

    ``events`` are those of the project itself, and of reports that are no longer in it.
    """

    name: str
    count: int
    reports: Iterable[ExportReport]
    events: tuple[Event, ...] = ()
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


Writer = Callable[[Export, Forms, BinaryIO, Language], None]


def collect(project: Project, progress: Progress | None = None) -> Export:
    """Return what an export of a project holds.

    Args:
        project: what to export.
        progress: is told, before each report is read, how many are done and how many there are.
    """
    entries = project.reports()
    documents = {document.id: document for document in project.documents()}
    events: defaultdict[int | None, list[Event]] = defaultdict(list)
    present = {entry.id for entry in entries}
    for event in project.events(None):
        events[event.report if event.report in present else None].append(event)

    def reports() -> Iterator[ExportReport]:
        for done, entry in enumerate(entries):
            if progress is not None:
                progress(done, len(entries))
            report = project.report(entry.id)
            decisions = project.decisions(entry.id)
            findings = project.findings(entry.id)
            yield ExportReport(
                documents[entry.document].name,
                report,
                entry.state,
                tuple(Judged(finding, decided(finding, decisions, report)) for finding in findings),
                tuple(events[entry.id]),
                source_of(documents[entry.document], report),
            )

    return Export(project.path.stem, len(entries), reports(), tuple(events[None]))


def export(
    project: Project,
    forms: Forms,
    path: Path,
    language: Language = "zh",
    progress: Progress | None = None,
) -> None:
    """Write a project to a file: a workbook, the long table as CSV, or JSON, by the suffix.

    Args:
        project: what to export.
        forms: the forms its reports are laid out by.
        path: the target; what is there is replaced, once the new file is complete.
        language: of the heads and sentences. What the forms print stays as printed.
        progress: is told how many reports are done, of how many. What it raises ends the export
            and leaves the target as it was.

    Raises:
        GoujiError: the suffix is none of SUFFIXES, or the file cannot be written.
    """
    write = _writer(path.suffix.lower())
    if write is None:
        raise GoujiError(
            Text(f"不能导出为这种文件：{path.name}。", f"Cannot export to {path.name}."),
            Text(
                "文件名请以 .xlsx、.csv 或 .json 结尾。",
                "Choose a name that ends in .xlsx, .csv or .json.",
            ),
        )
    write_whole(path, lambda file: write(collect(project, progress), forms, file, language))


def _writer(suffix: str) -> Writer | None:
    # imported here: openpyxl takes a quarter of a second that the start of the window must not pay
    if suffix == ".xlsx":
        from core.exporting.workbook import write_workbook

        return write_workbook
    if suffix == ".csv":
        from core.exporting.longtable import write_csv

        return write_csv
    if suffix == ".json":
        from core.exporting.export_json import write_json

        return lambda source, _forms, file, _language: write_json(source, file)
    return None


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file beside its target and put it in the target's place when it is complete.

    Raises:
        GoujiError: the target cannot be written; what was there before is still there.
    """
    beside = path.with_name(f".gouji-{uuid.uuid4().hex[:12]}.tmp")
    try:
        try:
            with beside.open("xb") as file:
                write(file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> GoujiError:
    message = Text(f"无法写入 {path}：", f"Cannot write {path}: ")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = Text("磁盘空间不足。", "the disk is full.")
        hint = Text("请清理磁盘，或导出到别处。", "Free some space, or export to another place.")
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = Text("文件夹不存在。", "there is no such folder.")
        hint = Text("请选择一个已有的文件夹。", "Choose a folder that exists.")
    elif isinstance(error, IsADirectoryError) or (
        isinstance(error, PermissionError) and path.is_dir()  # what Windows says of a folder
    ):
        reason = Text("这是一个文件夹。", "that is a folder.")
        hint = Text("请另取一个文件名。", "Choose another name.")
    elif isinstance(error, PermissionError):
        reason = Text("没有写入权限，或文件正被打开。", "no permission, or the file is open.")
        hint = Text(
            "请在 Excel 或 WPS 中关闭该文件，或导出到别的文件夹。",
            "Close it in Excel or WPS, or export to another folder.",
        )
    else:
        reason = Text(f"{error.strerror or error}。", f"{error.strerror or error}.")
        hint = Text("请导出到别的文件夹。", "Export to another folder.")
    return GoujiError(
        Text(message.zh + reason.zh, message.en + reason.en),
        hint,
    )
