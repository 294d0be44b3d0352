"""What lies over the stage: the veil around a spotlight, a ring upon it, and a black screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsRectItem

from gui.theme import Theme

DARKNESS = 0.66
"""How much of what lies under the veil is lost."""
LINE = 2.0
"""Pixels across a ring, before they are magnified."""


class Veil(QGraphicsPathItem):
    """Dims what is not spoken about; the mouse does not notice it."""

    def __init__(self, below: QGraphicsItem) -> None:
        """Lie over no part of `below` yet."""
        super().__init__(below)
        self.setPen(Qt.PenStyle.NoPen)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_theme(self, theme: Theme) -> None:
        """Dim towards the ground of `theme`."""
        colour = QColor(theme.window)
        colour.setAlphaF(DARKNESS)
        self.setBrush(colour)


class Ring(QGraphicsPathItem):
    """Outlines on the veil what has the keyboard; the mouse does not notice it."""

    def __init__(self, below: Veil) -> None:
        """Outline nothing yet."""
        super().__init__(below)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_theme(self, theme: Theme) -> None:
        """Outline in the colour that `theme` has for this."""
        self.setPen(QPen(QColor(theme.accent), LINE))


class Black(QGraphicsRectItem):
    """A black screen: everybody looks at the person who speaks."""

    def __init__(self) -> None:
        """Be hidden."""
        super().__init__()
        self.setZValue(1)
        self.setPen(Qt.PenStyle.NoPen)
        self.setBrush(Qt.GlobalColor.black)
        self.hide()
