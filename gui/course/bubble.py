"""A few words beside what they are about."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.course.page import Page
from gui.lessons.text import Item
from gui.own_keys import is_escape, kept
from gui.theme import DARK, Theme
from gui.writing.fonts import ui_font

WIDTH = 340
TIP, AWAY = 9, 14
"""The tip that points at what is meant, and how far the bubble stays away from that."""
MOST_COVERED = 0.2
"""Share of the bubble that may lie on what is meant, where there is no room beside it."""


class Bubble(QWidget):
    """Says something about a part of the window, and waits for Enter or Esc.

    Signals:
        advanced: the next one is wanted.
        skipped: no more of them.
    """

    advanced = Signal()
    skipped = Signal()

    def __init__(self, window: QWidget) -> None:
        """Lie over `window`, hidden."""
        super().__init__(window)
        self.setObjectName("bubble")
        self._theme, self._tip = DARK, QPointF()
        self.title, self.count, self.page = QLabel(), QLabel(), Page()
        self.title.setFont(ui_font(11.0, QFont.Weight.DemiBold))
        self.count.setProperty("role", "muted")
        self.skip, self.next = QPushButton("Skip  Esc"), QPushButton("Next  ↵")
        self.next.setAutoDefault(True)
        self.skip.setAutoDefault(True)
        self.next.clicked.connect(self.advanced)
        self.skip.clicked.connect(self.skipped)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(AWAY + 14, AWAY + 12, AWAY + 14, AWAY + 12)
        column.setSpacing(8)
        for part in (self.title, self.page):
            column.addWidget(part)
        column.addLayout(row)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything."""
        self._theme = theme
        self.page.set_theme(theme)
        self.update()

    def say(self, title: str, items: tuple[Item, ...], count: str, last: bool) -> None:
        """Show these words."""
        self.title.setText(title)
        self.count.setText(count)
        self.next.setText("Done  ↵" if last else "Next  ↵")
        self.skip.setVisible(not last)
        self.setFixedWidth(WIDTH)
        self.page.setFixedWidth(WIDTH - 2 * (AWAY + 14))
        self.page.show_items(items)
        self.page.measure([items])
        self.setAccessibleName(f"{title}. {self.page.plain}")

    def point_at(self, target: QRect) -> None:
        """Lie beside `target`, a part of the window, with the tip towards it."""
        window = self.parentWidget().rect()
        size = QSize(WIDTH, self.sizeHint().height())
        middle = target.center()
        corners = (
            QPoint(middle.x() - WIDTH // 2, target.bottom()),  # below, right, left, above
            QPoint(target.right(), middle.y() - size.height() // 2),
            QPoint(target.left() - WIDTH, middle.y() - size.height() // 2),
            QPoint(middle.x() - WIDTH // 2, target.top() - size.height()),
        )
        rects = [_inside(QRect(k, size), window) for k in corners]
        covered = [_covered(k, target) for k in rects]
        side = next((k for most in (0.0, MOST_COVERED) for k in range(4) if covered[k] <= most), None)
        chosen = QRect(middle - QPoint(WIDTH, size.height()) / 2, size) if side is None else rects[side]
        self.setGeometry(_inside(chosen, window))
        if side is None:
            self._tip = QPointF()
        elif covered[side]:
            self._tip = _end(self.rect(), side)
        else:
            self._tip = _nearest(QRectF(target), self.geometry())
        self.show()
        self.raise_()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Take Esc before any shortcut does."""
        return kept(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips the rest."""
        if event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel, and a tip towards what is meant."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(AWAY, AWAY, -AWAY, -AWAY)
        path = QPainterPath()
        path.addRoundedRect(box, 9, 9)
        if not self._tip.isNull():
            path = path.united(_tip(box, self._tip))
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(QColor(theme.raised))
        painter.drawPath(path)


def _inside(rect: QRect, window: QRect) -> QRect:
    """The same as far inside as it fits."""
    x = max(0, min(rect.x(), window.width() - rect.width()))
    y = max(0, min(rect.y(), window.height() - rect.height()))
    return QRect(QPoint(x, y), rect.size())


def _covered(bubble: QRect, target: QRect) -> float:
    """What share of what is painted of the bubble lies on `target`."""
    box = bubble.adjusted(AWAY, AWAY, -AWAY, -AWAY)
    both = box.intersected(target)
    return both.width() * both.height() / (box.width() * box.height()) if both.isValid() else 0.0


def _end(bubble: QRect, side: int) -> QPointF:
    """Where the tip ends of a bubble below, right, left or above what is meant, and partly on it."""
    middle = QRectF(bubble).center()
    x, y = (middle.x(), 0.0, bubble.width(), middle.x()), (0.0, middle.y(), middle.y(), bubble.height())
    return QPointF(x[side], y[side])


def _nearest(target: QRectF, bubble: QRect) -> QPointF:
    """The point of the target that is nearest to the bubble's middle, as the bubble sees it."""
    middle = QRectF(bubble).center()
    x = max(target.left(), min(middle.x(), target.right()))
    y = max(target.top(), min(middle.y(), target.bottom()))
    return QPointF(x, y) - QPointF(bubble.topLeft())


def _tip(box: QRectF, at: QPointF) -> QPainterPath:
    """A triangle on the side of `box` that is nearest to `at`."""
    x = max(box.left() + 2 * TIP, min(at.x(), box.right() - 2 * TIP))
    y = max(box.top() + 2 * TIP, min(at.y(), box.bottom() - 2 * TIP))
    along, across = QPointF(TIP, 0), QPointF(0, TIP)
    if at.y() < box.top():
        foot, out, side = QPointF(x, box.top() + 1), -across, along
    elif at.y() > box.bottom():
        foot, out, side = QPointF(x, box.bottom() - 1), across, along
    elif at.x() < box.left():
        foot, out, side = QPointF(box.left() + 1, y), -along, across
    else:
        foot, out, side = QPointF(box.right() - 1, y), along, across
    path = QPainterPath()
    path.moveTo(foot - side)
    path.lineTo(foot + out)
    path.lineTo(foot + side)
    path.closeSubpath()
    return path
