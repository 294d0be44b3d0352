"""The spotlight: on what is spoken about, with the mouse, or off."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Slot
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
RADIUS = 110.0
"""Of the light that goes with the mouse, in pixels before they are magnified."""


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
        self._mouse = QPointF(-1e4, -1e4)
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
        self._mouse = at
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
        return path

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key may have gone on with the keyboard, which Qt tells nobody of what is magnified."""
        if event.type() is QEvent.Type.KeyRelease and self.on == SPOKEN:
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
        used = stage.focused
        if used is not None and used is not window.canvas:
            place = QPainterPath()
            place.addRect(stage.place_of(used))
            path -= place
        return path
