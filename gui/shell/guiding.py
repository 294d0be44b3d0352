"""Begins examples, brings forward where there is something to be seen in them, and says what."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction

from core.commands import Command, Load
from core.frame import Frame
from core.presets import Preset, guide, preset, presets
from core.record import Run
from gui.shell.guide import GuideStrip
from gui.writing.numbers import regrouped

ROOM = {"health": 290}
"""Height that a panel gets, if it can, when something in it is presented: one row alone tells nothing."""


class Guiding(QObject):
    """Goes by the frames: the strip is there as long as the experiment is the example that was begun.

    Attributes:
        strip: the strip above the network.
        begun: the names of the examples that were begun and whose strip nobody has closed.

    """

    def __init__(self, window: Any) -> None:
        """Guide the person in front of `window`, the main window."""
        super().__init__(window)
        self._window = window
        self.strip = GuideStrip()
        self.strip.closed.connect(self.on_closed)
        self.begun: frozenset[str] = frozenset()
        self._shown: Preset | None = None
        self._coming: Preset | None = None
        self._asked: Load | None = None
        self._record: Run | None = None
        window.engine.command.connect(self.on_command)
        window.engine.heard.connect(self.on_heard)
        window.engine.rejected.connect(self.on_rejected)

    @Slot(QAction)
    def begin(self, action: QAction) -> None:
        """Begin the example that was chosen from the menu."""
        frame = self._window.engine.frame
        self._record = None if frame is None else frame.record
        self.expect(action.data())
        self._window.experiments.begin_preset(preset(action.data()))

    def expect(self, name: str) -> None:
        """Present the example `name`, whose `Load` comes next; without one, with the first frame."""
        self._coming, self._asked = preset(name), None
        self.begun |= {name}

    @Slot(object)
    def on_command(self, command: Command) -> None:
        """Take note of what begins the example that is to come: the same may be asked for twice."""
        coming = None if self._coming is None else self._coming.experiment
        if isinstance(command, Load) and command.experiment is coming:
            self._asked = command

    @Slot(object)
    def on_heard(self, command: Command) -> None:
        """Wait no longer: the frame is from after it, and frames before may have been of something else."""
        if command is self._asked:
            self._arrive(self._window.engine.frame)

    @Slot(object, str)
    def on_rejected(self, command: Command, _: str) -> None:
        """It does not come, and somebody else says why."""
        if command is self._asked:
            self._coming = self._asked = None

    def bring_back(self, names: Any) -> None:
        """Take up the examples whose names a session file gives; others than there are are passed over."""
        known = {each.name for each in presets()}
        if isinstance(names, list):
            self.begun = frozenset(k for k in names if isinstance(k, str) and k in known)
        if self._window.engine.frame is not None:
            self.follow(self._window.engine.frame)  # that of the session may be here already

    def follow(self, frame: Frame) -> None:
        """Show what there is to look at in the experiment of `frame`, if it is such an example."""
        if self._asked is None or self._has_begun(frame):  # without one the session has begun with it
            self._arrive(frame)
        found = self._found(frame)
        if found is not self._shown or self.strip.isHidden() == (found is not None):
            self._shown = found
            self.strip.show_preset(found)

    def _found(self, frame: Frame) -> Preset | None:
        return None if frame.visiting else guide(frame.experiment, self.begun)

    def _has_begun(self, frame: Frame) -> bool:
        """Whether the example that is to come is there; of some there is nothing to look at."""
        coming = self._coming
        if coming is None or frame.visiting or frame.record is self._record:
            return False
        return self._found(frame) is coming or frame.experiment == coming.experiment

    def _arrive(self, frame: Frame | None) -> None:
        """Say what the example that was expected is about, unless it failed or is over already."""
        coming = self._coming
        if coming is not None and frame is not None and self._has_begun(frame):
            if self._found(frame) is coming:
                self._present(coming)
            self._window.status.say(regrouped(coming.description))
        self._coming = self._asked = None

    def _present(self, chosen: Preset) -> None:
        """Bring the panels forward, and select what the sentences are about."""
        for name in chosen.panels:
            bring_up(self._window, name)
        what: dict[str, Any] = {} if chosen.pick is None else {"pick": chosen.pick}
        self._window.viewer.change(maps=chosen.maps, **what)

    @Slot()
    def on_closed(self) -> None:
        """Say no more of the example that is shown."""
        if self._shown is not None:
            self.begun -= {self._shown.name}
            self._shown = None


def bring_up(window: Any, name: str) -> None:
    """Show a panel of `window` in front, and give it more height where it needs that and can have it."""
    dock = window.docks[name]
    dock.show()
    dock.raise_()
    if dock.parent() is window and dock.height() < ROOM.get(name, 0):
        window.resizeDocks([dock], [ROOM[name]], Qt.Orientation.Vertical)
