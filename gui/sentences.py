"""Sentences one after the other: English leaves a space between them, Chinese none."""

from collections.abc import Iterable

_ENDS = "。？！；：，）"


def sentences(said: Iterable[str]) -> str:
    """Return sentences of the language of the window as one text."""
    text = ""
    for one in said:
        text += one if not text or text[-1] in _ENDS else f" {one}"
    return text
