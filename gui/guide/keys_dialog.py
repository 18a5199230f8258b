"""The list of keys: of the actions, made from their table, and those that panels answer to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.actions import MENUS, ActionSpec, shown_keys, translated
from gui.translations import marked
from gui.window_place import open_at

SIZE = (600, 640)  # pixels
ARROWS = "←↑→↓"


@dataclass(frozen=True, slots=True)
class PanelKey:
    """A key that a panel answers to while it has the focus; no action does the same."""

    keys: tuple[str, ...]  # portable, or signs for several keys
    text: str


PANELS: tuple[tuple[str, tuple[PanelKey, ...]], ...] = (
    (marked("Keys", "In the table"), (
        PanelKey((ARROWS,), marked("Keys", "Next cell that way")),
        PanelKey(("Ctrl+", ARROWS), marked("Keys", "Edge of the table")),
        PanelKey(("Shift+", ARROWS), marked("Keys", "Choose several cells")),
        PanelKey(("Tab", "Shift+Tab"), marked("Keys", "Next or previous cell")),
        PanelKey(("Shift+Return",), marked("Keys", "Accept the cell and go back")),
        PanelKey(("PgUp", "PgDown"), marked("Keys", "Scroll the source page")),
        PanelKey(("Esc",), marked("Keys", "Leave what is being typed")),
    )),
    (marked("Keys", "In the queue, the history and other lists"), (
        PanelKey(("Up", "Down"), marked("Keys", "Next or previous line")),
        PanelKey(("Return",), marked("Keys", "Open the line, or go there")),
        PanelKey(("Shift+Up", "Shift+Down"), marked("Keys", "Choose several of the queue")),
        PanelKey(("Ctrl+A",), marked("Keys", "Choose all")),
        PanelKey(("Del",), marked("Keys", "Remove what is chosen in the queue")),
    )),
    (marked("Keys", "In the bars below the table"), (
        PanelKey(("Return",), marked("Keys", "Do it: confirm, paste, find the next one")),
        PanelKey(("Shift+Return",), marked("Keys", "Find the previous one")),
        PanelKey(("Up", "Down"), marked("Keys", "Usual reasons, or lines found")),
        PanelKey(("Esc",), marked("Keys", "Close the bar; nothing changes")),
    )),
    (marked("Keys", "While lines are drawn by hand"), (
        PanelKey(("Tab", "Shift+Tab"), marked("Keys", "Next or previous line of the table")),
        PanelKey((ARROWS,), marked("Keys", "Move the line")),
        PanelKey(("Ins", "Del"), marked("Keys", "Add or remove a line")),
        PanelKey(("Return",), marked("Keys", "Read the table by these lines")),
        PanelKey(("Esc",), marked("Keys", "Leave the lines as they were")),
    )),
)  # fmt: skip


def keys_dialog(window: QWidget, specs: Iterable[ActionSpec]) -> QDialog:
    """Return the window with all keys; it is to be opened, and is gone when it is closed."""
    dialog = QDialog(window)
    dialog.setObjectName("keysDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Keys", "Keys"))
    open_at(dialog, QSize(*SIZE))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.accept)
    table = _key_table([spec for spec in specs if spec.keys])
    table.setAccessibleName(dialog.windowTitle())
    column = QVBoxLayout(dialog)
    column.addWidget(table)
    column.addWidget(buttons)
    return dialog


def _key_table(specs: list[ActionSpec]) -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setObjectName("keyTable")
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    for menu in MENUS:
        _add_title(table, _plain(menu))
        for spec in specs:
            if spec.menu == menu:
                _add_row(table, translated(spec.text).removesuffix("…"), shown_keys(spec))
    for title, keys in PANELS:
        _add_title(table, QCoreApplication.translate("Keys", title))
        for key in keys:
            _add_row(table, QCoreApplication.translate("Keys", key.text), shown(key))
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return table


def shown(key: PanelKey) -> str:
    """Return the keys of a panel as this system writes them."""
    if ARROWS in key.keys:
        return "".join(key.keys)
    native = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence.fromString(name).toString(native) for name in key.keys)


def _add_title(table: QTableWidget, text: str) -> None:
    item = QTableWidgetItem(text)
    bold = QFont(table.font())
    bold.setBold(True)
    item.setFont(bold)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    _add(table, item, QTableWidgetItem())


def _add_row(table: QTableWidget, text: str, keys: str) -> None:
    _add(table, QTableWidgetItem(f"  {text}"), QTableWidgetItem(keys))


def _add(table: QTableWidget, *items: QTableWidgetItem) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column, item in enumerate(items):
        table.setItem(row, column, item)


def _plain(menu: str) -> str:
    """Return the title of a menu without its underlined letter."""
    return re.sub(r"\(&\w\)|&", "", translated(menu))
