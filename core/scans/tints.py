"""Cells with coloured ink in them: print in colour, or a seal that may hide what is printed."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from core.scans import seals
from core.scans.cell_ink import Ink, ink_in
from core.scans.marks import FAINTEST, Marks, Part, at_edge, evened, marks_in, usual_figure


def with_tints(inks: Sequence[Ink], layers: Sequence[seals.Layers]) -> list[Ink]:
    """Take print in colour for print, and doubt what coloured ink may hide.

    A seal reaches over the borders of cells; where no colour does, it is print. Black print that
    shows through the colour anywhere shows that it hides nothing.
    """
    colours = [
        marks_in(evened(layer.gray), FAINTEST) if layer.tinted is not None else None
        for layer in layers
    ]
    figure = usual_figure([mark.parts for mark in colours if mark])
    usual = usual_figure([ink.lines for ink, mark in zip(inks, colours, strict=True) if not mark])
    printed = [
        ink_in(mark, figure)
        if mark and mark.parts and _is_rest(ink, layer, mark, usual or figure)
        else None
        for mark, ink, layer in zip(colours, inks, layers, strict=True)
    ]
    over = sum(
        bool(mark and any(_crosses(part, mark.dark.shape, figure) for part in mark.parts))
        for mark in colours
    )
    numbers = sum(bool(found and found.lines) for found in printed)
    hides = not _shines_through(inks, layers)
    result = []
    for ink, layer, found in zip(inks, layers, printed, strict=True):
        if found and found.lines and numbers > over:
            ink = replace(found, faint=over > 0)
        elif layer.tinted is not None and (
            (found and found.lines) or (hides and _room(layer.tinted, ink.figure))
        ):
            ink = replace(ink, doubt=1.0)
        result.append(ink)
    return result


def _is_rest(ink: Ink, layer: seals.Layers, colours: Marks, size: int) -> bool:
    """Tell whether what looks black in a cell is what is left of coloured ink: small or faint."""
    if not ink.lines or max(h for *_, h in ink.lines) < 0.6 * size:
        return True
    black = evened(layer.black)
    dark = max(float(np.percentile(black[y : y + h, x : x + w], 95)) for x, y, w, h in ink.lines)
    return dark < 0.5 * float(np.percentile(colours.darkness[colours.dark > 0], 75))


def _crosses(part: Part, shape: tuple[int, ...], size: int) -> bool:
    """Tell whether a mark of the size of a character goes on beyond its cell."""
    return at_edge(part, shape) and min(part[2:]) > 0.25 * size


def _shines_through(inks: Sequence[Ink], layers: Sequence[seals.Layers]) -> bool:
    """Tell whether black print is seen under coloured ink in any of some cells."""
    shown = 0
    for ink, layer in zip(inks, layers, strict=True):
        if layer.tinted is not None and ink.lines:
            tinted = cv2.morphologyEx(
                layer.tinted.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)
            )
            inner = cv2.erode(tinted, np.ones((3, 3), np.uint8)) > 0
            shown += int(np.count_nonzero(inner & (ink.picture < 100)))
    return shown >= 20


def _room(tinted: NDArray[np.bool_], size: int) -> bool:
    """Tell whether a digit could be under coloured ink."""
    digit = np.ones((max(2, round(0.85 * size)), max(1, round(0.35 * size))), np.uint8)
    solid = cv2.morphologyEx(tinted.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    return bool(cv2.erode(solid, digit, borderValue=0).any())
