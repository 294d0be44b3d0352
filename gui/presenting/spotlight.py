"""The spotlight: on what is spoken about, with the mouse, or off."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QPainterPath

from core.cursor import Phase
from core.frame import Frame
from core.selection import Pick
from gui.network.card import CORNER
from gui.presenting.cards import cards
from gui.presenting.spot import spot
from gui.presenting.stage import Stage
from gui.presenting.ties import Ties

SPOKEN, MOUSE, OFF = "spoken", "mouse", "off"
SPOTLIGHTS = {
    SPOKEN: "The spotlight is on what is spoken about",
    MOUSE: "The spotlight goes with the mouse",
    OFF: "The spotlight is off",
}
"""What it can be on, in the order of its key, and what is said then."""
RADIUS, RIM = 110.0, 4.0
"""Of the light that goes with the mouse, and across the canvas’s rim, in pixels before they are magnified."""
KEYS = Qt.Key
WALKING = (KEYS.Key_Tab, KEYS.Key_Backtab, KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Up, KEYS.Key_Down)
"""After these, people look at what has the keyboard."""


class Spotlight(QObject):
    """Lets a veil lie over all of a stage that has no light.

    Attributes:
        on: what it is on, one of `SPOTLIGHTS`.
        chosen: whether somebody has chosen the panel on the stage, which is then spoken about.

    """

    def __init__(self, window: Any, stage: Stage) -> None:
        """Light `stage`, on which are parts of `window`, the main window."""
        super().__init__(stage)
        self._window, self._stage = window, stage
        self.on, self.chosen = SPOKEN, False
        self._mouse, self._walked = QPointF(-1e4, -1e4), False
        canvas, frames = (
            window.canvas,
            window.engine.frame_changed,
        )  # not `painted`: while Qt paints it forgets
        moved = (frames, canvas.camera_moved, canvas.hover_changed, stage.arranged)
        self._ties = Ties([*((k, self.light) for k in moved), (stage.pointed, self.on_pointed)])
        stage.installEventFilter(self)

    def stop(self) -> None:
        """Light nothing any more."""
        self._ties.loose()
        self._stage.removeEventFilter(self)

    @Slot(QPointF)
    def on_pointed(self, at: QPointF) -> None:
        """The mouse is at `at`."""
        self._mouse, self._walked = at, False
        if self.on == MOUSE:
            self.light()

    @Slot()
    def turn(self) -> None:
        """Let it be on the next of what it can be on."""
        every = list(SPOTLIGHTS)
        self.on = every[(every.index(self.on) + 1) % len(every)]
        self._stage.keep_picture(self.on == MOUSE)
        self._stage.footer.say(SPOTLIGHTS[self.on])
        self.light()

    @Slot()
    def light(self) -> None:
        """Light what is to be bright now."""
        frame = self._window.engine.frame
        if frame is not None:
            self._stage.veil.setPath(self._dark(frame))
            self._stage.ring.setPath(self._ring())

    def _dark(self, frame: Frame) -> QPainterPath:
        if self.on == SPOKEN:
            return self._unspoken(frame)
        path = QPainterPath()
        if self.on == MOUSE:
            path.addRect(self._stage.sceneRect())
            path.addEllipse(self._mouse, RADIUS, RADIUS)  # by the rule of odd and even it is a hole
            for box in cards(self._window, self._stage, frame):  # which are read as a whole
                told = QPainterPath()
                told.addRoundedRect(box, CORNER, CORNER)
                path -= told
            footer = QPainterPath()
            footer.addRect(self._stage.place_of(self._stage.footer))  # it tells what the light does
            path -= footer | self._used()
        return path

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key may have gone on with the keyboard, which Qt tells nobody of what is magnified."""
        if event.type() is QEvent.Type.KeyRelease and self.on != OFF:
            self._walked = event.key() in WALKING
            self.light()
        return False

    def _unspoken(self, frame: Frame) -> QPainterPath:
        """Everything that is not spoken about: of the canvas, its legend, and the cost at most times."""
        window, stage, path = self._window, self._stage, QPainterPath()
        light = None if window.canvas.hovered else spot(window.canvas.laid_out(), frame)
        if light is None:  # everything is spoken about; so is what somebody points at, with its card
            return path
        canvas = stage.place_of(window.canvas)
        path.addRect(canvas)
        path -= light.translated(canvas.topLeft())
        if window.network.legend.isVisible():
            path.addRect(stage.place_of(window.network.legend))
        aside = not self.chosen and not isinstance(frame.pick, Pick) and frame.cursor.phase is not Phase.COST
        if aside and stage.dock is not None:
            path.addRect(stage.place_of(stage.dock))
        return path - self._used()

    def _used(self) -> QPainterPath:
        """What has the keyboard, if keys have led there; of the canvas its rim, on which is a ring."""
        used, path = self._stage.focused, QPainterPath()
        if used is not None and (used is self._window.canvas or self._walked or self.on == SPOKEN):
            path.addRect(self._stage.seen_of(used))
            if used is self._window.canvas:
                path.addRect(self._stage.seen_of(used).adjusted(RIM, RIM, -RIM, -RIM))
        return path

    def _ring(self) -> QPainterPath:
        """Around what has the keyboard while the light is elsewhere."""
        used, path = self._stage.focused, QPainterPath()
        elsewhere = self.on == MOUSE and not self._walked
        if elsewhere and used is not None and used is not self._window.canvas:
            path.addRoundedRect(self._stage.seen_of(used).adjusted(1, 1, -1, -1), RIM, RIM)
        return path
