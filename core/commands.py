"""What the headless commands do. Results go to files or standard output, the rest to the error."""

import shutil
import sys
import unicodedata
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from errno import ENAMETOOLONG
from functools import partial
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from core.checking.check import check_all
from core.errors import GoujiError
from core.exporting.export import export as export_project
from core.exporting.export import write_whole
from core.exporting.feedback_pdf import write_letters
from core.form_files import load_forms
from core.forms import Forms
from core.intake import files_in
from core.interchange import (
    NamedReport,
    document_to_json,
    dump_json,
    findings_to_json,
    load_reports,
)
from core.jobs import ReadFunction, ReadProgress, ReadResult, read_all
from core.progress import joined
from core.read import read_steps
from core.report import Document
from core.store.project import Project
from core.store.review import recheck
from core.text import Text


def read(chosen: Namespace) -> int:
    """Read documents into JSON files: ``files``, ``out``, ``jobs``; pictures: ``debug``."""
    out: Path | None = chosen.out
    if out is not None:
        _make_folder(out)
    forms = load_forms()
    targets: dict[Path, list[str]] = {}
    for path, name in zip(chosen.files, names(chosen.files), strict=True):
        targets.setdefault(path, []).append(name)
    failed = False
    for result in _results(targets, chosen.jobs, _reader(targets, chosen.debug)):
        try:
            if result.document is None:
                raise result.error or AssertionError(result)
            if out is not None:
                for name in targets[result.path]:
                    _write_document(result.document, forms, out, name)
        except GoujiError as error:
            failed = True
            say(f"{result.path}: {error}")
    return int(failed)


def check(chosen: Namespace) -> int:
    """Print the findings of JSON files: ``files``."""
    forms = load_forms()
    found: list[NamedReport] = []
    failed = False
    for path in chosen.files:
        try:
            found += load_reports(path, forms)
        except GoujiError as error:
            failed = True
            say(f"{path}: {error}")
    findings = check_all([named.report for named in found], forms)
    reports = [
        {
            "document": named.document,
            "agency": named.report.agency,
            "year": named.report.year,
            "form": named.report.form,
            "findings": findings_to_json(of_report),
        }
        for named, of_report in zip(found, findings, strict=True)
    ]
    sys.stdout.write(dump_json({"reports": reports}).decode("utf-8"))
    sys.stdout.flush()
    return int(failed)


def add(chosen: Namespace) -> int:
    """Read documents into a project: ``project``, ``files``, ``jobs``."""
    forms = load_forms()
    path: Path = chosen.project
    failed = False
    with (Project.open if path.exists() else Project.create)(path, forms=forms) as project:
        for result in _results(files_in(chosen.files), chosen.jobs):
            if result.document is None:
                failed = True
                say(f"{result.path}: {result.error}")
            else:
                recheck(project, forms, project.add(result.document))
    return int(failed)


def export(chosen: Namespace) -> int:
    """Export a project: ``project``, ``target``, ``language``."""
    forms = load_forms()
    with Project.open(chosen.project, forms=forms) as project:
        export_project(project, forms, chosen.target, chosen.language)
    return 0


def feedback(chosen: Namespace) -> int:
    """Write a letter to each agency of a project: ``project``, ``out``, ``language``, ``hints``."""
    forms = load_forms()
    _make_folder(chosen.out)
    with Project.open(chosen.project, forms=forms) as project:
        written = write_letters(
            project,
            forms,
            chosen.out,
            chosen.language,
            hints=chosen.hints,
            progress=lambda done, total: _show(f"{done}/{total}"),
        )
    _show("")
    for path in written:
        say(str(path))
    return 0


def say(text: str) -> None:
    """Write one line to standard error, whatever the text (a file's name) has in it."""
    plain = "".join(" " if _breaks(c) else c for c in text)
    clear = _CLEAR if sys.stderr.isatty() else ""
    sys.stderr.write(f"{clear}{plain}\n")
    sys.stderr.flush()


def names(files: Iterable[Path]) -> list[str]:
    """Return the name of the JSON file for each input: NAME.json, or NAME.EXT.json where taken."""
    taken: set[str] = set()
    found = []
    for path in files:
        numbered = (f"{path.name}.{number}.json" for number in count(2))
        choices = chain((f"{path.stem}.json", f"{path.name}.json"), numbered)
        name = next(choice for choice in choices if _on_disk(choice) not in taken)
        taken.add(_on_disk(name))
        found.append(name)
    return found


def _on_disk(name: str) -> str:
    """Return what names share that mean one file here: Windows and macOS ignore case."""
    if sys.platform in ("win32", "darwin"):
        return unicodedata.normalize("NFC", name).casefold()
    return name


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def _reader(targets: Mapping[Path, Sequence[str]], debug: Path | None) -> ReadFunction:
    """Return what a worker does with a document: read it, and perhaps draw what it saw."""
    if debug is None:
        return read_steps
    from core.debugging import read_and_draw  # it loads the PDF library, for nothing else here

    folders = {path: debug / name.removesuffix(".json") for path, (name, *_) in targets.items()}
    return partial(read_and_draw, folders=folders)


def _results(
    paths: Iterable[Path], jobs: int | None, read: ReadFunction = read_steps
) -> Iterator[ReadResult]:
    """Read documents; yield what came of each; show on a terminal how far it has come."""
    paths = list(paths)
    done = 0
    parts: dict[Path, list[Document]] = defaultdict(list)
    _show(f"0/{len(paths)}")
    with closing(read_all(paths, jobs, read)) as all_told:
        for told in all_told:
            if isinstance(told, ReadProgress):
                step = told.progress
                parts[told.path] += [step.part] if step.part else []
                _show(f"{done}/{len(paths)} {told.path.name} {step.page}/{step.pages}")
                continue
            done += 1
            document = told.document
            yield replace(told, document=document and joined(parts[told.path], document))
            _show(f"{done}/{len(paths)} {told.path.name}")
    _show("")


def _show(progress: str) -> None:
    if sys.stderr.isatty():
        width = max(20, shutil.get_terminal_size().columns // 2 - 1)  # Chinese is twice as wide
        plain = "".join(" " if _breaks(c) else c for c in progress)
        sys.stderr.write(f"{_CLEAR}{plain[:width]}")
        sys.stderr.flush()


_CLEAR = "\r\x1b[K"  # to the start of the line, and nothing in it


def _write_document(document: Document, forms: Forms, out: Path, name: str) -> None:
    content = dump_json(document_to_json(document, check_all(document.reports, forms)))

    def write(file: BinaryIO) -> None:
        file.write(content)

    try:
        write_whole(out / name, write)
    except GoujiError as error:
        if getattr(error.__cause__, "errno", None) != ENAMETOOLONG:
            raise
        short = _shortened(name)
        write_whole(out / short, write)
        said = Text(f"文件名过长，已写为 {short}。", f"Its name is too long: written as {short}.")
        say(f"{document.path or document.name}: {said}")


def _shortened(name: str) -> str:
    """Return a name of at most 255 bytes that no other name becomes."""
    start = name.encode("utf-8", "replace")[:230].decode("utf-8", "ignore")
    return f"{start}~{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}.json"


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GoujiError(
            Text(
                f"无法建立输出文件夹 {path}（{error.strerror}）。",
                f"The folder {path} cannot be made ({error.strerror}).",
            ),
            Text("请另选一个文件夹。", "Choose another folder."),
        ) from error
