"""Other projects that cannot be read are told of when the project opens, once and in words."""

import pytest
from PySide6.QtCore import Qt

from core.store.project import Project
from tests.gui.made import FORMS, made_project, made_report


@pytest.fixture
def chosen(tmp_path):
    """A project with another one chosen: its path, and that of the other."""
    other = tmp_path / "去年 🗂.gouji"
    made_project(other, made_report(2022))[0].close()
    path = tmp_path / "今年.gouji"
    project, _ = made_project(path, made_report(2023))
    project.set_other_projects([other])
    project.close()
    return path, other


def texts(window):
    return [text for text in window.messages.texts() if "other project" in text.lower()]


def opened(qtbot, window, path):
    window.open_paths([path])
    qtbot.waitUntil(lambda: not window.choosing._others._soon.isActive())


def test_one_that_is_there_is_no_matter(open_window, qtbot, chosen):
    window = open_window()
    opened(qtbot, window, chosen[0])
    assert texts(window) == []


def test_one_that_is_gone_is_told_of_once_with_the_next_step(open_window, qtbot, chosen):
    path, other = chosen
    other.rename(other.with_name("moved.gouji"))
    window = open_window()
    opened(qtbot, window, path)
    [said] = texts(window)
    assert "There is no project file" in said
    assert "left out of the checks" in said
    assert "project settings" in said
    with qtbot.waitSignal(window.choosing.ended, timeout=20_000):
        window.choosing.recheck()
    assert texts(window) == [said]
    window.messages.clear()  # read, and dismissed
    with qtbot.waitSignal(window.choosing.ended, timeout=20_000):
        window.choosing.recheck()
    assert texts(window) == []


def test_one_that_is_damaged_or_taken_off_the_list(open_window, qtbot, chosen):
    path, other = chosen
    other.write_bytes(b"no project at all" * 100)
    window = open_window()
    opened(qtbot, window, path)
    [said] = texts(window)
    assert other.name in said
    window.workspace.project.set_other_projects([])
    with qtbot.waitSignal(window.choosing.ended, timeout=20_000):
        window.choosing.recheck()
    assert texts(window) == []


def test_it_goes_with_its_project(open_window, qtbot, chosen, tmp_path):
    path, other = chosen
    other.unlink()
    fine = tmp_path / "别的.gouji"
    with Project.create(fine, forms=FORMS):
        pass
    window = open_window()
    opened(qtbot, window, path)
    assert texts(window)
    opened(qtbot, window, fine)
    assert texts(window) == []
    opened(qtbot, window, path)  # another opening: said again
    assert len(texts(window)) == 1


def test_a_long_message_is_shown_whole_at_any_width(open_window, qtbot, chosen):
    path, other = chosen
    other.unlink()
    window = open_window()
    opened(qtbot, window, path)
    listed = window.messages._list
    for width in (1600, 1000):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        item = listed.item(0)
        place = listed.visualItemRect(item)
        assert listed.viewport().rect().contains(place)
        wrapped = listed.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap, item.text())
        assert wrapped.height() <= place.height()
