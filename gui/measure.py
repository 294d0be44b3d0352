"""Measures the window while it trains at full speed."""

import os
import sys
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Slot

from core.frame import Frame
from gui.main_window import MainWindow

HEARTBEAT_MS = 16
WARM_UP_MS = 500


class Measurement(QObject):
    """Starts training at full speed, counts for so many seconds, and closes the window.

    `result` then holds seconds, steps, steps_per_second, canvas_fps (paints that showed a
    new frame), heartbeat_ms (gaps of a 16 ms timer of the GUI thread), startup_ms (from
    the first line of the program to the first frame painted) and rss_mb.
    """

    def __init__(self, window: MainWindow, seconds: float, started: float) -> None:
        """Wait for the first paint of `window`; `started` is the program's first perf_counter()."""
        super().__init__(window)
        self._window, self._seconds, self._started = window, seconds, started
        self.result: dict[str, object] = {}
        self._beats: list[float] = []
        self._heart = QTimer(self)
        self._heart.setTimerType(Qt.TimerType.PreciseTimer)
        self._heart.setInterval(HEARTBEAT_MS)
        self._heart.timeout.connect(self.on_heartbeat)
        window.canvas.painted.connect(self.on_first_painted, Qt.ConnectionType.SingleShotConnection)

    @Slot(object)
    def on_first_painted(self, frame: Frame) -> None:
        """Begin to train; count once it has settled."""
        self._startup = perf_counter() - self._started
        self._window.run_at_full_speed()
        QTimer.singleShot(WARM_UP_MS, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Begin to count."""
        self._first_step = self._window.engine.frame.cursor.step
        self._first_paints = self._window.canvas.frames_painted
        self._begun = self._last = perf_counter()
        self._heart.start()
        QTimer.singleShot(round(self._seconds * 1000), self, self.end)

    @Slot()
    def on_heartbeat(self) -> None:
        """Note how long ago the last beat was."""
        now = perf_counter()
        self._beats.append((now - self._last) * 1000)
        self._last = now

    @Slot()
    def end(self) -> None:
        """Work the figures out and close the window."""
        seconds = perf_counter() - self._begun
        self._heart.stop()
        steps = self._window.engine.frame.cursor.step - self._first_step
        paints = self._window.canvas.frames_painted - self._first_paints
        p50, p99 = np.percentile(self._beats, [50, 99])
        self.result = {
            "seconds": round(seconds, 3),
            "steps": steps,
            "steps_per_second": round(steps / seconds, 1),
            "canvas_fps": round(paints / seconds, 1),
            "heartbeat_ms": {
                "p50": round(float(p50), 2),
                "p99": round(float(p99), 2),
                "max": round(max(self._beats), 2),
            },
            "startup_ms": round(self._startup * 1000, 1),
            "rss_mb": resident_megabytes(),
        }
        self._window.close()


def resident_megabytes() -> float | None:
    """Memory of this process that is in use now; its peak where the system tells only that; or None."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return round(int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
    except OSError:
        pass
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)
