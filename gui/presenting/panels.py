"""Which panel is on the stage: what is spoken about, or what somebody has asked for."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from core.frame import Frame
from core.selection import Pick
from gui.presenting.stage import Stage
from gui.presenting.ties import Ties
from gui.shell.dock_places import BEHIND, BELOW, HEIGHTS
from gui.shell.title_bar import BUTTONS
from gui.theme import Theme

NONE = ""
"""Chosen where no panel is wanted."""


class Panels(QObject):
    """Puts a dock of a window on a stage: the chain rule of what is selected, or else the cost.

    A panel that somebody brings up takes its place until its key takes it away again; where that is the one
    that would be there anyway, the network has all the room until something else is selected.

    Signals:
        wanted: the name of a panel that was shown or hidden.
        changed: another panel is on the stage, or none.

    Attributes:
        chosen: the panel that somebody has chosen, `NONE` for no panel, None while nobody has.

    """

    wanted = Signal(str)
    changed = Signal()

    def __init__(self, window: Any, stage: Stage, theme: Theme) -> None:
        """Put docks of `window`, the main window, on `stage`, in the colours of `theme`."""
        super().__init__(stage)
        self._window, self._stage, self._theme = window, stage, theme
        self.chosen: str | None = None
        self._moving = self._picked = False
        # Not while Qt shows or hides it:
        self.wanted.connect(self.on_wanted, Qt.ConnectionType.QueuedConnection)
        seen = [(dock.visibilityChanged, self.on_seen) for dock in window.docks.values()]
        self._ties = Ties([*seen, (window.engine.frame_changed, self.follow)])

    def stop(self, theme: Theme) -> None:
        """Give back what is on the stage, in the colours of `theme`."""
        self._ties.loose()
        self.wanted.disconnect(self.on_wanted)
        self._give_back(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme = theme
        if self._stage.dock is not None:
            _colour(self._stage.dock, theme)

    @Slot(object)
    def follow(self, frame: Frame) -> None:
        """Show what is spoken about now, unless something else is wanted."""
        picked = isinstance(frame.pick, Pick)
        if self.chosen == NONE and picked != self._picked:
            self.chosen = None
        self._picked = picked
        if self.chosen is None and self._stage.dock is not self._suitable():
            self._put(self._suitable())

    def _suitable(self) -> QDockWidget:
        docks: dict[str, QDockWidget] = self._window.docks
        return docks["chain_rule" if self._picked else "cost"]

    @Slot(bool)
    def on_seen(self, seen: bool) -> None:
        """Somebody wants to see a panel, or does not want to see that on the stage."""
        dock = self.sender()
        news = dock.isHidden() if dock is self._stage.dock else seen
        if news and not self._moving:
            self.wanted.emit(dock.objectName())

    @Slot(str)
    def on_wanted(self, name: str) -> None:
        """Put a panel on the stage; or take that away which is there, and now hidden."""
        dock = self._window.docks[name]
        if (
            self._window.centralWidget() is not self._stage
        ):  # the presentation has ended before this was heard
            return
        if dock is not self._stage.dock:
            self.chosen = name
            self._put(dock)
        elif dock.isHidden():
            self.chosen = NONE if dock is self._suitable() else None
            self._put(self._suitable() if self.chosen is None else None)

    def _put(self, dock: QDockWidget | None) -> None:
        """Let `dock` be the one on the stage."""
        self._moving = True
        self._give_back(self._window.appearance.theme)
        below = True
        if dock is not None:
            dock.hide()
            self._window.removeDockWidget(dock)
            below = dock.objectName() not in (*HEIGHTS, *BEHIND)  # these stand in columns otherwise, too
            _dress(dock, for_stage=True)
            _colour(dock, self._theme)
        self._window.network.present(True, captioned=dock is None or not below)  # numbers need the room
        self._stage.show_dock(dock, below)
        self._moving = False
        self.changed.emit()

    def _give_back(self, theme: Theme) -> None:
        dock = self._stage.take_dock()
        if dock is not None:
            _dress(dock, for_stage=False)
            _colour(dock, theme)
            self._window.addDockWidget(BELOW, dock)
            dock.hide()


def _dress(dock: QDockWidget, for_stage: bool) -> None:
    """On the stage a dock can't be moved, and has no buttons for that; its panel may be made for afar."""
    features = QDockWidget.DockWidgetFeature
    movable = features.DockWidgetMovable | features.DockWidgetFloatable
    dock.setFeatures(features.DockWidgetClosable | (features(0) if for_stage else movable))
    for name in BUTTONS:
        dock.titleBarWidget().findChild(QAbstractButton, name).setVisible(not for_stage)
    if hasattr(type(dock.widget()), "present"):  # to ask the panel itself would make its parts
        dock.widget().present(for_stage)


def _colour(dock: QDockWidget, theme: Theme) -> None:
    set_theme = getattr(dock.widget(), "set_theme", None)
    if set_theme is not None:
        set_theme(theme)
