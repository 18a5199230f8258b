"""Files the program ships (forms, icons, translations, the sample) and the way to find them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource("forms")``.

    Raises:
        FileNotFoundError: the file is not part of this installation.
    """
    path = ROOT.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
