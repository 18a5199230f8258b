"""Letters to agencies as PDF files. The process that sets and prints them is not this one.

Neither the window nor the command line loads the PDF library. The letters are made one after the
other, so that a project of any size fits in memory, and each is written whole or not at all.
"""

import multiprocessing
import re
import signal
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from core.bounds import SECONDS_A_LETTER
from core.errors import GoujiError
from core.exporting.export import write_whole
from core.exporting.feedback import Letter
from core.exporting.feedback_crops import Cutter
from core.exporting.feedback_flow import flow_of
from core.exporting.feedback_letters import Agency, Letters, agencies
from core.exporting.feedback_words import title
from core.forms import Forms
from core.store.project import Project
from core.text import Language, Text
from core.typeset.flow import Flow

Progress = Callable[[int, int], None]

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')  # in names of files, on some system
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # on Windows
_LONGEST_NAME = 180  # bytes, of 255
_PATIENCE = 0.2  # seconds between two looks whether the work is still wanted


def write_letter(
    project: Project,
    forms: Forms,
    report: int,
    path: Path,
    language: Language = "zh",
    *,
    hints: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write the letter to the agency of a report.

    Args:
        project: where the report is, checked.
        forms: the official forms.
        report: the id of one of the agency's reports.
        path: the PDF file; what is there is replaced, once the new one is complete.
        language: of the letter.
        hints: whether hints are said too.
        progress: is told how much is done, of how much. What it raises ends the work and leaves
            the target as it was.

    Raises:
        GoujiError: the file cannot be written, or the letter cannot be set.
    """
    agency = next(one for one in agencies(project) if report in one.reports)
    letter = Letters(project, forms, _today(), hints=hints).to(agency)
    with _Press() as press:
        press.print(letter, path, language, progress)


def write_letters(
    project: Project,
    forms: Forms,
    folder: Path,
    language: Language = "zh",
    *,
    hints: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a letter to each agency of a project of whose reports there is something to say.

    Args:
        project: where the reports are, checked.
        forms: the official forms.
        folder: where to; it has to be there. Letters of an earlier time are replaced.
        language: of the letters.
        hints: whether hints are said too.
        progress: is told how many agencies are done, of how many; also between the crops of one.
            What it raises ends the work; letters that are complete stay.

    Returns:
        The files.

    Raises:
        GoujiError: a file cannot be written, or a letter cannot be set.
    """
    found = agencies(project)
    letters = Letters(project, forms, _today(), hints=hints)
    written: list[Path] = []
    with _Press() as press:
        for done, (agency, name) in enumerate(zip(found, _names(found, language), strict=True)):
            step = (lambda *_, done=done: progress(done, len(found))) if progress else None
            if step:
                step()
            letter = letters.to(agency)
            if letter.points:
                press.print(letter, folder / name, language, step)
                written.append(folder / name)
    return written


def file_name(agency: str, language: Language = "zh") -> str:
    """Return the name of the file of a letter: good on every system, whatever the agency's is."""
    said = Text("反馈意见", "feedback").to(language)
    plain = unicodedata.normalize("NFC", agency.encode("utf-8", "replace").decode("utf-8"))
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp"))
    plain = " ".join(_FORBIDDEN.sub(" ", plain).split()).strip(" .")
    plain = plain.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"{plain}_"
    return f"{plain} {said}.pdf" if plain else f"{said}.pdf"


def _names(found: Sequence[Agency], language: Language) -> Iterator[str]:
    """Yield a name for the file of each agency's letter; no two are one file anywhere."""
    taken: set[str] = set()
    for agency in found:
        name = file_name(agency.name, language)
        stem = name.removesuffix(".pdf")
        choices = (f"{stem} ({number}).pdf" if number > 1 else name for number in count(1))
        name = next(choice for choice in choices if choice.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


class _Press:
    """Prints letters: one process cuts crops, another one sets pages."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._setter: _SetProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._cutter.close()
        if self._setter is not None:
            self._setter.close()

    def print(
        self, letter: Letter, path: Path, language: Language, progress: Progress | None
    ) -> None:
        """Write a letter to a file."""
        crops = self._cutter.crops_of(letter, progress)
        flow = flow_of(letter, language, crops)
        if self._setter is None:
            self._setter = _SetProcess()
        made = self._setter.pdf(flow, title(letter).to(language), language, progress)

        def write(file: BinaryIO) -> None:
            file.write(made)

        write_whole(path, write)


class _SetProcess:
    """A process that makes PDF files of flows, one at a time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs,), name="gouji-letters", daemon=True
        )
        self._process.start()
        theirs.close()  # theirs alone now, so that its death is seen here

    def pdf(
        self, flow: Flow, name: str, language: Language, progress: Progress | None = None
    ) -> bytes:
        """Return a flow as a PDF file with numbered pages; ``name`` is its title.

        ``progress`` is told now and then that nothing of one thing is done yet; what it raises goes
        on to the caller.

        Raises:
            GoujiError: it is too long, or the process died or took too long.
        """
        end = time.monotonic() + SECONDS_A_LETTER
        try:
            self._connection.send((flow, name, language))
            while not self._connection.poll(_PATIENCE):
                if time.monotonic() > end:
                    raise _failed()
                if progress is not None:
                    progress(0, 1)
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise _failed() from error
        if isinstance(answer, GoujiError):
            raise answer
        made: bytes = answer
        return made

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()


def _failed() -> GoujiError:
    return GoujiError(
        Text("生成反馈意见时出错。", "Making the letter failed."),
        Text("请重试；仍不行时请查看日志。", "Try again; if it fails again, see the log file."),
    )


def _serve(connection: Connection) -> None:
    """Make PDF files until the other side is gone. Runs in the process."""
    from core.exporting.feedback_print import printed  # here alone: it loads the PDF library

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program; it ends this process
    answer: bytes | GoujiError
    while True:
        try:
            flow, name, language = connection.recv()
        except EOFError:
            return
        try:
            answer = printed(flow, name, language)
        except GoujiError as error:
            answer = error
        connection.send(answer)
