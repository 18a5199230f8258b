"""The menus and the toolbar of the window, made from the one table of actions."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QProxyStyle,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QToolBar,
    QWidget,
)

from gui.actions import MENUS, Actions, translated
from gui.icons import icon_size

ICON, MENU_ICON = 20, 16  # pixels beside letters of the usual size
SPRING = "<"  # what follows stands at the right end
TOOLBAR = (
    "open", "addFolder", "", "undo", "redo", "", "previousProblem", "nextProblem", "accept",
    "asInSource", "doubtful", "", "markReviewed", SPRING, "export", "settings",
)  # fmt: skip


class _MenuStyle(QProxyStyle):
    """Has the icons in menus grow with the letters beside them."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Answer for the icons alone."""
        if metric == QStyle.PixelMetric.PM_SmallIconSize and widget is not None:
            return icon_size(widget.font(), MENU_ICON).width()
        return super().pixelMetric(metric, option, widget)


class Bars(QObject):
    """Menus and toolbar of a window.

    Args:
        window: gets them.
        acts: what is in them.
    """

    def __init__(self, window: QMainWindow, acts: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._acts = acts
        self.recent = QMenu(window)  # filled by the window when it is about to show
        self._below: dict[str, QMenu] = {}
        self._menus = [window.menuBar().addMenu("") for _ in MENUS]
        self._fill_menus()
        self._menu_style = _MenuStyle("Fusion")
        for menu in (*self._menus, *self._below.values()):
            menu.setStyle(self._menu_style)
        self._toolbar = QToolBar()
        self._toolbar.setObjectName("mainToolBar")
        self._toolbar.setMovable(False)
        self._toolbar.installEventFilter(self)
        self._fit()
        self._fill_toolbar()
        window.addToolBar(self._toolbar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the font of the window."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._toolbar.setIconSize(icon_size(self._window.font(), ICON))

    def _fill_menus(self) -> None:
        for spec in self._acts.specs:
            menu = self._menus[MENUS.index(spec.menu)]
            if spec.separated:
                menu.addSeparator()
            if spec.below and spec.below not in self._below:
                self._below[spec.below] = QMenu(self._window)
                menu.addMenu(self._below[spec.below])
            self._below.get(spec.below, menu).addAction(self._acts[spec.id])
            if spec.id == "openSample":
                menu.addMenu(self.recent)

    def _fill_toolbar(self) -> None:
        for name in TOOLBAR:
            if name == SPRING:
                spring = QWidget()
                spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                self._toolbar.addWidget(spring)
            elif name:
                self._toolbar.addAction(self._acts[name])
            else:
                self._toolbar.addSeparator()

    def retranslate(self) -> None:
        """Set all texts in the language of the window."""
        for menu, name in zip(self._menus, MENUS, strict=True):
            menu.setTitle(translated(name))
        self.recent.setTitle(self.tr("Recent projects"))
        for name, below in self._below.items():
            below.setTitle(translated(name))
        self._toolbar.setWindowTitle(self.tr("Toolbar"))

    def name_buttons(self) -> None:
        """Name the buttons: a screen reader reads their names, not those of the actions."""
        for name in TOOLBAR:
            if name not in ("", SPRING):
                button = self._toolbar.widgetForAction(self._acts[name])
                button.setAccessibleName(self._acts[name].toolTip())
