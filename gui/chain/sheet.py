"""Lines of formulas on a sheet that is scrolled where there is no room for all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gui.lessons.live import Line, Note
from gui.lessons.numbers import LiveLayout
from gui.theme import DARK, Theme

EDGE = 10.0


class _Paper(QWidget):
    """Paints the lines, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.lines: tuple[Line | Note, ...] = ()
        self.theme: Theme = DARK
        self.ink = DARK.text
        self._layout: LiveLayout | None = None

    def fit(self, room: QSize) -> None:
        """Lay the lines out for so much room, and ask for more where they need it."""
        across, down = room.width() - 2 * EDGE, room.height() - EDGE
        self._layout = LiveLayout(self.lines, across, down)
        needed = QSize(round(self._layout.needed + 2 * EDGE), round(self._layout.height + EDGE))
        self.setMinimumSize(needed if needed.width() > room.width() else QSize(0, needed.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all lines."""
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(self.theme.surface))
        self._layout.paint(painter, QPointF(EDGE, EDGE / 2), QColor(self.ink))
        painter.end()


class Sheet(QScrollArea):
    """Shows `Line`s and `Note`s."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._paper = _Paper()
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._paper.setAccessibleName("The update line by line")

    @property
    def lines(self) -> tuple[Line | Note, ...]:
        """What it shows."""
        return self._paper.lines

    @property
    def text(self) -> str:
        """The same as plain text."""
        return "\n".join(line.plain() for line in self.lines)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._paper.theme, self._paper.ink = theme, theme.text
        self._paper.update()

    def show_lines(self, lines: Sequence[Line | Note]) -> None:
        """Show these."""
        if tuple(lines) != self.lines:
            self._paper.lines = tuple(lines)
            self._paper.setAccessibleDescription(self.text)
            self._fit()

    def resizeEvent(self, event: object) -> None:
        """Another size has other room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        self._paper.fit(self.maximumViewportSize())
