"""Exporting: by suffix, whole or not at all, and with a sentence where it cannot be done."""

import errno
import json
import zipfile

import pytest

from core.errors import GoujiError
from core.exporting.export import collect, export, write_whole
from core.interchange import reports_from_json
from core.report import Severity
from core.text import Text
from tests.core.exports import HOSTILE, NEW, REASON, RULES, make
from tests.core.reports import FORMS


@pytest.fixture
def project(tmp_path):
    with make(tmp_path / "我的 项目 📄.gouji") as project:
        yield project


def test_an_export_holds_what_the_project_holds(project):
    whole = collect(project)
    reports = list(whole.reports)
    assert (whole.name, whole.count, len(reports)) == ("我的 项目 📄", 3, 3)
    for item, entry in zip(reports, project.reports(), strict=True):
        assert item.report == project.report(entry.id)
        assert item.state is entry.state
        assert [judged.finding for judged in item.findings] == project.findings(entry.id)
        assert list(item.events) == project.events(entry.id)
    listed = sorted(e.id for item in reports for e in item.events) + [e.id for e in whole.events]
    assert sorted(listed) == [event.id for event in project.events(None)]


def test_open_in_an_export_is_what_the_project_counts_as_open(project):
    for item, entry in zip(collect(project).reports, project.reports(), strict=True):
        open_ = [judged.finding.severity for judged in item.findings if judged.open]
        counted = (entry.errors, entry.warnings, entry.hints)
        assert tuple(open_.count(grade) for grade in Severity) == counted


@pytest.mark.parametrize("name", ["表 📄.xlsx", "表.XLSX", "表.csv", "表.json"])
def test_the_suffix_says_what_is_written(project, tmp_path, name):
    target = tmp_path / name
    target.write_bytes(b"old")
    export(project, FORMS, target)
    written = target.read_bytes()
    if name.lower().endswith("xlsx"):
        assert zipfile.ZipFile(target).testzip() is None
    elif name.endswith("csv"):
        assert written.startswith("\ufeff机构,年度".encode())
    else:
        assert len(json.loads(written)["reports"]) == 3
    assert sorted(tmp_path.glob("*.tmp")) == []


@pytest.mark.parametrize("name", ["表.xls", "表", "表.gouji"])
def test_another_suffix_is_refused(project, tmp_path, name):
    with pytest.raises(GoujiError) as refused:
        export(project, FORMS, tmp_path / name)
    assert ".xlsx" in refused.value.hint.zh
    assert not (tmp_path / name).exists()


def test_json_says_what_was_read_beside_what_stands_there_and_can_be_read_again(project, tmp_path):
    target = tmp_path / "全部.json"
    export(project, FORMS, target)
    data = json.loads(target.read_text(encoding="utf-8"))
    first, second, third = data["reports"]
    cell = first["cells"][NEW]
    assert (cell["read"], cell["text"], cell["value"], cell["page"]) == ("3", "12", 12, 3)
    blank = first["cells"][RULES]
    assert (blank["read"], blank["text"], blank["value"]) == ("0", "", None)
    assert third["agency"] == HOSTILE
    assert {made["reason"] for made in second["decisions"]} == {REASON}
    assert "REQ-01" in {finding["rule"] for finding in first["findings"]}
    again = [named.report for named in reports_from_json(data, FORMS)]
    kept = [project.report(entry.id) for entry in project.reports()]
    assert [report.cells for report in again] == [report.cells for report in kept]


def test_progress_is_told_and_what_it_raises_ends_the_export(project, tmp_path):
    told = []
    export(project, FORMS, tmp_path / "表.csv", progress=lambda *done: told.append(done))
    assert told == [(0, 3), (1, 3), (2, 3)]

    class CancelledError(Exception):
        pass

    def cancel(done, total):
        if done == 1:
            raise CancelledError

    for name in ("表.xlsx", "表.csv", "别.json"):
        with pytest.raises(CancelledError):
            export(project, FORMS, tmp_path / name, progress=cancel)
    assert {path.suffix for path in tmp_path.iterdir()} == {".gouji", ".csv"}


def _fail(error):
    def write(file):
        file.write(b"half of it")
        raise error

    return write


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘空间不足"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有写入权限"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_fails_half_way_leaves_what_was_there(tmp_path, error, word):
    target = tmp_path / "表.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(GoujiError, match=word):
        write_whole(target, _fail(error))
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


def test_an_error_that_is_no_matter_of_files_leaves_nothing_behind_either(tmp_path):
    with pytest.raises(GoujiError, match="项目"):
        write_whole(tmp_path / "表.csv", _fail(GoujiError(Text("项目", ""), Text("", ""))))
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_is_named(project, tmp_path):
    folder = tmp_path / "夹.xlsx"
    folder.mkdir()
    with pytest.raises(GoujiError, match="文件夹"):
        export(project, FORMS, folder)
    with pytest.raises(GoujiError, match="文件夹不存在"):
        export(project, FORMS, tmp_path / "没有" / "表.xlsx")
    (tmp_path / "文件").write_bytes(b"")
    with pytest.raises(GoujiError, match="无法写入"):
        export(project, FORMS, tmp_path / "文件" / "表.xlsx")


def test_a_project_that_fails_while_it_is_read_fails_the_export_with_its_sentence(
    project, tmp_path
):
    whole = collect(project)
    project.close()
    with pytest.raises(GoujiError):
        list(whole.reports)
    with pytest.raises(GoujiError):
        export(project, FORMS, tmp_path / "表.xlsx")
    assert not (tmp_path / "表.xlsx").exists()
