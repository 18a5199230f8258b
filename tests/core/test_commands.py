"""The headless commands as people and scripts run them."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from core.__main__ import main
from core.commands import names
from core.version import VERSION

ROOT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent.parent / "data"
SEED = DATA / "seed-003-web.pdf"  # one report


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with difficult names to work in."""
    folder = tmp_path / "我的 文件夹 📄"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(*arguments, cwd, **environment):
    """Run the command as another program would."""
    return subprocess.run(
        [sys.executable, "-m", "core", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_reading_writes_one_file_a_document_and_names_what_cannot_be_read(desk):
    (desk / "一 📄.pdf").write_bytes(SEED.read_bytes())
    (desk / "空.pdf").touch()
    (desk / "页面.pdf").write_text("<!doctype html><p>404", encoding="utf-8")
    (desk / "图.xyz").write_bytes(b"\x00\x01")
    (desk / "夹.pdf").mkdir()
    files = ["空.pdf", "一 📄.pdf", "没有.pdf", "页面.pdf", "图.xyz", "夹.pdf"]
    done = run("read", *files, "--out", "out/里", "--jobs", 2, cwd=desk, LC_ALL="C", LANG="C")
    assert done.returncode == 1
    assert done.stdout == b""
    said = done.stderr.decode("utf-8").splitlines()
    assert sorted(line.split(":")[0] for line in said) == sorted(set(files) - {"一 📄.pdf"})
    assert all("。" in line and " / " in line for line in said)
    assert [path.name for path in (desk / "out" / "里").iterdir()] == ["一 📄.json"]
    data = load(desk / "out" / "里" / "一 📄.json")
    assert data["document"] == "一 📄.pdf"
    assert len(data["reports"]) == 1
    assert len(data["reports"][0]["cells"]) > 150


def test_names_that_begin_with_a_dash_stand_behind_two_dashes(desk):
    (desk / "-rf.pdf").write_bytes(SEED.read_bytes())
    assert main(["read", "--", "-rf.pdf", "--out", "out", "--jobs", "1"]) == 0
    assert main(["read", "--out", "also", "--", "-rf.pdf"]) == 0
    assert load(desk / "out" / "-rf.json") == load(desk / "also" / "-rf.json")


def test_two_inputs_of_one_name_have_two_files(desk):
    paths = [Path("a/x.pdf"), Path("b/x.docx"), Path("c/x.pdf"), Path("d/x.pdf")]
    assert names(paths) == ["x.json", "x.docx.json", "x.pdf.json", "x.pdf.2.json"]
    for folder in ("甲", "乙"):
        (desk / folder).mkdir()
        (desk / folder / "x.pdf").write_bytes(SEED.read_bytes())
    assert main(["read", "甲/x.pdf", "乙/x.pdf", "--out", "out"]) == 0
    assert sorted(path.name for path in (desk / "out").iterdir()) == ["x.json", "x.pdf.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of 255 bytes")
def test_a_name_that_is_too_long_for_its_result_is_cut(desk, capsys):
    name = "年" * 83 + "ab.pdf"
    (desk / name).write_bytes(SEED.read_bytes())
    assert len(name.encode()) == 255
    assert main(["read", name, "--out", "out"]) == 0
    (written,) = (desk / "out").iterdir()
    assert written.name.startswith("年" * 70)
    assert written.name in capsys.readouterr().err


def test_checking_takes_both_shapes_and_pairs_years_across_files(desk, capsys):
    (desk / "read.pdf").write_bytes((DATA / "seed-002-web.pdf").read_bytes())
    assert main(["read", "read.pdf", "--out", "."]) == 0
    data = load(desk / "read.json")
    for report in data["reports"]:
        truth = {key: cell["text"] for key, cell in report["cells"].items()}
        one = {key: report[key] for key in ("agency", "year", "form")} | {"cells": truth}
        whole = {"document": "read.pdf", "reports": [one]}
        (desk / f"{report['year']}.json").write_text(json.dumps(whole), encoding="utf-8")
    years = sorted(report["year"] for report in data["reports"])
    assert len(years) > 2
    capsys.readouterr()

    assert main(["check", "read.json"]) == 0
    from_read = json.loads(capsys.readouterr().out)["reports"]
    assert main(["check", *(f"{year}.json" for year in years)]) == 0
    from_truth = json.loads(capsys.readouterr().out)["reports"]

    assert {r["year"]: r["findings"] for r in from_read} == {
        r["year"]: r["findings"] for r in data["reports"]
    }
    assert [r["document"] for r in from_truth] == ["read.pdf"] * len(years)

    def grave(reports):
        return {
            r["year"]: [f["rule"] for f in r["findings"] if f["rule"].startswith(("REQ", "CY"))]
            for r in reports
        }

    assert grave(from_read) == grave(from_truth)
    assert any(grave(from_truth).values())


def test_checking_names_what_is_no_read_document_and_does_the_others(desk, capsys):
    (desk / "good.json").write_text('{"reports": [{"cells": {}}]}', encoding="utf-8")
    (desk / "bad.json").write_text("[" * 50_000, encoding="utf-8")
    assert main(["check", "bad.json", "good.json", "none.json", "."]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)["reports"]) == 1
    assert [line.split(":")[0] for line in err.splitlines()] == ["bad.json", "none.json", "."]


def test_adding_makes_a_project_of_files_and_folders_and_exporting_takes_it_out(desk, capsys):
    folder = desk / "报告" / "2023"
    folder.mkdir(parents=True)
    shutil.copy(DATA / "seed-002-web.pdf", folder / "甲.pdf")
    shutil.copy(SEED, desk / "乙.pdf")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 cut")
    assert main(["add", "项目.gouji", "报告", "乙.pdf", "--jobs", "2"]) == 1
    assert "坏.pdf: " in capsys.readouterr().err
    db = sqlite3.connect("项目.gouji")

    def count(what):
        return db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]

    counts = count("documents"), count("reports")
    assert counts == (2, 6)
    assert count("findings") > 0
    assert main(["add", "项目.gouji", "乙.pdf"]) == 0
    assert (count("documents"), count("reports")) == counts
    assert count("candidates") > 0
    assert count("cells WHERE read IS NOT text") == 0
    db.close()
    for suffix in ("json", "csv", "xlsx"):
        assert main(["export", "项目.gouji", f"结果.{suffix}"]) == 0
        assert (desk / f"结果.{suffix}").stat().st_size > 1000
    exported = load(desk / "结果.json")
    assert len(exported["reports"]) == 6
    assert all("read" in c for r in exported["reports"] for c in r["cells"].values())
    capsys.readouterr()
    assert main(["check", "结果.json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["reports"]) == 6


def test_what_is_no_project_is_said_and_left_as_it_is(desk, capsys):
    (desk / "其他.gouji").write_text("text", encoding="utf-8")
    assert main(["add", "其他.gouji", str(SEED)]) == 1
    assert main(["export", "其他.gouji", "a.csv"]) == 1
    assert main(["export", "没有.gouji", "a.csv"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert (desk / "其他.gouji").read_text(encoding="utf-8") == "text"
    assert not (desk / "a.csv").exists()


def test_a_folder_for_results_that_cannot_be_made_is_said(desk, capsys):
    (desk / "out").touch()
    assert main(["read", str(SEED), "--out", "out"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["read"],
        ["read", "a.pdf"],
        ["read", "--out", "x"],
        ["read", "a.pdf", "--out", "x", "--jobs", "0"],
        ["read", "a.pdf", "--out", "x", "--jobs", "many"],
        ["check"],
        ["add", "p.gouji"],
        ["add", "p.txt", "a.pdf"],
        ["export", "p.gouji"],
        ["export", "p.gouji", "out.doc"],
    ],
)
def test_wrong_usage_ends_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_version_and_help(capsys):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    for option, said in (("--version", VERSION), ("--help", "年度报告")):
        with pytest.raises(SystemExit) as ended:
            main([option])
        assert ended.value.code == 0
        assert said in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches the whole console there")
def test_ctrl_c_ends_quickly_and_quietly_and_leaves_no_worker(desk):
    for number in range(60):
        shutil.copy(DATA / "seed-002-web.pdf", desk / f"{number}.pdf")
    command = [sys.executable, "-m", "core", "read", *(f"{n}.pdf" for n in range(60))]
    running = subprocess.Popen(
        [*command, "--out", "out", "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        start_new_session=True,
        # a shell starts what runs behind it deaf to Ctrl+C, and so these tests perhaps
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert running.stderr
    while not (desk / "out").is_dir() or not list((desk / "out").glob("*.json")):
        time.sleep(0.02)
    start = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait(20) == 130
    assert time.monotonic() - start < 10
    assert b"Traceback" not in said
    assert gone(running.pid)
    assert not list((desk / "out").glob("*.tmp"))


def gone(group):
    """Whether nobody is left in a group of processes, after a moment."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
