"""Presents: puts the network and one panel on a stage that fills the screen, and everything back after it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from core.cursor import Phase
from core.frame import Frame
from core.selection import Pick
from gui.presenting.contrast import strong
from gui.presenting.returning import Returning
from gui.shell.dock_places import BELOW
from gui.shell.title_bar import BUTTONS
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.presenting.remote import Remote
    from gui.presenting.stage import Stage

KEYS = "Page ↓, Page ↑: on, back   ·   S: spotlight   ·   B: black screen   ·   Esc: end"
SPOKEN, MOUSE, OFF = "spoken", "mouse", "off"
SPOTLIGHTS = {
    SPOKEN: "The spotlight is on what is spoken about",
    MOUSE: "The spotlight goes with the mouse",
    OFF: "The spotlight is off",
}
"""What the spotlight can be on, in the order of its key, and what is said then."""
LIGHT = 110.0
"""The radius of the light that goes with the mouse, in pixels before they are magnified."""


class Presenting(QObject):
    """Begins and ends presentations of a window, and goes by its frames meanwhile.

    Signals:
        wanted: the name of a panel that somebody wants to see.

    Attributes:
        stage: the stage, None while nothing is presented.
        spotlight: what it is on, one of `SPOTLIGHTS`.

    """

    wanted = Signal(str)

    def __init__(self, window: Any) -> None:
        """Present what is in `window`, the main window, when it is wanted."""
        super().__init__(window)
        self._window = window
        self.stage: Stage | None = None
        self.spotlight = SPOKEN
        self._remote: Remote | None = None
        self._chosen: str | None = None
        self._moving = False
        self._picked = False
        self._mouse = QPointF(-1e4, -1e4)
        self._return: Returning | None = None
        self.wanted.connect(self.on_wanted, Qt.ConnectionType.QueuedConnection)
        window.actions["tour"].triggered.connect(self.end)  # it shows where things are otherwise

    @property
    def _theme(self) -> Theme:
        return self._window.appearance.theme or DARK

    # Beginning and ending

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Begin, or end."""
        if on:
            self.begin()
        else:
            self.end()

    def begin(self) -> None:
        """Put network and panel on a stage."""
        from gui.presenting.remote import Remote  # noqa: PLC0415 - not a part of every start
        from gui.presenting.stage import Stage  # noqa: PLC0415

        window = self._window
        if self.stage is not None:
            return
        window.setUpdatesEnabled(False)
        self._stop_returning()
        self._return = Returning(window)
        self._chosen, self.spotlight = None, SPOKEN
        window.dock_layout.put_away()
        self._show_bars(False)
        window.takeCentralWidget()
        self.stage = Stage(window.network, strong(self._theme))
        window.setCentralWidget(self.stage)
        self._remote = self._remote or Remote(window)
        self._remote.take(self.stage, self.turn_spotlight, self.turn_black, self.end)
        self._listen()
        self._colour()
        if window.engine.frame is not None:
            self.on_painted(window.engine.frame)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        window.setUpdatesEnabled(True)
        window.canvas.setFocus()
        self.stage.footer.say(KEYS)
        window.actions["present"].setChecked(True)

    @Slot()
    def end(self) -> None:
        """Put everything back to where it was."""
        window, stage = self._window, self.stage
        if stage is None:
            return
        window.setUpdatesEnabled(False)
        self._forget()
        stage.footer.stop()
        self._give_back_dock()
        window.network.allow_caption(True)
        window.takeCentralWidget()
        stage.clear()
        stage.deleteLater()
        self.stage = None
        window.setCentralWidget(window.network)
        window.network.show()
        self._show_bars(True)
        window.network.set_theme(self._theme)
        self._return.begin()
        window.setUpdatesEnabled(True)
        window.canvas.setFocus()
        window.actions["present"].setChecked(False)

    def _stop_returning(self) -> None:
        if self._return is not None:
            self._return.stop()
            self._return.deleteLater()

    def _show_bars(self, on: bool) -> None:
        window = self._window
        for bar in (window.menuBar(), window.transport, window.statusBar()):
            bar.setVisible(on)
        window.timeline.put_away(not on)

    def _listen(self) -> None:
        window, stage = self._window, self.stage
        window.canvas.painted.connect(self.on_painted)
        window.canvas.camera_moved.connect(self.on_moved)
        window.canvas.hover_changed.connect(self.on_moved)
        window.appearance.changed.connect(self.on_theme_changed)
        window.status.messageChanged.connect(stage.footer.say)
        stage.pointed.connect(self.on_pointed)
        stage.arranged.connect(self.on_moved)
        for dock in window.docks.values():
            dock.visibilityChanged.connect(self.on_seen)

    def _forget(self) -> None:
        window, stage = self._window, self.stage
        for dock in window.docks.values():
            dock.visibilityChanged.disconnect(self.on_seen)
        stage.arranged.disconnect(self.on_moved)
        stage.pointed.disconnect(self.on_pointed)
        window.status.messageChanged.disconnect(stage.footer.say)
        window.appearance.changed.disconnect(self.on_theme_changed)
        window.canvas.hover_changed.disconnect(self.on_moved)
        window.canvas.camera_moved.disconnect(self.on_moved)
        window.canvas.painted.disconnect(self.on_painted)
        self._remote.give_back()

    # The panel

    @Slot(bool)
    def on_seen(self, seen: bool) -> None:
        """Somebody wants to see a panel, or does not want to see that on the stage."""
        dock = self.sender()
        news = dock.isHidden() if dock is self.stage.dock else seen
        if news and not self._moving:
            self.wanted.emit(dock.objectName())

    @Slot(str)
    def on_wanted(self, name: str) -> None:
        """Put a panel on the stage; the one that is there has been taken away."""
        if self.stage is None:
            return
        dock = self._window.docks[name]
        if dock is not self.stage.dock:
            self._chosen = name
            self._put(dock)
        elif dock.isHidden():
            self._chosen = "" if self._chosen is None else None
            self._put(None if self._chosen is not None else self._suitable(self._window.engine.frame))

    def _suitable(self, frame: Frame) -> QDockWidget:
        return self._window.docks["chain_rule" if isinstance(frame.pick, Pick) else "cost"]

    def _put(self, dock: QDockWidget | None) -> None:
        """Let `dock` be the one on the stage."""
        self._moving = True
        self._give_back_dock()
        below = True
        if dock is not None:
            dock.hide()
            self._window.removeDockWidget(dock)
            below = dock.widget() in self._window.panels[5:-3]
            _dress(dock, for_stage=True)
            _colour(dock, strong(self._theme))
        self._window.network.allow_caption(dock is None or not below)  # numbers in nodes need the room
        self.stage.show_dock(dock, below)
        self._moving = False
        self._light()

    def _give_back_dock(self) -> None:
        moving, self._moving = self._moving, True
        dock = self.stage.take_dock()
        if dock is not None:
            _dress(dock, for_stage=False)
            _colour(dock, self._theme)
            self._window.addDockWidget(BELOW, dock)
            dock.hide()
        self._moving = moving

    # What is spoken about

    @Slot(object)
    def on_painted(self, frame: Frame) -> None:
        """Light what is spoken about now, and show its panel."""
        picked = isinstance(frame.pick, Pick)
        if self._chosen == "" and picked != self._picked:
            self._chosen = None
        self._picked = picked
        self.stage.footer.show_frame(frame)
        if self._chosen is None and self.stage.dock is not self._suitable(frame):
            self._put(self._suitable(frame))
        self._light()

    @Slot()
    def on_moved(self) -> None:
        """Everything is at another place."""
        self._light()

    @Slot(QPointF)
    def on_pointed(self, at: QPointF) -> None:
        """The mouse is at `at`."""
        self._mouse = at
        if self.spotlight == MOUSE:
            self._light()

    @Slot()
    def turn_spotlight(self) -> None:
        """Let it be on the next of what it can be on."""
        modes = list(SPOTLIGHTS)
        self.spotlight = modes[(modes.index(self.spotlight) + 1) % len(modes)]
        self.stage.keep_picture(self.spotlight == MOUSE)
        self.stage.footer.say(SPOTLIGHTS[self.spotlight])
        self._light()

    @Slot()
    def turn_black(self) -> None:
        """Show nothing, or everything again."""
        self.stage.black.setVisible(not self.stage.black.isVisible())

    def _light(self) -> None:
        """Let the veil lie over all but the light."""
        frame = self._window.engine.frame
        if frame is None or self.stage is None:
            return
        if self.spotlight == SPOKEN:
            self.stage.dim(self._unspoken(frame))
            return
        path = QPainterPath()
        if self.spotlight == MOUSE:
            path.addRect(self.stage.sceneRect())
            path.addEllipse(self._mouse, LIGHT, LIGHT)  # by the rule of odd and even it is a hole
        self.stage.dim(path)

    def _unspoken(self, frame: Frame) -> QPainterPath:
        from gui.presenting.spot import spot  # noqa: PLC0415 - not a part of every start

        window, stage, path = self._window, self.stage, QPainterPath()
        light = None if window.canvas.hovered else spot(window.canvas.laid_out(), frame)
        if light is None:  # everything is spoken about; so is what somebody points at, with its card
            return path
        canvas = stage.place_of(window.canvas)
        path.addRect(canvas)
        path -= light.translated(canvas.topLeft())
        if window.network.legend.isVisible():
            path.addRect(stage.place_of(window.network.legend))
        aside = self._chosen is None and not isinstance(frame.pick, Pick)
        if aside and stage.dock is not None and frame.cursor.phase is not Phase.COST:
            path.addRect(stage.place_of(stage.dock))
        return path

    # Colours

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the colours of another theme."""
        self._colour()

    def _colour(self) -> None:
        theme = strong(self._theme)
        self.stage.set_theme(theme)
        self._window.network.set_theme(theme)
        if self.stage.dock is not None:
            _colour(self.stage.dock, theme)


def _dress(dock: QDockWidget, for_stage: bool) -> None:
    """On the stage a dock can't be moved, and has no buttons for that."""
    features = QDockWidget.DockWidgetFeature
    movable = features.DockWidgetMovable | features.DockWidgetFloatable
    dock.setFeatures(features.DockWidgetClosable | (features(0) if for_stage else movable))
    for name in BUTTONS:
        dock.titleBarWidget().findChild(QAbstractButton, name).setVisible(not for_stage)


def _colour(dock: QDockWidget, theme: Theme) -> None:
    set_theme = getattr(dock.widget(), "set_theme", None)
    if set_theme is not None:
        set_theme(theme)
