"""The memory of the window while it trains at full speed, and whether it answers all the while.

    python tests/benchmarks/memory.py [--all-panels] [--seconds 600] [--warm-up 20] [--every 10]

Opens the window on 2-8-8-8-8-8-8-1 with circle in batches of 10, on the display there is, and none if
there is none: with every default panel, or with `--all-panels` as large as the screen and with every panel
there is side by side and a weight selected. After a warm-up it notes every few seconds how much memory the
process holds, how much of it is written into the record of the run and into checkpoints, and how many
threads, widgets and files there are. `rest` is the memory without these two; its growth is the median of the
last three readings less that of the first three. Meanwhile a timer of 16 ms beats on the GUI thread; its gaps
are told, too.
`--json` prints the figures as one line instead of the table.
"""

import argparse
import gc
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
if not any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer, Slot  # noqa: E402

from core.experiment import Experiment, default_experiment  # noqa: E402
from core.kernel.engine import ENGINE  # noqa: E402
from core.session import Session  # noqa: E402
from gui.app import Program  # noqa: E402
from gui.main_window import MainWindow  # noqa: E402
from gui.measure import Heartbeat, holdings  # noqa: E402
from gui.preparing import Preparing  # noqa: E402

HIDDEN = (8,) * 6
COUNTED = ("threads", "widgets", "open_files")
ENDS = 3
"""Readings whose median stands for the beginning, and for the end."""


class Watch(QObject):
    """Trains at full speed, takes readings, and closes the window."""

    def __init__(self, window: MainWindow, session: Session, times: argparse.Namespace) -> None:
        """Wait for the first paint; `times` holds seconds, warm_up and every."""
        super().__init__(window)
        self._window, self._session, self._times = window, session, times
        self.readings: list[dict] = []
        self.gaps: dict[str, float] = {}
        self._heart = Heartbeat(self)
        self._timer = QTimer(self)
        self._timer.setInterval(round(times.every * 1000))
        self._timer.timeout.connect(self.take)
        self._compiling = QTimer(self)
        self._compiling.setInterval(100)
        self._compiling.timeout.connect(self.on_compiling)
        window.canvas.painted.connect(self.on_painted, Qt.ConnectionType.SingleShotConnection)

    @Slot(object)
    def on_painted(self, frame: object) -> None:
        """Wait for what does the steps."""
        self._compiling.start()

    @Slot()
    def on_compiling(self) -> None:
        """Train, with compiled steps where there are any; begin once everything is there and has its size."""
        if ENGINE.pending or self._window.findChildren(Preparing):
            return
        self._compiling.stop()
        self._window.run_at_full_speed()
        QTimer.singleShot(round(self._times.warm_up * 1000), self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Take the first reading."""
        self.take()
        self._heart.begin()
        self._timer.start()

    @Slot()
    def take(self) -> None:
        """Take a reading; after the last one, end."""
        frame = self._window.engine.frame
        held = holdings(frame)
        held["checkpoints_mb"] = round(self._session.timeline.tree.nbytes / 2**20, 2)
        rest = round(held["rss_mb"] - held["record_mb"] - held["checkpoints_mb"], 1)
        seconds = round(len(self.readings) * self._times.every, 1)
        self.readings.append({"seconds": seconds, "step": frame.cursor.step, "rest_mb": rest} | held)
        if seconds >= self._times.seconds:
            self._timer.stop()
            self.gaps = self._heart.end()
            self._window.close()


def experiment() -> Experiment:
    """What is trained."""
    return replace(default_experiment("circle").with_hidden(HIDDEN), m=10)


def figures(readings: list[dict], gaps: dict[str, float]) -> dict:
    """Growth, sizes, the counts at the beginning and the end, and the gaps of the heartbeat."""
    first, last = readings[0], readings[-1]
    ends = [median(k["rest_mb"] for k in part) for part in (readings[:ENDS], readings[-ENDS:])]
    return {
        "seconds": last["seconds"],
        "steps": last["step"] - first["step"],
        "steps_per_second": round((last["step"] - first["step"]) / max(last["seconds"], 1e-9), 1),
        "heartbeat_ms": gaps,
        "growth_mb": round(ends[1] - ends[0], 1),
        "peak_mb": round(max(k["rest_mb"] for k in readings) - ends[0], 1),
        "record_mb": last["record_mb"],
        "checkpoints_mb": last["checkpoints_mb"],
        "rss_mb": last["rss_mb"],
        "begin": {k: first[k] for k in COUNTED},
        "end": {k: last[k] for k in COUNTED},
    }


def show(readings: list[dict], found: dict) -> None:
    """Print a table of the readings and what follows from them."""
    columns = ("seconds", "step", "rss_mb", "record_mb", "checkpoints_mb", "rest_mb", *COUNTED)
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    for reading in readings:
        print(f"| {' | '.join(str(reading[k]) for k in columns)} |")
    print(
        f"growth beyond record and checkpoints {found['growth_mb']} MB (at most {found['peak_mb']} MB in "
        f"between) in {found['seconds']:g} s and {found['steps']:,} steps; record {found['record_mb']} MB, "
        f"checkpoints {found['checkpoints_mb']} MB"
    )
    gaps = ", ".join(f"{name} {value:g}" for name, value in found["heartbeat_ms"].items())
    print(f"{found['steps_per_second']:,.0f} steps a second; heartbeat of 16 ms: {gaps} ms")
    print(f"load average {' '.join(f'{k:.2f}' for k in os.getloadavg())}")
    for kind in COUNTED:
        print(f"{kind}: {found['begin'][kind]} → {found['end'][kind]}")


def main() -> None:
    """Run the window and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--warm-up", type=float, default=20.0)
    parser.add_argument("--every", type=float, default=10.0)
    parser.add_argument("--all-panels", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    gc.disable()
    session = Session(experiment())
    program = Program(session, "dark", "w1 1 1" if arguments.all_panels else None)
    if arguments.all_panels:
        from gui.shell.spreading import spread

        spread(program.window)
    watch = Watch(program.window, session, arguments)
    program.bring_compiled_steps()
    program.start()
    code = program.run()
    found = figures(watch.readings, watch.gaps)
    if arguments.json:
        print(json.dumps(found))
    else:
        show(watch.readings, found)
    sys.exit(code)


if __name__ == "__main__":
    main()
