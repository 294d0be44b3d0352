"""The icons of buttons and lists for pictures that are larger than the screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from gui.icons import FOLDER, drawn_larger

ARROW = FOLDER / "chevron.svg"
"""The arrow of a list that drops down."""
LARGEST = 24
"""Pixels to either side; what is larger is no icon."""


def has_icon(widget: QWidget) -> bool:
    """Whether Qt paints an icon on `widget` of which there is a larger one."""
    return isinstance(widget, QComboBox) or (
        isinstance(widget, QAbstractButton) and not widget.icon().isNull()
    )


def larger(widget: QWidget, size: QSize, scale: float) -> QPixmap:
    """The icon of `widget`, which has one, of a size in pixels each of which is `scale` device pixels."""
    icon = QIcon(str(ARROW)) if isinstance(widget, QComboBox) else widget.icon()
    found = drawn_larger(icon, size * scale, widget.isEnabled())
    if found is None:
        mode = QIcon.Mode.Normal if widget.isEnabled() else QIcon.Mode.Disabled
        found = icon.pixmap(size, scale, mode)
    return found
