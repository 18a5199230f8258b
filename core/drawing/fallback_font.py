"""A Chinese font for machines that have none: taken from the PDF library, written to a file."""

import uuid
from pathlib import Path


def write_fallback_font(path: Path) -> None:
    """Write a font with Chinese characters to a file. Runs in a worker process.

    Args:
        path: the file; it appears whole or not at all.
    """
    import pymupdf  # the process that starts this worker must not load it

    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    beside.write_bytes(pymupdf.Font("cjk").buffer)
    beside.replace(path)
