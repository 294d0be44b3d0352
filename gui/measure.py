"""Measures the window while it trains at full speed."""

from time import perf_counter, process_time, thread_time, time

import numpy as np
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from core.arithmetic import ARITHMETIC
from core.commands import Pause
from core.frame import Frame
from core.kernel.engine import ENGINE
from gui.main_window import MainWindow
from gui.preparing import Preparing
from gui.process import open_files, resident_megabytes, threads

HEARTBEAT_MS = 16
WARM_UP_MS = 500
PAUSE_MS = 3000
"""How long to wait for the picture after pausing."""


class Sleep(QObject):
    """Adds up how long the event loop of the GUI thread has slept.

    It sleeps from when it says that it is about to until the first event after that; its own word of
    being awake comes only with the next round, when that event is done. Waiting for the interpreter
    to hear of the event counts as sleep: nothing of the window could run. What the thread's own
    processor time says is therefore told beside it.
    """

    def __init__(self, parent: QObject) -> None:
        """Count nothing until `begin`."""
        super().__init__(parent)
        self.seconds = 0.0
        self._since = perf_counter()

    def begin(self) -> None:
        """Watch the event loop."""
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self.on_about_to_block)

    def end(self) -> None:
        """Watch it no longer."""
        QAbstractEventDispatcher.instance().aboutToBlock.disconnect(self.on_about_to_block)

    @Slot()
    def on_about_to_block(self) -> None:
        """Nothing is left to be done."""
        QApplication.instance().installEventFilter(self)
        self._since = perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something has happened; what comes after it until the next sleep is of no interest."""
        self.seconds += perf_counter() - self._since
        QApplication.instance().removeEventFilter(self)
        return False


class Heartbeat(QObject):
    """Notes the gaps of a 16 ms timer of the GUI thread, in milliseconds."""

    def __init__(self, parent: QObject) -> None:
        """Stand still until `begin`."""
        super().__init__(parent)
        self._gaps: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(HEARTBEAT_MS)
        self._timer.timeout.connect(self.on_timeout)

    def begin(self) -> None:
        """Beat."""
        self._last = perf_counter()
        self._timer.start()

    @Slot()
    def on_timeout(self) -> None:
        """Note how long ago the last beat was."""
        now = perf_counter()
        self._gaps.append((now - self._last) * 1000)
        self._last = now

    def end(self) -> dict[str, float]:
        """Stop, and return the gaps' median, 99th percentile and maximum."""
        self._timer.stop()
        gaps = self._gaps or [(perf_counter() - self._last) * 1000]
        p50, p99 = np.percentile(gaps, [50, 99])
        return {"p50": round(float(p50), 2), "p99": round(float(p99), 2), "max": round(max(gaps), 2)}


def holdings(frame: Frame) -> dict[str, float | None]:
    """What the process holds now, and what of it has been written into the record of the run."""
    return {
        "rss_mb": resident_megabytes(),
        "record_mb": round(frame.record.filled_bytes / 2**20, 2),
        "threads": threads(),
        "widgets": len(QApplication.allWidgets()),
        "open_files": open_files(),
    }


class Measurement(QObject):
    """Starts training at full speed, counts for so many seconds, pauses, and closes the window.

    Meanwhile every node shows what it computes over the inputs, which is the most that there is to paint.

    `result` then holds

    - first_paint, when the first frame was painted in seconds since 1970; startup_ms, the time to it from
      the first line of the program; startup_cpu_ms, the processor time to it from the start of the process;
    - seconds, steps, steps_per_second, epochs_per_second, arithmetic (numpy or compiled, what has done the
      steps), panels (how many could be seen), canvas_fps (paints that showed a new frame), output_hz (new
      maps of the network's output that came with frames, a second), output_maps_per_second and
      node_maps_per_second (new maps of the output, and of all nodes, that were painted), heartbeat_ms (gaps
      of a 16 ms timer of the GUI thread);
    - gui_idle, the share of time that the GUI thread's event loop slept; gui_cpu, the thread's processor
      time as a share of time;
    - pause_ms, from asking for a pause to the end of the paint that shows it fully anti-aliased, None if
      there was none;
    - begin and end: what the process held when counting began and ended; rss_mb is the memory at the end.
    """

    def __init__(self, window: MainWindow, seconds: float, started: float) -> None:
        """Wait for the first paint of `window`; `started` is the program's first perf_counter()."""
        super().__init__(window)
        self._window, self._seconds, self._started = window, seconds, started
        self.result: dict[str, object] = {}
        self._heart, self._sleep = Heartbeat(self), Sleep(self)
        self._output: object = None
        self._outputs = 0
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(PAUSE_MS)
        self._limit.timeout.connect(window.close)
        self._compiling = QTimer(self)
        self._compiling.setInterval(HEARTBEAT_MS)
        self._compiling.timeout.connect(self.on_compiling)
        window.canvas.painted.connect(self.on_first_painted, Qt.ConnectionType.SingleShotConnection)

    @Slot(object)
    def on_first_painted(self, frame: Frame) -> None:
        """Note how long that took."""
        self.result = {
            "first_paint": time(),
            "startup_ms": round((perf_counter() - self._started) * 1000, 1),
            "startup_cpu_ms": round(process_time() * 1000, 1),
        }
        self._window.viewer.show_maps(True)
        self._compiling.start()

    @Slot()
    def on_compiling(self) -> None:
        """Begin to train once it is known what does the steps, and all modules are there.

        Compiling is done once on each machine, and modules come in the first seconds of a window.
        """
        if ENGINE.pending or self._window.findChildren(Preparing):
            return
        self._compiling.stop()
        self._window.run_at_full_speed()
        QTimer.singleShot(WARM_UP_MS, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Begin to count once something was trained, and every panel that is seen has shown it."""
        frame = self._window.engine.frame
        if not frame.cursor.step:
            QTimer.singleShot(HEARTBEAT_MS, self, self.begin)
            return
        self._window.catch_up()
        self._begin = holdings(frame)
        self._first_step = frame.cursor.step
        self._first_paints = self._paints()
        self._window.engine.frame_changed.connect(self.on_frame)
        self._sleep.begin()
        self._heart.begin()
        QTimer.singleShot(round(self._seconds * 1000), self, self.end)
        self._begun, self._cpu = perf_counter(), thread_time()

    def _paints(self) -> tuple[int, int, int]:
        """How many frames, maps of the output and maps of the nodes were painted so far."""
        canvas, output = self._window.canvas, self._window.output
        return canvas.frames_painted, output.maps_painted, canvas.maps.maps_painted

    @Slot(object)
    def on_frame(self, frame: Frame) -> None:
        """Count the output if it is another one."""
        if frame.output is not None and frame.output is not self._output:
            self._output = frame.output
            self._outputs += 1

    @Slot()
    def end(self) -> None:
        """Work the figures out, and pause."""
        seconds, cpu = perf_counter() - self._begun, thread_time() - self._cpu
        self._sleep.end()
        self._window.engine.frame_changed.disconnect(self.on_frame)
        frame = self._window.engine.frame
        steps = frame.cursor.step - self._first_step
        paints, outputs, maps = (b - a for a, b in zip(self._first_paints, self._paints(), strict=True))
        end = holdings(frame)
        self.result |= {
            "seconds": round(seconds, 3),
            "steps": steps,
            "steps_per_second": round(steps / seconds, 1),
            "epochs_per_second": round(steps / seconds / frame.batches, 1),
            "arithmetic": ARITHMETIC.name,
            "panels": len(self._window.dock_layout.visible),
            "canvas_fps": round(paints / seconds, 1),
            "output_hz": round(self._outputs / seconds, 1),
            "output_maps_per_second": round(outputs / seconds, 1),
            "node_maps_per_second": round(maps / seconds, 1),
            "heartbeat_ms": self._heart.end(),
            "gui_idle": round(self._sleep.seconds / seconds, 3),
            "gui_cpu": round(cpu / seconds, 3),
            "pause_ms": None,
            "begin": self._begin,
            "end": end,
            "rss_mb": end["rss_mb"],
        }
        self.pause(frame)

    def pause(self, frame: Frame) -> None:
        """Pause, unless training has stopped by itself, and wait for the picture."""
        if not frame.live:
            self._window.close()
            return
        self._begun = perf_counter()
        self._window.canvas.painted.connect(self.on_painted)
        self._window.engine.send(Pause())
        self._limit.start()

    @Slot(object)
    def on_painted(self, frame: Frame) -> None:
        """Close the window once it shows the pause in full."""
        if not frame.live and self._window.canvas.smooth:
            self.result["pause_ms"] = round((perf_counter() - self._begun) * 1000, 1)
            self._window.canvas.painted.disconnect(self.on_painted)
            self._limit.start(0)
