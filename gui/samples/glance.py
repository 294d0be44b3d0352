"""A sample that is a picture, as it is looked at for a moment beside the cells."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from gui.theme import Theme

SIDE = 84
"""Pixels of the picture, or the next multiple of its own."""
AWAY = 6
"""Pixels between it and the panel."""


class Glance(QLabel):
    """A small picture over the window beside a panel; the mouse does not notice it."""

    def __init__(self, parent: QWidget) -> None:
        """Hidden."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.setStyleSheet(f"background: {theme.raised}; border: 1px solid {theme.muted}; padding: 3px;")

    def show_picture(self, image: QImage, panel: QWidget, cell: QRect) -> None:
        """Show `image` beside `panel`, in which the cell lies that is meant."""
        window = panel.window()
        if self.parent() is not window:
            self.setParent(window)
        times = max(1, -(-SIDE // image.width()))
        size = QSize(image.width() * times, image.height() * times)
        self.setPixmap(QPixmap.fromImage(image.scaled(size)))
        self.adjustSize()
        place = QRect(panel.mapTo(window, QPoint(0, 0)), panel.size())
        x = place.right() + AWAY
        if x + self.width() > window.width():
            x = max(0, place.left() - AWAY - self.width())
        y = panel.mapTo(window, cell.center()).y() - self.height() // 2
        self.move(x, min(max(0, y), window.height() - self.height()))
        self.show()
        self.raise_()
