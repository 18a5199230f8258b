"""Being written."""

from pathlib import Path


def as_pdf(path: Path) -> Path:
    """Return a PDF made of a file that only an office program understands."""
    raise NotImplementedError(path)
