"""Finds what a person could not read: words that their place cuts off."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenuBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionTab,
    QTabBar,
    QWidget,
)


def cut(window):
    """What is cut off in `window`: words, how wide they are, and how wide their place is."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            found += [(words, needed, room) for words, needed, room in _words(widget) if needed > room]
            if isinstance(widget, (QLabel, QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)):
                found += _clipped(widget, window)
    return found


def _words(widget):
    """The words of a widget, each with the width that it needs and the one that it has."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel) and widget.text():
        yield _label(widget, metrics)
    elif isinstance(widget, QAbstractButton) and widget.text():
        shows = getattr(widget, "toolButtonStyle", lambda: None)()
        if shows != Qt.ToolButtonStyle.ToolButtonIconOnly:
            yield widget.text(), widget.sizeHint().width(), widget.width()
    elif isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        place = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, widget)
        yield widget.currentText(), metrics.horizontalAdvance(widget.currentText()), place.width()
    elif isinstance(widget, QLineEdit):
        margins = widget.textMargins()
        room = widget.contentsRect().width() - margins.left() - margins.right()
        yield widget.text(), metrics.horizontalAdvance(widget.text()), room
    elif isinstance(widget, QTabBar):
        option = QStyleOptionTab()
        for k in range(widget.count()):
            widget.initStyleOption(option, k)
            shown, all_of_it = map(metrics.horizontalAdvance, (option.text, widget.tabText(k)))
            yield widget.tabText(k), all_of_it, shown
    elif isinstance(widget, QDockWidget):
        yield widget.windowTitle(), metrics.horizontalAdvance(widget.windowTitle()) + 60, widget.width()
    elif isinstance(widget, QMenuBar):
        for action in widget.actions():
            room = widget.actionGeometry(action).width()
            yield action.text(), metrics.horizontalAdvance(action.text().replace("&", "")), room


def _label(label, metrics):
    if "…" in label.text():
        return label.text(), 1, 0
    if label.wordWrap():
        return label.text(), label.heightForWidth(label.width()), label.height()
    if label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text():
        return label.text(), metrics.horizontalAdvance(label.text()), label.contentsRect().width()
    return label.text(), label.sizeHint().width(), label.width()


def _clipped(widget, window):
    """Whether a part of the widget lies to the left or right of what its parents show."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        left = widget.mapTo(parent, QPoint(0, 0)).x()
        if left < 0 or left + widget.width() > parent.width():
            yield f"{type(widget).__name__} in {type(parent).__name__}", left + widget.width(), parent.width()
            return
        parent = parent.parentWidget()


def behind(window):
    """Parts of the toolbar that have moved behind its » button, or out of the window."""
    bar = window.transport
    parts = [bar.widgetForAction(action) for action in bar.actions() if action.isVisible()]
    return [
        getattr(p, "text", lambda p=p: type(p).__name__)()
        for p in parts
        if p and not (p.isVisible() and bar.rect().contains(p.geometry()))
    ]
