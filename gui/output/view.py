"""What the views of the output have in common."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.frame import Frame
from gui.ratio import paint_kept
from gui.targets import Targets
from gui.theme import DARK, Theme
from gui.writing.indices import raised

FADED = 0.4
"""How much is left of the colour of what this step has not computed yet."""


class OutputView(QWidget):
    """Shows a frame's output; drawn again where something about it is new.

    Signals:
        chosen: the sample that was clicked.
        pointed: what is under the mouse, in words; empty when it has gone.

    Attributes:
        part: of the view, what is being painted.
        maps_painted: how many maps were painted, each of which was new.

    """

    chosen = Signal(object)
    pointed = Signal(str)

    def __init__(self) -> None:
        """Empty until the first frame."""
        super().__init__()
        self.frame: Frame | None = None
        self.theme: Theme = DARK
        self.targets: Targets | None = None
        self.part = QRectF()
        self.maps_painted = 0
        self._painted: object = None
        self._mouse: QPointF | None = None
        self._still: QPixmap | None = None
        self.setMouseTracking(True)

    @property
    def name(self) -> str:
        """The output's name: a², where L = 2."""
        return f"a{raised(self.frame.L)}"

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self.theme, self.targets = theme, None
        if self.frame is not None:
            self.show_frame(self.frame)

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`, unless nothing about it is new."""
        if self.targets is None or self.targets.dataset is not frame.dataset:
            self.targets = Targets(frame.dataset, self.theme)
            self.forget()
        elif self.frame is not None and not self.differs(self.frame, frame):
            self.frame = frame
            return
        self.frame = frame
        self.prepare()
        self.update()
        if self._mouse is not None:
            self.pointed.emit(self.words_at(self._mouse))

    # What each view does in its own way

    def differs(self, before: Frame, frame: Frame) -> bool:
        """Whether `frame` looks different."""
        return shown_parts(before) != shown_parts(frame) or before.held_out is not frame.held_out

    def forget(self) -> None:
        """Drop what was worked out for other data, another theme or another size."""
        self._still = None

    def prepare(self) -> None:
        """Work out what the present frame needs before it is painted."""

    def paint(self, painter: QPainter) -> None:
        """Paint the present frame."""

    def paint_still(self, painter: QPainter) -> None:
        """Paint what stays the same from frame to frame."""

    def draw_still(self, painter: QPainter) -> None:
        """Draw what stays the same, painted once."""
        self._still = paint_kept(painter, self._still, self.size(), self.paint_still)

    def words_at(self, at: QPointF) -> str:
        """What is at that place."""
        return ""

    def sample_at(self, at: QPointF) -> int | None:
        """The sample near that place."""
        return None

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the present frame on an empty ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.frame is not None and self.targets is not None:
            self.part = QRectF(event.rect())
            self.paint(painter)
            if self.frame.output is not None and self.frame.output is not self._painted:
                self._painted = self.frame.output
                self.maps_painted += 1
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the new size."""
        super().resizeEvent(event)
        self.forget()
        if self.frame is not None:
            self.prepare()

    def look_at(self, at: QPointF | None) -> None:
        """Say what is at a place, or nothing any more."""
        self._mouse = at
        if at is None:
            self.pointed.emit("")
        elif self.frame is not None:
            self.pointed.emit(self.words_at(at))

    def choose_at(self, at: QPointF) -> None:
        """Choose the sample at a place, if there is one."""
        sample = self.sample_at(at) if self.frame is not None else None
        if sample is not None:
            self.chosen.emit(sample)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self.look_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        self.look_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the sample under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose_at(event.position())


def shown_parts(frame: Frame) -> tuple[object, ...]:
    """What of a frame is compared to tell whether it looks different."""
    computed = frame.live, frame.cursor.phase, frame.fresh_a(frame.L)
    return frame.sample, id(frame.output), computed, frame.a[frame.L].tobytes()
