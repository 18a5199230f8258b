"""Words of pages without lines, put together to labels."""

import pytest

from core.form_files import load_forms
from core.reading.labels import row_names
from core.reading.page import Char
from core.reading.pieces import Piece, flat, head_pieces, piece_lines, spelled

FORMS = load_forms()
REQUESTS = row_names(FORMS)["requests"]
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


HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


@pytest.mark.parametrize(("at", "printed"), [(0, "白然人"), (2, "科硏机构"), (6, "总汁")])
def test_a_head_misread_by_a_character_is_known_by_its_place(at: int, printed: str) -> None:
    (block,) = FORMS.choose("requests", "2021", []).blocks
    words = [(n * 90.0, 0.0, text) for n, text in enumerate(HEADS)]
    words[at] = (*words[at][:2], printed)
    assert len(head_pieces(block, pieces(*words))) == len(HEADS)
    words[at] = (*words[at][:2], "备注")
    assert len(head_pieces(block, pieces(*words))) == len(HEADS) - 1
    words[at], words[3] = (words[3][0], 0.0, printed), (words[at][0], 0.0, HEADS[3])
    assert len(head_pieces(block, pieces(*words))) < len(HEADS)
