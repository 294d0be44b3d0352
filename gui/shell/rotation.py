"""Panels in turn: while training runs, each gets a frame at its own pace, one at a time."""

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from PySide6.QtCore import QElapsedTimer

from core.frame import Frame

QUICK_MS = 45
"""Between two frames of a panel in which something moves."""

STEADY_MS = 120
"""The same for curves, which hardly change from one frame to the next."""

CALM_MS = 250
"""The same for a panel with numbers to read and buttons to press."""


class Panel(Protocol):
    """Anything that shows frames."""

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`."""


class Rotation:
    """Hands frames to panels: all at once while paused, one at a time while training runs."""

    def __init__(
        self, paces: Mapping[Panel, int], seen: Callable[[Panel], bool], light: Collection[Panel] = ()
    ) -> None:
        """Take the panels, each with the milliseconds between two of its frames, and what tells who is seen.

        A panel behind another tab is visible to Qt, which has only moved it out of sight. Those that are
        `light`, so that nothing is held up by them, need no turn of their own.
        """
        self._paces, self._seen, self._light = dict(paces), seen, frozenset(light)
        self._shown = {panel: -pace for panel, pace in self._paces.items()}
        self._clock = QElapsedTimer()
        self._clock.start()

    def show_frame(self, frame: Frame, hurried: bool = False) -> None:
        """Give `frame` to the panels whose turn it is: while training runs, the visible one most overdue.

        Light ones that are due go along.
        The same where others follow at once (`hurried`): who is in a hurry calls `show_all` in the end.
        """
        if not frame.live and not hurried:
            self.show_all(frame)
            return
        now = self._clock.elapsed()
        late = {p: (now - self._shown[p]) / pace for p, pace in self._paces.items() if self._seen(p)}
        due = sorted((p for p, much in late.items() if much >= 1), key=late.__getitem__, reverse=True)
        heavy = [p for p in due if p not in self._light]
        for panel in (*heavy[:1], *(p for p in due if p in self._light)):
            # Frames come when they come: from the time that it was due, or else each would be a little late.
            self._shown[panel] = self._shown[panel] + self._paces[panel] if late[panel] < 2 else now
            panel.show_frame(frame)

    def show_all(self, frame: Frame) -> None:
        """Give `frame` to every panel that is seen."""
        for panel in filter(self._seen, self._paces):
            self._shown[panel] = self._clock.elapsed()
            panel.show_frame(frame)
