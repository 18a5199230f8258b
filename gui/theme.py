"""The look of the window: Fusion with a quiet palette, light, dark, or as the system."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from resources import resource

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}

_ROLES = QPalette.ColorRole
# role: light, dark
_COLORS: dict[QPalette.ColorRole, tuple[str, str]] = {
    _ROLES.Window: ("#F6F7F9", "#26282C"),
    _ROLES.WindowText: ("#1F2328", "#E4E6EA"),
    _ROLES.Base: ("#FFFFFF", "#1E1F22"),
    _ROLES.AlternateBase: ("#F4F6F8", "#232529"),
    _ROLES.Text: ("#1F2328", "#E4E6EA"),
    _ROLES.PlaceholderText: ("#5B6470", "#A3A9B3"),
    _ROLES.Button: ("#FFFFFF", "#303338"),
    _ROLES.ButtonText: ("#2B3138", "#DADDE2"),
    _ROLES.BrightText: ("#FFFFFF", "#FFFFFF"),
    _ROLES.Highlight: ("#2F6FC4", "#3B6FB5"),
    _ROLES.HighlightedText: ("#FFFFFF", "#FFFFFF"),
    _ROLES.Accent: ("#2F6FC4", "#6CA4EA"),
    _ROLES.Link: ("#1F5FB5", "#7FB2F0"),
    _ROLES.LinkVisited: ("#1F5FB5", "#7FB2F0"),
    _ROLES.ToolTipBase: ("#FFFFFF", "#33363C"),
    _ROLES.ToolTipText: ("#1F2328", "#E4E6EA"),
    _ROLES.Light: ("#FFFFFF", "#3A3D43"),
    _ROLES.Midlight: ("#EEF0F3", "#34373C"),
    _ROLES.Mid: ("#C9CFD6", "#45494F"),
    _ROLES.Dark: ("#AEB6C0", "#17181A"),
    _ROLES.Shadow: ("#8A929C", "#6C727B"),
}
_DISABLED = ("#A3AAB3", "#6C727B")
_STYLE = """
QToolTip { padding: 3px 5px; border: 1px solid palette(mid); }
QSplitter::handle { background: palette(window); }
QMainWindow::separator { background: palette(window); width: 5px; height: 5px; }
QToolBar { border: none; border-bottom: 1px solid palette(mid); spacing: 2px; padding: 2px 6px; }
QToolBar::separator { background: palette(mid); width: 1px; margin: 5px 6px; }
QStatusBar { border-top: 1px solid palette(mid); }
QStatusBar::item { border: none; }
QLineEdit[frame="true"] { border: 1px solid palette(shadow); border-radius: 3px; padding: 2px 3px;
    background: palette(base); }
QLineEdit[frame="true"]:focus { border-color: palette(highlight); }
QLineEdit[frame="true"]:disabled { border-color: palette(mid); }
QProgressBar { border: 1px solid palette(shadow); border-radius: 3px; background: palette(base); }
QProgressBar::chunk { border-radius: 2px; background: palette(highlight); }
QTreeView[frameShape="6"], QTableView[frameShape="6"], QListView[frameShape="6"],
QTextEdit[frameShape="6"] { border: 1px solid palette(shadow); }
QTableView { gridline-color: palette(mid); }
QTableCornerButton::section { border: none; background: palette(window);
    border-right: 1px solid palette(mid); border-bottom: 1px solid palette(mid); }
QHeaderView { background: palette(window); }
QHeaderView::section { padding: 3px 4px; border: none; background: palette(window);
    border-right: 1px solid palette(mid); border-bottom: 1px solid palette(mid); }
QMenu::separator { height: 1px; margin: 3px 6px; background: palette(mid); }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: palette(shadow); }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
    width: 0.8em; height: 0.8em; border: 1px solid palette(shadow); border-radius: 2px;
    background: palette(base); }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked,
QTableView::indicator:checked {
    background: palette(highlight); border-color: palette(highlight); image: url("%(tick)s"); }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
    background: palette(highlight); border-color: palette(highlight); image: url("%(dash)s"); }
QCheckBox::indicator:disabled { border-color: palette(mid); background: palette(window); }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_OUTLINED: Any = ("QAbstractSpinBox", "QComboBox", "QPushButton", "QToolButton")
"""Kinds of widgets; of any type, as the stub asks for bytes where PySide takes texts alone."""

DARKER = 140  # percent: the outline that Fusion draws is so much darker than the window
_SIGNS = {name: resource("icons", f"{name}.svg").as_posix() for name in ("tick", "dash")}


def palette(*, dark: bool) -> QPalette:
    """Return the palette of the program."""
    result = QPalette()
    for role, pair in _COLORS.items():
        result.setColor(role, QColor(pair[dark]))
    disabled = QColor(_DISABLED[dark])
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText, _ROLES.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    result.setColor(
        QPalette.ColorGroup.Disabled, _ROLES.Highlight, QColor(_COLORS[_ROLES.Mid][dark])
    )
    return result


def outlined(palette: QPalette) -> QPalette:
    """Return a palette by which Fusion draws outlines that can be seen, in the dark too."""
    result = QPalette(palette)
    result.setColor(_ROLES.Window, palette.color(_ROLES.Shadow).lighter(DARKER))
    return result


class Theme:
    """Light or dark for the whole application, as chosen or as the system has it."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def use(self, name: str) -> None:
        """Switch to "light", "dark" or "system"; widgets hear of it by a PaletteChange event."""
        self._application.styleHints().setColorScheme(SCHEMES[name])
        self._paint(self._dark(name))

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._paint(scheme == Qt.ColorScheme.Dark)

    def _dark(self, name: str) -> bool:
        # a platform without a scheme of its own does not report the one that was asked for
        chosen = SCHEMES[name]
        known = self._application.styleHints().colorScheme()
        return (chosen if name != "system" else known) == Qt.ColorScheme.Dark

    def _paint(self, dark: bool) -> None:
        self._application.setStyleSheet("")  # under a style sheet only windows hear of a palette
        chosen = palette(dark=dark)
        self._application.setPalette(chosen)
        for kind in _OUTLINED:
            self._application.setPalette(outlined(chosen), kind)
        self._application.setStyleSheet(_STYLE % _SIGNS)
