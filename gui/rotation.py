"""Panels in turn: while training runs, each gets a frame about fifteen times a second."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QElapsedTimer

from core.frame import Frame

PANEL_MS = 66


class Panel(Protocol):
    """Anything that shows frames."""

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`."""


class Rotation:
    """Hands frames to panels: all at once while paused, one at a time while training runs."""

    def __init__(self, panels: Sequence[Panel]) -> None:
        """Take the panels, in the order of their turns."""
        self._panels = tuple(panels)
        self._shown = [-PANEL_MS] * len(self._panels)
        self._clock = QElapsedTimer()
        self._clock.start()

    def show_frame(self, frame: Frame) -> None:
        """Give `frame` to the panels whose turn it is."""
        if not frame.live:
            self.show_all(frame)
            return
        now = self._clock.elapsed()
        oldest = min(range(len(self._panels)), key=self._shown.__getitem__)
        if now - self._shown[oldest] >= PANEL_MS:
            self._shown[oldest] = now
            self._panels[oldest].show_frame(frame)

    def show_all(self, frame: Frame) -> None:
        """Give `frame` to every panel."""
        for k, panel in enumerate(self._panels):
            self._shown[k] = self._clock.elapsed()
            panel.show_frame(frame)
