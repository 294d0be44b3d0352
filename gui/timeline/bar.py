"""The timeline: a bar along the bottom on which every step since the start can be gone to."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolBar, QToolTip, QWidget

from core.commands import Seek
from core.frame import Frame
from gui.theme import DARK, Theme
from gui.timeline.look import Look, Track, look
from gui.timeline.painting import fonts, paint_handle, paint_target, paint_track, paint_words
from gui.timeline.scrubbing import Scrubber
from gui.timeline.words import description, place, pointed
from gui.writing.numbers import grouped

HEIGHT, SMALL = 32, 24
"""Of the bar, and of the bar in a low window."""

SIDE, GAP = 14, 16
"""At the bar's ends; between the track and the words beside it."""

LOW = 640
"""Where the window is less high than this, an exercise needs the room of the bar, and keys take its place."""

TIP = 34
"""What Qt and the style leave free above and around a tool tip, which must not lie on the track."""

NOTCH = 120
"""What a mouse wheel turns by at a time."""

MOST = 2**31 - 1
"""Steps that Qt can tell those who hear where they are."""


class TimelineBar(QAbstractSlider):
    """Drag, turn the wheel or press ↑ and ↓ to go through time; what lies ahead is there to be retraced.

    Signals:
        asked: a `Seek`.

    Attributes:
        scrubber: what was asked for and is not there yet.
        shown: what is on the bar.

    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName("Timeline")
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.scrubber = Scrubber(self)
        self.scrubber.asked.connect(self.asked)
        self.shown = Look()
        self._theme = DARK
        self._turned = 0
        self._hovered: float | None = None
        self._measure()

    def sizeHint(self) -> QSize:
        """As wide as the window."""
        return QSize(400, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._measure()
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show where on the path `frame` is."""
        shown = look(frame)
        if shown == self.shown:
            return
        digits = len(grouped(shown.end_step)) != len(grouped(self.shown.end_step))
        self.shown = shown
        if digits:
            self._measure()
        if not frame.live:
            self._tell()
        self.update()

    def _tell(self) -> None:
        """Let those who hear instead of seeing know."""
        self.setRange(0, min(self.shown.end_step, MOST))
        self.setValue(min(self.shown.step, MOST))
        self.setAccessibleDescription(description(self.shown))

    def _measure(self) -> None:
        """Leave room for the longest words, so that the track stands still until there is a digit more."""
        word, number = (QFontMetricsF(k) for k in fonts())
        self._left = SIDE + word.horizontalAdvance("in the past ") + GAP
        most = grouped(int("8" * len(str(max(9, self.shown.end_step)))))
        self._right = number.horizontalAdvance(f"step {most} of {most}") + GAP + SIDE

    @property
    def hurrying(self) -> bool:
        """Whether it is being dragged, and where it is by now is not what is shown."""
        return self.isSliderDown() and self.scrubber.target is not None

    # Painting

    @property
    def track(self) -> Track:
        """The line that stands for the path."""
        return Track(self._left, max(self._left + 1.0, self.width() - self._right), self.shown.end)

    @property
    def handle(self) -> QPointF:
        """Where the handle is: under the mouse while it is held, else at the moment shown."""
        target = self.scrubber.target
        at = self._place(target) if self.isSliderDown() and target else self.track.x(self.shown.at)
        return QPointF(at, self._middle)

    @property
    def _middle(self) -> float:
        """The height of the track: above it is room for marks."""
        return round(self.height() * 0.53)

    def _place(self, target: Seek) -> float:
        return self.track.right if target.step is None else self.track.x(target.step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all of it: that is little."""
        painter, theme, track = QPainter(self), self._theme, self.track
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.accent if self.hasFocus() else theme.border))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self._middle
        paint_track(painter, track, self.shown, y, theme)
        if self._hovered is not None and self.shown.end > 0 and not self.isSliderDown():
            painter.fillRect(QRectF(round(self._hovered), y - 8, 1, 16), QColor(theme.muted))
        target = self.scrubber.target
        if target is not None and not self.isSliderDown():
            paint_target(painter, self._place(target), y, theme)
        at = self.handle
        paint_handle(painter, at.x(), at.y(), self.shown, theme, self.isSliderDown())
        left = QRectF(SIDE, 0, self._left - SIDE, self.height())
        right = QRectF(track.right + GAP, 0, self.width() - track.right - GAP, self.height())
        paint_words(painter, self.shown, left, right, theme)

    # The mouse

    def _on_track(self, at: QPointF) -> bool:
        return self.shown.end > 0 and self.track.left - GAP / 2 <= at.x() <= self.track.right + GAP / 2

    def _go_to(self, x: float) -> None:
        """Want the moment at a place."""
        track = self.track
        self.scrubber.want(Seek(None if track.is_end(x) else track.snapped(x, self.shown)))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the mouse."""
        if event.button() is Qt.MouseButton.LeftButton and self._on_track(event.position()):
            self._hovered = None
            self.setSliderDown(True)
            QToolTip.hideText()
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle, or look at what is under the mouse."""
        x = event.position().x()
        if self.isSliderDown():
            self._go_to(x)
            return
        self._hovered = (
            min(max(x, self.track.left), self.track.right) if self._on_track(event.position()) else None
        )
        if QToolTip.isVisible():
            self._explain(event.position(), event.globalPosition())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go; it is wanted there at once."""
        if event.button() is Qt.MouseButton.LeftButton and self.isSliderDown():
            self.scrubber.insist()
            self.setSliderDown(False)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._hovered = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go by a step a notch, up to later ones."""
        turned = event.angleDelta()
        self._turned += turned.y() or turned.x()
        notches = int(self._turned / NOTCH)
        self._turned -= notches * NOTCH
        if notches:
            self._go_by(notches)
        event.accept()

    def _go_by(self, steps: int) -> None:
        """Go by so many steps from where one is about to be; past the last whole step lies the end."""
        shown, target = self.shown, self.scrubber.target
        here = shown.step if target is None else shown.end_step if target.step is None else target.step
        to = max(0, here + steps)
        if shown.end > 0 and (steps < 0 or shown.in_past):
            self.scrubber.want(Seek(None if to > shown.end_step else to))
            self.update()

    # Keys and tool tips

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by a step; ← → Home End are time wherever they are pressed."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self._go_by(steps)

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(QPointF(event.pos()), QPointF(event.globalPos()))
            return True
        return super().event(event)

    def _explain(self, at: QPointF, globally: QPointF) -> None:
        words = pointed(self.shown, self.track, at.x()) if self._on_track(at) else self._about()
        above = QFontMetricsF(QToolTip.font()).height() * (words.count("\n") + 1) + TIP
        top = self.mapToGlobal(self.rect().topLeft()).y()
        QToolTip.showText(QPoint(round(globally.x()), round(top - above)), words, self)

    def _about(self) -> str:
        return f"Every step since the start: drag to go to one.\nNow: {''.join(place(self.shown))}"


class TimelineStrip(QToolBar):
    """Holds the bar at the bottom of the window, below all docks.

    Attributes:
        bar: the timeline bar.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """With a bar that is empty."""
        super().__init__("Timeline", parent)
        self.setObjectName("timeline_strip")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setStyleSheet("QToolBar { padding: 0; border: 0; spacing: 0; }")
        self.toggleViewAction().setVisible(False)
        self._exercise = self._away = False
        self.bar = TimelineBar()
        self.addWidget(self.bar)

    def fit(self, height: int) -> None:
        """Take no more room than a window of this height has."""
        low = height < LOW
        wanted = SMALL if low else HEIGHT
        if wanted != self.bar.height():
            self.bar.setFixedHeight(wanted)
        hidden = self._away or (low and self._exercise)
        if self.isHidden() != hidden:
            self.setHidden(hidden)

    def put_away(self, on: bool) -> None:
        """Be seen no more while something is presented, or again."""
        self._away = on
        self.fit(self.window().height())

    @Slot(bool)
    def on_exercise_shown(self, on: bool) -> None:
        """Make room for an exercise, or come back after it."""
        self._exercise = on
        self.fit(self.window().height())
