"""What is printed in the cells of a page: told from paper, remains of rulings, dirt and stamps."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from core.scans import blank, seals
from core.scans.cell_ink import Ink, ink_in
from core.scans.engine import Picture
from core.scans.marks import FAINTEST, evened, marks_in, strength, usual_figure
from core.scans.tints import with_tints

STAINED = 0.5  # doubt of a blank cell with traces of something


def find(crops: Sequence[Picture]) -> list[Ink]:
    """Return what is printed in cells of one page: sizes are judged against each other."""
    layers = seals.layers(crops)
    darkness = [evened(layer.black) for layer in layers]
    marks = [marks_in(dark, FAINTEST) for dark in darkness]
    figure = usual_figure([mark.parts for mark in marks])
    levels = [level for mark in marks if (level := strength(mark))]
    least = max(FAINTEST, 0.4 * median(levels)) if levels else FAINTEST
    inks = []
    for mark, layer in zip(marks, layers, strict=True):
        found = ink_in(marks_in(mark.darkness, least), figure)
        if not found.lines:  # or is it print much fainter than that of the others?
            fainter = replace(ink_in(mark, figure), faint=least > FAINTEST)
            left = layer.tinted is not None and fainter.lines  # by coloured ink that was taken off
            found = replace(found, doubt=1.0) if left else fainter
        inks.append(found)
    inks = _with_stains(inks, layers, figure)
    if all(layer.tinted is None for layer in layers):
        return inks
    return with_tints(inks, layers)


def _with_stains(inks: Sequence[Ink], layers: Sequence[seals.Layers], figure: int) -> list[Ink]:
    """Doubt cells whose paper, but for their print, is not as clean as most: see ``blank``."""
    stains: set[int] = set()
    for inked in (False, True):
        cells = [
            n
            for n, (ink, layer) in enumerate(zip(inks, layers, strict=True))
            if layer.tinted is None and bool(ink.lines) == inked
        ]
        grounds = [blank.beside(layers[n].gray, inks[n].lines, figure) for n in cells]
        told = blank.stained(grounds, figure, printed=inked)
        stains |= {n for n, stain in zip(cells, told, strict=True) if stain}
    return [
        replace(ink, doubt=max(ink.doubt, STAINED)) if n in stains else ink
        for n, ink in enumerate(inks)
    ]
