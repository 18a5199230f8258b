"""Texts that do not fit their widgets: cut off, elided, or outside of what they stand in."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1  # pixels that rounding may take


def misfits(window: QWidget) -> list[str]:
    """Return one line for each text that does not fit; none where all is well."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() and widget.window() is window and not _is_scrolled_away(widget):
            for what in (*_own(widget), *_outside(widget)):
                name = widget.objectName() or type(widget).__name__
                parent = widget.parentWidget()
                inside = (parent.objectName() or type(parent).__name__) if parent else ""
                found.append(f"{inside}/{name}: {what}")
    return found


def _own(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            wanted = widget.fontMetrics().horizontalAdvance(widget.tabText(at))
            if wanted > widget.tabRect(at).width() + SLACK:
                yield f"tab {widget.tabText(at)!r}: {wanted} in {widget.tabRect(at).width()}"
    elif isinstance(widget, QGroupBox):
        wanted = widget.fontMetrics().horizontalAdvance(widget.title())
        if wanted > widget.width():
            yield f"group {widget.title()!r}: {wanted} in {widget.width()}"
    elif isinstance(widget, QLineEdit) and not widget.text():
        wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if wanted > widget.width() - 8:
            yield f"placeholder {widget.placeholderText()!r}: {wanted} in {widget.width()}"
    if isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height():
        yield f"line of {widget.height()} for letters of {widget.fontMetrics().height()}"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    room = label.contentsRect()
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height() + SLACK:
            yield f"{label.text()[:40]!r}: {wanted} high in {label.height()}"
    else:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setDocumentMargin(0)
        rich = "<" in label.text() and label.textFormat().name != "PlainText"
        said = _shown(label.text()) if label.buddy() else label.text()
        (document.setHtml if rich else document.setPlainText)(said)
        if document.idealWidth() > room.width() + SLACK:
            yield f"{label.text()[:40]!r}: {document.idealWidth():.0f} wide in {room.width()}"
        letters = label.fontMetrics().height()
        if letters > room.height() + 2 * SLACK:
            yield f"{label.text()[:40]!r}: letters of {letters} in {room.height()}"


def _shown(text: str) -> str:
    """Return a text without the signs of the letters that are underlined in it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _button(button: QAbstractButton) -> Iterator[str]:
    drawn_itself = type(button).__module__.startswith("gui.")
    icon_only = (
        isinstance(button, QToolButton)
        and button.toolButtonStyle().name.endswith("IconOnly")
        and not button.icon().isNull()
    )
    if not button.text() or drawn_itself or icon_only:
        return
    words = _shown(button.text())
    wanted = button.fontMetrics().horizontalAdvance(words)
    if wanted > button.width() - 4:
        yield f"{words!r}: {wanted} wide in {button.width()}"
    if button.fontMetrics().height() > button.height():
        yield f"{words!r}: letters of {button.fontMetrics().height()} in {button.height()}"


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    field = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
    for at in range(combo.count()):
        wanted = combo.fontMetrics().horizontalAdvance(combo.itemText(at))
        if at == combo.currentIndex() and not combo.isEditable() and wanted > field.width() + SLACK:
            yield f"entry {combo.itemText(at)!r}: {wanted} in {field.width()}"
        room = max(combo.width(), combo.view().minimumWidth())
        if wanted > room:
            yield f"entry of the list {combo.itemText(at)!r}: {wanted} in {room}"


def _outside(widget: QWidget) -> Iterator[str]:
    """Tell of a widget that reaches out of what it stands in."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea):
        return
    above = parent.parentWidget()
    if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
        return  # is scrolled
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    says = isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit)
    if says and not room.contains(widget.geometry()):
        yield f"reaches out: {_numbers(widget.geometry())} of {_numbers(parent.rect())}"


def _numbers(rect: QRect) -> tuple[int, int, int, int]:
    return rect.x(), rect.y(), rect.width(), rect.height()


def _is_scrolled_away(widget: QWidget) -> bool:
    """Tell whether a widget is out of sight, where one scrolls to it."""
    parent = widget.parentWidget()
    while parent is not None:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            corner = widget.mapTo(parent, QPoint(0, 0))
            if not parent.rect().contains(QRect(corner, widget.size())):
                return True
        parent = above
    return False
