"""The program is killed at random instants while somebody types: no accepted edit is lost."""

import pytest

from tests.gui.killing import kill_once, untouched

TIMES = 12


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return untouched(tmp_path_factory.mktemp("killed"))


@pytest.mark.parametrize("seed", range(TIMES))
def test_no_accepted_edit_is_lost_and_all_can_be_undone(seed, content, tmp_path):
    assert kill_once(tmp_path / "项目 😀.gouji", content, seed)
