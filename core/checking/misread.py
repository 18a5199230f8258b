"""How easily one number is taken for another: by a machine that reads, or by a person who types.

Costs are like negative logarithms of probabilities: they add up, and less is more likely.
"""

from functools import lru_cache

from core.text import Text

_ALIKE = {frozenset(pair) for pair in ("38", "17", "06", "56")}
_SIMILAR = {frozenset(pair) for pair in ("08", "68", "89", "09", "27", "49", "35", "58", "39")}
_LIKE, _LESS_LIKE, _UNLIKE = 1.0, 1.5, 2.4  # one digit for another
_DOUBLED, _LOST = 1.2, 1.7  # a digit too many or too few: beside its like, or anywhere
_TURNED = 1.4  # two neighbouring digits the wrong way round
_MORE = 0.7  # each further digit of a number that is lost as a whole
_LOST_WHOLE = 1.0  # a number that is there, read as a blank
_FROM_NOTHING = 3.0  # a number read where nothing is printed


@lru_cache(maxsize=20000)
def misread_cost(seen: str, true: str) -> float:
    """Return how unlikely it is that ``true`` was taken for ``seen``.

    Args:
        seen: digits, or "" for a blank.
        true: digits, or "" for a blank.
    """
    if seen == true:
        return 0.0
    if not seen:
        return _LOST_WHOLE + _MORE * (len(true) - 1)
    if not true:
        return _FROM_NOTHING
    return _edits(seen, true)


def _edits(seen: str, true: str) -> float:
    """Weighted edits that lead from one to the other, as in Damerau's distance."""
    previous: list[float] = []
    row = [0.0]
    for at, char in enumerate(seen):
        row.append(row[-1] + _extra(seen, at, char))
    for i, wanted in enumerate(true):
        before, row = row, [row[0] + _extra(true, i, wanted)]
        for j, char in enumerate(seen):
            best = min(
                before[j] + _swap_cost(wanted, char),
                before[j + 1] + _extra(true, i, wanted),
                row[j] + _extra(seen, j, char),
            )
            if i and j and wanted == seen[j - 1] and char == true[i - 1] and wanted != char:
                best = min(best, previous[j - 1] + _TURNED)
            row.append(best)
        previous = before
    return row[-1]


def _extra(digits: str, at: int, char: str) -> float:
    return _DOUBLED if char in (digits[at - 1 : at], digits[at + 1 : at + 2]) else _LOST


def _swap_cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    return _LIKE if pair in _ALIKE else _LESS_LIKE if pair in _SIMILAR else _UNLIKE


def misread_why(seen: str, true: str) -> Text:
    """Return in words how ``true`` may have been taken for ``seen``."""
    if not seen:
        return Text("空格处应有数", "a number where the cell is blank")
    if len(seen) == len(true):
        differ = [at for at in range(len(seen)) if seen[at] != true[at]]
        if len(differ) == 1:
            a, b = seen[differ[0]], true[differ[0]]
            if _swap_cost(a, b) < _UNLIKE:
                return Text(f"{a} 与 {b} 易混", f"{a} is easily taken for {b}")
            return Text(f"{a} 应为 {b}", f"{b} instead of {a}")
        if sorted(seen) == sorted(true) and len(differ) == 2 and differ[1] == differ[0] + 1:
            return Text("相邻两位颠倒", "two digits the wrong way round")
    elif len(true) == len(seen) + 1 and _without_one(true, seen):
        return Text("漏了一位", "a digit is missing")
    elif len(seen) == len(true) + 1 and _without_one(seen, true):
        return Text("多了一位", "a digit too many")
    return Text(f"{seen} 应为 {true}", f"{true} instead of {seen}")


def _without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
