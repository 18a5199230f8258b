"""Taking parsed JSON apart: each function returns what should be there, or says where it is not.

All raise ShapeError. ``where`` is the path to the value, as in ``$.reports[0].year``.
"""

import math
from typing import Any

from core.report import Box, Place
from core.text import Text

Json = dict[str, Any]

_PAGE = Text("页码", "a page number")


class ShapeError(ValueError):
    """JSON that is not of the shape of a read document; says where."""

    def __init__(self, where: str, expected: Text) -> None:
        super().__init__(f"{where}: {expected.en}")
        self.text = Text(f"{where} 应为{expected.zh}", f"{where} should be {expected.en}")


def a_place_or_none(fields: Json, where: str) -> Place | None:
    """Return the place that ``page`` and ``bbox`` give; None where either is not known."""
    page, box = fields.get("page"), fields.get("bbox")
    if page is None or box is None:
        return None
    return Place(a_whole(page, f"{where}.page"), a_box(box, f"{where}.bbox"))


def a_place(fields: Json, where: str) -> Place:
    """Return the place that ``page`` and ``bbox`` give."""
    place = a_place_or_none(fields, where)
    if place is None:
        raise ShapeError(f"{where}.page", _PAGE)
    return place


def a_box(value: object, where: str) -> Box:
    """Return a box."""
    sides = [float(a_number(side, where)) for side in a_list(value, where)]
    if len(sides) != 4:
        raise ShapeError(where, Text("四个数", "four numbers"))
    return sides[0], sides[1], sides[2], sides[3]


def an_object(value: object, where: str) -> Json:
    """Return an object."""
    if not isinstance(value, dict):
        raise ShapeError(where, Text("对象", "an object"))
    return value


def a_list(value: object, where: str) -> list[Any]:
    """Return a list."""
    if not isinstance(value, list):
        raise ShapeError(where, Text("数组", "a list"))
    return value


def a_text(value: object, where: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise ShapeError(where, Text("文本", "a text"))
    return value


def a_text_or_none(value: object, where: str) -> str | None:
    """Return a text, None for null."""
    return None if value is None else a_text(value, where)


def a_whole(value: object, where: str) -> int:
    """Return a whole number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ShapeError(where, Text("整数", "a whole number"))
    return value


def a_number(value: object, where: str) -> int | float:
    """Return a number that is finite."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise ShapeError(where, Text("数", "a number"))
