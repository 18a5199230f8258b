"""Words of pages without lines, put together to labels."""

import pytest

from core.form_files import load_forms
from core.reading.labels import row_names
from core.reading.page import Char
from core.reading.pieces import Piece, flat, piece_lines, spelled

REQUESTS = row_names(load_forms())["requests"]
EM = 10.0


def pieces(*words: tuple[float, float, str]) -> list[Piece]:
    """Set words whose first characters begin at an x and a y, each character as wide as high."""
    chars = [
        Char(sign, (x + n * EM, y, x + (n + 1) * EM, y + EM))
        for x, y, text in words
        for n, sign in enumerate(text)
    ]
    return flat(piece_lines(chars))


@pytest.mark.parametrize("gap", [0.2, 0.7, 1.5])
def test_an_ordinal_belongs_to_the_label_beside_it_that_names_a_row_alone(gap: float) -> None:
    found = spelled(pieces((0, 0, "(七)"), (30 + gap * EM, 0, "总计")), REQUESTS)
    assert [piece.text for piece in found] == ["(七)总计"]


def test_a_label_beside_another_one_is_left_alone() -> None:
    found = spelled(pieces((0, 0, "(六)其他处理"), (80, 0, "3.其他")), REQUESTS)
    assert [piece.text for piece in found] == ["(六)其他处理", "3.其他"]
    found = spelled(pieces((0, 0, "(七)"), (60, 0, "总计")), REQUESTS)
    assert [piece.text for piece in found] == ["(七)", "总计"]
