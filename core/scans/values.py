"""Value cells read: ink told from paper, the recogniser limited to what a value can be, doubt kept.

A line of ink is looked at once; where that leaves a doubt, a second time in another frame, as a
second witness. Sums play no part here: a reading says what is seen.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np

from core.numbers import normalised, parse
from core.scans import ink, shapes
from core.scans.cell_ink import Ink
from core.scans.decode import CONFUSIONS, Figures, greedy
from core.scans.engine import Picture, ValueReading
from core.scans.marks import Part
from core.scans.network import Recogniser, Scores
from core.scans.walls import without_walls

UNSURE_BELOW = 0.98
"""Calibrated probability below which a person should look."""

CALIBRATION = (
    (0.0, 0.25),
    (0.3, 0.3),
    (0.45, 0.5),
    (0.65, 0.65),
    (0.75, 0.8),
    (0.86, 0.9),
    (0.92, 0.93),
    (0.96, 0.965),
    (0.97, UNSURE_BELOW),
    (0.985, 0.995),
    (0.995, 0.999),
    (1.0, 0.9998),
)
"""Pairs of what a reading scored and how often such readings are right; between them, straight.

Measured on 11,000 cells by ``python -m tests.score_cells --raw``."""

_CLEAR = 0.985  # a first look that scores at least this needs no second one
_TELLING = re.compile(r"[.,/%+-]|.{7}|^$")  # small signs are easily mistaken, and long texts
_DIGITS = frozenset("".join(CONFUSIONS.values()))
_IN_VALUES = frozenset("零无無万萬亿億元件条條宗项項个個次份人例未有")
_BARE = ("", "-", "/")  # what may be left of a worn number
_BY_SHAPE = 0.99
_SLASH = 0.99  # probability of a slash that its shape told
_SURE_ONE = 0.98  # an italic 1 has 0.99 and more, a slash at most 0.97
_LIKELY = 0.005  # of another text, from which on no page rules it out: one recogniser read both
_DOUBTED = 0.97
_PLAIN = re.compile(r"\d+%?|\d{1,3}(,\d{3}){2,}|\d+\.(\d{1,2}|\d{4,})")
_CLEAR_ON_PAGE, _SEEN_TWICE = 0.9, 0.9
"""From which probability on the page's reading takes the most of a doubt that has no other text to
point at, and how much: of 150 such cells none was wrong."""
_TWIN = 0.003  # probability of a number with other signs between its figures that is no noise
_MAX_OTHERS = 4
_ZEROS, _GAPING = 5, 0.3
"""How many zeros of a page tell how worn it is, and the part of them that has gaps where it is:
of 256 made pages six had as many, all of them with broken print; without it, at most a fifth."""
_EIGHT = 0.05  # probability that a 3 in worn print is an 8
_POOR = 0.95
_FEW = 15  # percent of the cells with print that are doubtful where print is being lost


@dataclass(frozen=True)
class Look:
    """What one look at a line says: texts with their probabilities, and whether it is a word."""

    texts: dict[str, float]
    word: bool = False

    @property
    def best(self) -> str:
        """The likeliest text."""
        return max(self.texts, key=self.texts.__getitem__, default="")


def read(recogniser: Recogniser, figures: Figures, crops: Sequence[Picture]) -> list[ValueReading]:
    """Read value cells of one page. See ``core.scans.engine.Engine.values``."""
    crops = [without_walls(crop) for crop in crops]
    inks = ink.find(crops)
    lines = [(found, line) for found in inks for line in found.lines]
    look = partial(_looks, recogniser, figures)
    first = look([_framed(found, line, margin=0.2, stretch=1.15) for found, line in lines])
    again = [n for n, seen in enumerate(first) if _doubtful(seen)]
    second = look([_framed(*lines[n], margin=0.35) for n in again])
    seconds = dict(zip(again, second, strict=True))
    looks = iter(
        _straightened(separated(_together(seen, seconds.get(n))), *lines[n])
        for n, seen in enumerate(first)
    )
    readings = [
        _reading(found, _shaped(crop, found, [_counted(next(looks), n) for n in found.strokes]))
        for crop, found in zip(crops, inks, strict=True)
    ]
    return [_or_eight(one) for one in readings] if _gaping(readings, inks) else readings


def _gaping(readings: Sequence[ValueReading], inks: Sequence[Ink]) -> bool:
    """Tell whether the print of a page has gaps. Its zeros tell: there are many in every form."""
    pairs = zip(readings, inks, strict=True)
    zeros = [found for one, found in pairs if one.text == "0" and len(found.lines) == 1]
    gaps = sum(shapes.is_worn(found, found.lines[0]) for found in zeros)
    return len(zeros) >= _ZEROS and gaps >= _GAPING * len(zeros)


def _or_eight(reading: ValueReading) -> ValueReading:
    """Doubt a 3 where print has gaps: an 8 whose left side has gone looks just like it."""
    if "3" not in reading.text:
        return reading
    others = dict(reading.others)
    eight = reading.text.replace("3", "8")
    others[eight] = max(others.get(eight, 0.0), _EIGHT)
    ordered = sorted(others.items(), key=lambda item: -item[1])[:_MAX_OTHERS]
    marks = tuple(sorted({*reading.weak, *weak(reading.text, [(eight, 1.0)])}))
    return replace(
        reading, probability=min(reading.probability, 0.9), weak=marks, others=tuple(ordered)
    )


def _framed(found: Ink, line: Part, margin: float, stretch: float = 1.0) -> Picture:
    """Cut a line out as the recogniser reads it best: tight, with a margin of its height round it.

    Args:
        found: the ink of a cell.
        line: one of its lines.
        margin: on each side, in heights of the line.
        stretch: how much wider it is made.
    """
    x, y, width, height = line
    tall = max(height, found.figure)  # a dash stays a dash in a line
    pad = max(1, round(tall * margin))
    top = y + height // 2 - tall // 2 - pad
    full = cv2.copyMakeBorder(
        found.picture, *(4 * tall,) * 4, borderType=cv2.BORDER_CONSTANT, value=255
    )
    top, left = top + 4 * tall, x - pad + 4 * tall
    cut = full[top : top + tall + 2 * pad, left : left + width + 2 * pad]
    cut = cv2.resize(cut, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_LINEAR)
    rest = max(0, 2 * cut.shape[0] - cut.shape[1])
    cut = cv2.copyMakeBorder(
        cut, 0, 0, rest // 2, rest - rest // 2, borderType=cv2.BORDER_CONSTANT, value=255
    )
    return np.repeat(cut[..., None], 3, axis=2).astype(np.uint8, copy=False)


def _looks(recogniser: Recogniser, figures: Figures, lines: Sequence[Picture]) -> list[Look]:
    return recogniser(lines, partial(_look, recogniser.signs, figures))


def _look(signs: Sequence[str], figures: Figures, scores: Scores) -> Look:
    """Take a line as a word if the recogniser sees one, else as a number or a dash."""
    seen = greedy(scores, signs)
    words = [sign for sign in seen if _wordlike(sign.text)]
    if words and max(sign.probability for sign in words) > 0.5:
        text = "".join(sign.text for sign in seen)
        text = unicodedata.normalize("NFKC", text)
        sure = min(sign.probability for sign in seen)
        if any(_wordlike(sign) and sign not in _IN_VALUES for sign in text):
            sure = min(sure, 0.9)  # a worn % is easily a word
        return Look({text: sure}, word=True)
    return Look(figures.texts(scores))


def _wordlike(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff" and text not in _DIGITS


def _doubtful(look: Look) -> bool:
    best = look.best
    return look.word or look.texts.get(best, 0.0) < _CLEAR or bool(_TELLING.search(best))


def _together(first: Look, second: Look | None) -> Look:
    """Weigh two looks at the same line: agreement raises, disagreement lowers."""
    if second is None:
        return first
    texts: dict[str, float] = defaultdict(float)
    for look in (first, second):
        for text, probability in look.texts.items():
            texts[text] += probability / 2
    best = max(texts, key=texts.__getitem__)
    if first.best == second.best == best:
        texts[best] **= 0.5
    return Look(dict(texts), first.word and second.word)


def separated(look: Look) -> Look:
    """Doubt a number that may be another one by what parts its figures: 379,107 and 379.107."""
    best = look.best
    twins = [text for text in look.texts if _other_number(text, best) is True]
    if look.word or not twins or max(look.texts[twin] for twin in twins) < _TWIN:
        return look
    return Look({**look.texts, best: min(look.texts[best], 0.9)})


def _other_number(text: str, best: str) -> bool | None:
    """Tell of a text with the figures of another one whether it is a number: 1.611.892 is none.

    None where it has other figures.
    """
    if text == best or text.replace(",", ".") != best.replace(",", "."):
        return None
    return parse(text).number is not None


def _straightened(look: Look, found: Ink, line: Part) -> Look:
    """Tell / from 1 by its slant: the recogniser hardly does."""
    best = look.best
    if best not in ("1", "/") or look.texts.get("1", 0.0) > _SURE_ONE:
        return look
    slant = shapes.slant(found, line)
    if slant is None:
        return look
    # with its flag, a 1 leans back
    slash = float(np.clip((slant - 0.05) / (shapes.LEANS - 0.05), 0, 1))
    sure = min(0.995, look.texts.get("1", 0.0) + look.texts.get("/", 0.0))
    kept = {text: p for text, p in look.texts.items() if text not in ("1", "/")}
    return Look({**kept, "1": sure * (1 - slash), "/": sure * slash})


def _shaped(crop: Picture, found: Ink, looks: Sequence[Look]) -> Sequence[Look]:
    """Take what stands alone in a cell and has the shape of a dash or a slash for that."""
    if len(looks) != 1:
        return looks
    (line,) = found.lines
    if shapes.is_dash(crop, found, line):
        sign = "-"  # the recogniser may take it for 二
    elif looks[0].word:
        return looks
    elif looks[0].best == "/" and shapes.is_slash(crop, found, line):
        sign = "/"
    elif looks[0].best == "1" and shapes.leans(found, line):
        return [Look({**looks[0].texts, "1": min(looks[0].texts["1"], 0.9)})]
    else:
        return looks
    others = {text: p * (1 - _BY_SHAPE) for text, p in looks[0].texts.items()}
    return [Look({**others, sign: _BY_SHAPE})]


def _counted(look: Look, strokes: int) -> Look:
    """Doubt a number with fewer signs than marks stand apart: twins are easily read as one."""
    if look.word or strokes <= sum(sign not in ".,-" for sign in look.best):
        return look
    return Look({text: p * (0.85 if text == look.best else 1) for text, p in look.texts.items()})


def _reading(found: Ink, looks: Sequence[Look]) -> ValueReading:
    """Put the lines of one cell together; one without ink is blank."""
    if not looks:
        return ValueReading("", calibrated(1 - found.doubt * 0.6))
    text = "".join(look.best for look in looks)
    score = min(look.texts.get(look.best, 0.0) for look in looks)
    if found.faint or found.doubt > 0:
        score = min(score, 0.9)
    others: dict[str, float] = {}
    for number, look in enumerate(looks):
        before, after = (
            "".join(o.best for o in part) for part in (looks[:number], looks[number + 1 :])
        )
        others |= {before + t + after: p for t, p in look.texts.items() if p > 0.001}
    others.pop(text, None)
    if not text:
        score = min(score, 0.5)  # there is ink
    if text[:1] == "-" and len(text) > 1 and not shapes.begins_flat(found, found.lines[0]):
        score = min(score, 0.9)  # a worn plus looks like a minus
    ordered = sorted(others.items(), key=lambda item: -item[1])[:_MAX_OTHERS]
    return ValueReading(text, calibrated(score), weak(text, ordered), tuple(ordered))


def calibrated(score: float) -> float:
    """Return how often readings of such a score are right."""
    scores, shares = zip(*CALIBRATION, strict=True)
    return float(np.interp(score, scores, shares))


def weak(text: str, others: Sequence[tuple[str, float]], least: float = 0.02) -> tuple[int, ...]:
    """Return the indices of the characters of ``text`` in which likely others differ from it.

    Args:
        text: what was read.
        others: what it may be instead, with probabilities.
        least: probability of another text from which on it counts.
    """
    found: set[int] = set()
    for other, probability in others:
        if probability < least or not text:
            continue
        if len(other) == len(text):
            found |= {n for n, (a, b) in enumerate(zip(text, other, strict=True)) if a != b}
        else:
            pairs = enumerate(zip(text, other, strict=False))
            last = max(0, min(len(text), len(other)) - 1)
            found.add(next((n for n, (a, b) in pairs if a != b), last))
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Fused:
    """What two witnesses of one cell say together: its own crop, and the reading of the page."""

    text: str
    confidence: float
    unsure: bool
    weak: tuple[int, ...] = ()
    others: tuple[tuple[str, float], ...] = ()


def fused(crop: ValueReading, seen: str | None, seen_probability: float = 0.0) -> Fused:
    """Weigh the reading of a cell's crop with what the reading of its whole page has there.

    Args:
        crop: from ``Engine.values``.
        seen: what the page's lines have in the cell; None or "" where they have nothing, which
            says little: the detector loses lone digits.
        seen_probability: of the weakest character of ``seen``.
    """
    text, sure, others = crop.text, crop.probability, dict(crop.others)
    marks = crop.weak
    if text == "/" and sure >= _SLASH and seen and _plain(seen) == "1":
        seen = None  # so the recogniser sees a slash: its shape tells more
    rivals = any(
        probability >= _LIKELY and _other_number(other, text) is not False
        for other, probability in crop.others
    )
    if seen and _same(seen, text):
        # what 1 and /, . and , or - and + are told by, the page's reading does not see either
        plain = _PLAIN.fullmatch(text) and not (text == "1" and "/" in dict(crop.others))
        clear = plain and not rivals and seen_probability > _CLEAR_ON_PAGE
        sure += (1 - sure) * (_SEEN_TWICE if clear else 0.7) * seen_probability
    elif seen and seen_probability >= 0.5:
        if not text and sure > 0.5:
            sure = 0.5  # print where the crop saw only paper
        sure = min(sure, 1 - 0.5 * seen_probability)
        others[seen] = max(others.get(seen, 0.0), 1 - sure)
        marks = tuple(sorted({*marks, *weak(text, [(seen, 1.0)])}))
    elif not seen and len(text) > 1:
        sure *= 0.995
    strange = any(_wordlike(sign) and sign not in _IN_VALUES for sign in text)
    if strange or rivals:
        sure = min(sure, _DOUBTED)
    ordered = tuple(sorted(others.items(), key=lambda item: -item[1])[:_MAX_OTHERS])
    return Fused(text, sure, sure < UNSURE_BELOW, marks, ordered)


def worn(found: Sequence[Fused]) -> list[Fused]:
    """Doubt the blanks of a page on which much is doubtful: where some is worn, some is gone.

    Print that both readings agree on is not being lost, however faint it is.

    Args:
        found: what was seen in the value cells of a page, as ``fused`` says it.
    """
    inked = [one.confidence for one in found if one.text]
    if not inked or np.percentile(inked, _FEW) >= _POOR:
        return list(found)
    return [
        replace(one, confidence=one.confidence * 0.9, unsure=True) if one.text in _BARE else one
        for one in found
    ]


def _same(seen: str, text: str) -> bool:
    """Tell whether two readings are one: what is easily confused counts as the same sign."""
    return _plain(seen) == _plain(text)


def _plain(text: str) -> str:
    forms = {form: sign for sign, forms in CONFUSIONS.items() for form in forms}
    return "".join(forms.get(c, c) for c in normalised(text)).strip(".,")
