"""Where the user's system wants what a program can make again, and may throw away."""

import os
import sys
from pathlib import Path


def cache_folder(name: str) -> Path:
    """Return the folder of the user for one kind of such things; it need not be there.

    Raises:
        RuntimeError: the system does not say where the user's folders are.
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
        return base / "gouji" / "cache" / name
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gouji" / name
    given = os.environ.get("XDG_CACHE_HOME")
    return (Path(given) if given else Path.home() / ".cache") / "gouji" / name
