"""What is remembered comes back as it was; what does not fit gives the default."""

import pytest
from PySide6.QtCore import QSettings

from gui.settings import (
    GEOMETRY,
    LANGUAGE,
    PAGE_ON_THE_RIGHT,
    RECENT,
    RECENT_KEPT,
    SHOWN,
    SHOWN_SWITCHES,
    THEME,
    WHO,
    Settings,
)


@pytest.fixture
def file(tmp_path):
    return str(tmp_path / "设置 gouji.ini")


def stored(file):
    return Settings(QSettings(file, QSettings.Format.IniFormat))


def test_everything_comes_back_after_a_restart(file):
    first = stored(file)
    first.set(LANGUAGE, "zh")
    first.set(WHO, "李, 老师=“审”")
    first.set(PAGE_ON_THE_RIGHT, not PAGE_ON_THE_RIGHT.default)
    first.set(RECENT, ("/一 个.gouji",))
    first.set(GEOMETRY, b"\x00\xff,;")
    again = stored(file)
    assert again.get(LANGUAGE) == "zh"
    assert again.get(WHO) == "李, 老师=“审”"
    assert again.get(PAGE_ON_THE_RIGHT) is True
    assert again.get(RECENT) == ("/一 个.gouji",)
    assert again.get(GEOMETRY) == b"\x00\xff,;"


@pytest.mark.parametrize("bad", ["klingon", "", None, 7, [1]])
def test_what_does_not_fit_gives_the_default(file, bad):
    store = QSettings(file, QSettings.Format.IniFormat)
    store.setValue(THEME.key, bad)
    store.sync()
    assert stored(file).get(THEME) == "system"


def test_a_change_is_told_once(file, qtbot):
    settings = stored(file)
    with qtbot.waitSignal(settings.changed) as told:
        settings.set(LANGUAGE, "en")
    assert told.args == [LANGUAGE.key]
    with qtbot.assertNotEmitted(settings.changed):
        settings.set(LANGUAGE, "en")


def test_recent_projects_are_the_last_ones_that_are_still_there(file, tmp_path):
    settings = stored(file)
    paths = [tmp_path / f"项目 {n}.gouji" for n in range(RECENT_KEPT + 2)]
    for path in paths:
        path.touch()
        settings.add_recent(path)
    settings.add_recent(paths[5])
    paths[-1].unlink()
    assert settings.recent()[:2] == [paths[5], paths[-2]]
    assert len(settings.get(RECENT)) == RECENT_KEPT
    settings.forget_recent(paths[5])
    assert paths[5] not in settings.recent()


def test_every_setting_shown_has_a_name_and_choices_that_hold_its_default():
    for setting in (*SHOWN, *SHOWN_SWITCHES):
        assert setting.label
        assert not setting.choices or setting.default in {each.value for each in setting.choices}
