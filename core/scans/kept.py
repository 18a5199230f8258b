"""What was seen in the pages of a document that is not read through, kept on disk.

Reading a scan takes seconds a page. Where it is stopped, or its worker dies or takes too long, the
next reading of the same document asks here first, and goes on where the last one came to. Each
answer is a file of its own, written in one step, so that none is lost and none is half there. Once
the document is read through they go.
"""

import hashlib
import json
import os
import re
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from core.bounds import (
    KEPT_DAYS,
    MAX_KEPT_ANSWER_BYTES,
    MAX_KEPT_BYTES,
    MAX_KEPT_BYTES_A_DOCUMENT,
    MAX_KEPT_DOCUMENTS,
)
from core.version import VERSION

_DOCUMENT = re.compile(r"[0-9a-f]{64}")
_OWN = "*.answer*"


class Kept:
    """The answers that are kept of one document. What is damaged, or not its own, is not there.

    A folder that cannot be written to is no error: then reading takes its time again.

    Args:
        folder: holds those of all documents.
        document: the hash of the document.
    """

    def __init__(self, folder: Path, document: str) -> None:
        self._folder = folder / document
        self._known = self._new = 0

    def get(self, question: str) -> Any:  # noqa: ANN401 - parsed JSON is anything
        """Return what was put; None where nothing is known."""
        path = self._path(question)
        try:
            if path.stat().st_size > MAX_KEPT_ANSWER_BYTES:
                return None
            seal, _, said = path.read_bytes().partition(b"\n")
        except OSError:  # most often: nothing is known
            return None
        if seal != _seal(path.name, said):
            return None
        self._known += 1
        return json.loads(said)

    def put(self, question: str, answer: object) -> None:
        """Keep an answer: something that JSON can say."""
        self._new += 1
        path = self._path(question)
        said = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        if len(said) > self._room:
            return
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):  # no room, no right to, or somebody has it open: it is not kept
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_seal(path.name, said) + b"\n" + said)
            part.replace(path)
            self._room -= len(said)

    def forget(self) -> None:
        """Let go of all answers: the document is read through."""
        _remove(self._folder)

    def recalled(self) -> bool:
        """Tell whether all that was asked since the last time was known; False: nothing was."""
        known, self._known = self._known, 0
        new, self._new = self._new, 0
        return known > 0 and not new

    @cached_property
    def _room(self) -> int:
        """Bytes that may still be written. Room is made before the first ones are."""
        with suppress(OSError):  # of others that come and go meanwhile
            _tidy(self._folder)
        return MAX_KEPT_BYTES_A_DOCUMENT - _size(self._folder)

    @cached_property
    def _reader(self) -> bytes:
        """What tells one way of reading from another: answers of another one are of no use."""
        whole = hashlib.sha256(VERSION.encode())
        for path in sorted(Path(__file__).parent.glob("*.py")):  # a packed program has none
            whole.update(path.read_bytes())
        return whole.digest()

    def _path(self, question: str) -> Path:
        name = hashlib.sha256(self._reader + question.encode()).hexdigest()[:40]
        return self._folder / f"{name}.answer"


def _seal(name: str, said: bytes) -> bytes:
    """Return what an answer begins with: by it, one that is damaged or misplaced is known."""
    return hashlib.sha256(name.encode() + said).hexdigest().encode()


def _size(folder: Path) -> int:
    """Return how many bytes a document's answers take."""
    total = 0
    for path in folder.glob(_OWN):
        with suppress(FileNotFoundError):  # it has just gone
            total += path.stat().st_size
    return total


def _remove(folder: Path) -> None:
    """Remove the answers of a document, as far as can be."""
    with suppress(OSError):
        for path in folder.glob(_OWN):
            path.unlink(missing_ok=True)
        folder.rmdir()


def _tidy(own: Path) -> None:
    """Remove the answers of other documents: old ones, and of too many those not used for longest.

    Raises:
        OSError: they cannot be looked at.
    """
    if not own.parent.is_dir():
        return
    others = [p for p in own.parent.iterdir() if _DOCUMENT.fullmatch(p.name) and p != own]
    ages = sorted((time.time() - path.stat().st_mtime, path) for path in others)
    total = 0
    for count, (age, path) in enumerate(ages, 2):
        total += _size(path)
        if age > KEPT_DAYS * 86_400 or count > MAX_KEPT_DOCUMENTS or total > MAX_KEPT_BYTES:
            _remove(path)
