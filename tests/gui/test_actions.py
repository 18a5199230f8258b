"""The table of actions: no clashes, everything named, keys that do what they say."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QTableWidget, QToolButton

from gui.actions import ACTIONS, MENUS, ActionSpec, ClashError, refuse_clashes, shown_keys
from gui.bars import TOOLBAR
from gui.icons import icon

BINDINGS = {  # as the conventions of the review desk say
    "nextProblem": ["F8"],
    "previousProblem": ["Shift+F8"],
    "accept": ["Return", "Enter"],
    "asInSource": ["Ctrl+Shift+Return", "Ctrl+Shift+Enter"],
    "doubtful": ["Space"],
    "editCell": ["F2"],
    "nextPanel": ["F6"],
    "previousPanel": ["Shift+F6"],
    "nextReport": ["Ctrl+PgDown"],
    "previousReport": ["Ctrl+PgUp"],
    "nextUnfinished": ["Ctrl+Shift+D"],
    "markReviewed": ["F9"],
    "find": ["Ctrl+F"],
    "replace": ["Ctrl+H"],
    "findNext": ["F3"],
    "findPrevious": ["Shift+F3"],
    "search": ["Ctrl+Shift+F"],
    "undo": ["Ctrl+Z"],
    "redo": ["Ctrl+Y", "Ctrl+Shift+Z"],
    "open": ["Ctrl+O"],
    "export": ["Ctrl+E"],
    "zoomIn": ["Ctrl+="],
    "zoomOut": ["Ctrl+-"],
    "zoomFit": ["Ctrl+0"],
    "keys": ["F1"],
}


def test_the_table_has_no_clash():
    refuse_clashes(ACTIONS)


@pytest.mark.parametrize(
    "added",
    [
        ActionSpec("other", "Other", MENUS[0], ("F8",)),
        ActionSpec("other", "Other", MENUS[0], ("ctrl+shift+z",)),
        ActionSpec("open", "Open twice", MENUS[0]),
        ActionSpec("other", "Other", MENUS[0], ("Ctrl+Nonsense",)),
    ],
)
def test_a_clash_is_refused(added):
    with pytest.raises(ClashError, match=added.id):
        refuse_clashes([*ACTIONS, added])


@pytest.mark.parametrize(("name", "keys"), BINDINGS.items())
def test_bindings(name, keys):
    (spec,) = [spec for spec in ACTIONS if spec.id == name]
    assert set(keys) <= set(spec.keys)


def test_no_key_is_a_bare_letter_or_digit_for_the_window():
    bare = [s for s in ACTIONS if not s.widget and any(len(key) == 1 for key in s.keys)]
    assert bare == []


@pytest.mark.parametrize("spec", [s for s in ACTIONS if s.icon], ids=lambda s: s.id)
def test_every_icon_is_there_and_follows_the_palette(spec, qapp):
    assert not icon(spec.icon, QApplication.palette()).isNull()


def test_every_action_is_named_and_in_a_menu(open_window):
    window = open_window()
    menus = [action.menu() for action in window.menuBar().actions()]
    listed = {action for menu in menus for action in menu.actions()}
    listed |= {below for action in listed if action.menu() for below in action.menu().actions()}
    for spec in ACTIONS:
        action = window.acts[spec.id]
        assert action.objectName() == f"action{spec.id[0].upper()}{spec.id[1:]}"
        assert action.text()
        assert action in listed
        assert all(key in action.toolTip() for key in shown_keys(spec).split(" / "))
        keys = [QKeySequence.fromString(key) for key in spec.keys]
        assert action.shortcuts() == ([] if spec.widget else keys)


def test_every_button_of_the_toolbar_has_a_name_to_be_read_out(open_window):
    window = open_window()
    buttons = [b for b in window.findChildren(QToolButton) if b.defaultAction() and b.isVisible()]
    assert len(buttons) >= len([name for name in TOOLBAR if len(name) > 1])
    for button in buttons:
        assert button.accessibleName() or button.text()


def test_every_action_does_something(open_window):
    window = open_window()
    for spec in ACTIONS:
        receivers = window.acts[spec.id].receivers("2triggered(bool)") + window.acts[
            spec.id
        ].receivers("2toggled(bool)")
        assert receivers > 0, spec.id


def test_the_list_of_keys_is_made_from_the_table(open_window, qtbot):
    window = open_window()
    window.acts["keys"].trigger()
    dialog = window.findChild(QDialog, "keysDialog")
    table = dialog.findChild(QTableWidget, "keyTable")
    cells = {
        table.item(row, 0).text().strip(): table.item(row, 1).text()
        for row in range(table.rowCount())
    }
    dialog.accept()
    for spec in ACTIONS:
        if spec.keys:
            assert cells[spec.text.removesuffix("…")] == shown_keys(spec)
