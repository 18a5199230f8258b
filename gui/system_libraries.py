"""Looks, before Qt is loaded, for the system libraries without which Qt would end the program."""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping

PACKAGES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Libraries that Qt needs on Linux, and the Debian or Ubuntu packages they come in."""

X11_PACKAGES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What it needs in addition to open a window on X11."""

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def missing_packages(platform: str, environment: Mapping[str, str]) -> list[str]:
    """Return the packages to install before the window can open.

    Args:
        platform: as ``sys.platform``; only Linux leaves these libraries to the user.
        environment: as ``os.environ``.
    """
    if not platform.startswith("linux"):
        return []
    wanted = dict(PACKAGES)
    named = environment.get("QT_QPA_PLATFORM", "")
    if named.startswith("xcb") or (not named and "WAYLAND_DISPLAY" not in environment):
        wanted |= X11_PACKAGES
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def sentence(packages: Iterable[str]) -> str:
    """Say in both languages what to install, and how."""
    line = f"sudo apt-get install -y {' '.join(packages)}"
    return (
        f"缺少系统库，窗口无法打开。请先运行：\n    {line}\n"
        f"The window needs system libraries that are missing. Run first:\n    {line}"
    )


def obstacle() -> str:
    """Return why no window can open on this system, "" where one can."""
    if packages := missing_packages(sys.platform, os.environ):
        return sentence(packages)
    if sys.platform.startswith("linux") and not any(map(os.environ.get, DISPLAYS)):
        return (
            "没有可用的显示器，窗口无法打开。不用窗口时请使用 gouji-cli（python -m core）。\n"
            "There is no display to open a window on. To work without one: gouji-cli "
            "(python -m core)."
        )
    return ""
