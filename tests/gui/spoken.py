"""What a screen reader says of the controls of a window, panel or dialog."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

HANDLED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
"""Kinds of widgets that are there to be handled."""


def seen(root):
    """The widgets of `root` that are on the screen."""
    every = root.findChildren(QWidget)
    magnified = root.window().graphicsProxyWidget() is not None  # of which Qt knows no region
    return [w for w in every if w.isVisible() and (magnified or not w.visibleRegion().isEmpty())]


def in_tab_order(widget):
    """Whether Tab stops at the widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def controls(root):
    """What can be handled in `root`, by mouse or keyboard; the parts that Qt makes for itself aside."""
    return [w for w in seen(root) if (isinstance(w, HANDLED) or in_tab_order(w)) and not _inner(w)]


def _inner(widget):
    """Whether a widget is a part that another one speaks for."""
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    owners = (QAbstractSpinBox, QComboBox, QAbstractItemView)
    return isinstance(widget, (QScrollBar, QHeaderView)) or isinstance(parent, owners)


def said_of(widget, what="Name"):
    """What the accessibility interface of a widget says: its Name, Description or Value."""
    return QAccessible.queryAccessibleInterface(widget).text(getattr(QAccessible.Text, what)).strip()


def name_of(widget):
    """A widget's name, as told by itself or by a label beside it.

    On Unix Qt calls a combo box by what is chosen, and leaves its name to the relation to a label or to
    what describes it.
    """
    if not isinstance(widget, QComboBox):
        return said_of(widget)
    related = QAccessible.queryAccessibleInterface(widget).relations(QAccessible.RelationFlag.Label)
    labels = [interface.text(QAccessible.Text.Name) for interface, _ in related]
    described = said_of(widget, "Description")
    return next(iter(labels), widget.accessibleName() if described else "")


def labels(root):
    """The labels of `root` that show words."""
    return [w for w in seen(root) if isinstance(w, QLabel) and w.text().strip()]
