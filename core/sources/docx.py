"""Being written."""

from pathlib import Path

from core.typeset.flow import Flow


def read_flow(path: Path) -> Flow:
    """Read a file."""
    raise NotImplementedError(path)
