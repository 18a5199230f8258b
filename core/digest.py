"""The hash that tells a document, and which documents of a project are other files by now."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from core.intake import pictures_in

_PIECE = 1 << 20  # bytes read at a time


def digest(path: Path) -> str:
    """Return the hash of a file, or of the pictures in a folder: it tells a document.

    Raises:
        OSError: it cannot be read.
    """
    whole = hashlib.sha256()
    for file in pictures_in(path) if path.is_dir() else [path]:
        with file.open("rb") as stream:
            while piece := stream.read(_PIECE):
                whole.update(piece)
    return whole.hexdigest()


def written_since(path: Path, moment: str) -> bool:
    """Tell whether a file (or one of a folder) was written after a moment of the log.

    One that cannot be looked at was not: it may come back.
    """
    then = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return written_at(path) > then.timestamp()


def written_at(path: Path) -> float:
    """Return when a file (or the last one of a folder) was written, in seconds since 1970.

    0 for one that cannot be looked at.
    """
    try:
        files = pictures_in(path) if path.is_dir() else [path]
        return max((file.stat().st_mtime for file in files), default=0.0)
    except OSError:
        return 0.0


def changed(files: Iterable[tuple[Path, str]], known: Collection[str]) -> list[Path]:
    """Return the files that hold something that is not known.

    Args:
        files: where documents are, and when each was added (UTC, ISO 8601).
        known: the hashes of all documents that were read or are set aside.
    """
    found = []
    for path, added in files:
        try:
            if written_since(path, added) and digest(path) not in known:
                found.append(path)
        except OSError:
            continue  # it went away meanwhile; who opens it is told
    return found
