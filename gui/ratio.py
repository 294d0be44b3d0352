"""How many device pixels make a pixel where something is painted."""

from PySide6.QtGui import QPainter


def ratio_of(painter: QPainter) -> float:
    """Device pixels to a pixel: those of the screen, or of a larger picture that a widget is painted into.

    The device itself is the widget then, and knows only the screen's.
    """
    return painter.deviceTransform().m11()
