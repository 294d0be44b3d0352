"""The cost curve of a very long run: how long it takes to be drawn, at any zoom, and what its record holds.

    python tests/benchmarks/long_record.py [--steps 10000000] [--zooms 300] [--clock cpu] [--json]

A record of so many steps is written as training writes it, in portions, with costs that fall and scatter,
norms, and the cost and accuracy of the whole set now and then. Then the cost panel, as large as it is in the
window and as wide as a screen, shows stretches of it drawn at random, from four steps to all of them, with
linear and with logarithmic costs. Milliseconds of two things: `frame`, what a frame with more steps takes
where the stretch stands, and `zoom`, what another stretch takes, whose axes are all new. Both are from the
call to the end of the paint of the whole panel. The record grows between any two of them. On a machine that
has other things to do, `--clock cpu` goes by the processor time of the thread.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
if not any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from core.experiment import default_experiment  # noqa: E402
from core.record import Run  # noqa: E402
from core.session import Session  # noqa: E402
from gui.app import make_application  # noqa: E402
from gui.panels.cost import CostPanel  # noqa: E402
from gui.theme import DARK  # noqa: E402

CLOCKS = {"wall": perf_counter, "cpu": thread_time}
SIZES = ((610, 250), (1900, 420))
"""Pixels of the panel: as in a window of usual size, and across a large screen."""
PORTION = 1000
"""Steps that are entered at once while training."""
SCORED = 4000
"""Steps from one score to the next."""


class Writer:
    """Writes a record as training would."""

    def __init__(self, L: int) -> None:
        """Begin a run of a network with L layers."""
        self.run = Run(L)
        self.run.enter_pace(0, 0, 25, 25)
        self._rng = np.random.default_rng(0)
        self._L = L
        self.step = 0

    def write(self, steps: int) -> None:
        """Enter as many more steps."""
        x = np.arange(self.step, self.step + steps, dtype=np.float64)
        level = 0.3 / (1.0 + x / 2e4) + 1e-4
        cost = level * self._rng.lognormal(0.0, 0.5, steps)
        self.run.cost.extend(x, cost)
        self.run.norms.extend(x[::50], np.outer(np.sqrt(cost[::50]), np.ones(2 * self._L)))
        self.step += steps
        if self.step % SCORED == 0:
            right = 1.0 - min(0.5, float(level[-1]))
            self.run.enter_score(self.step, float(level[-1]), 1.2 * float(level[-1]), right, 0.98 * right)


class Drawing:
    """The cost panel before such a record."""

    def __init__(
        self, writer: Writer, session: Session, size: tuple[int, int], clock: Callable[[], float]
    ) -> None:
        """Show the whole run."""
        self._writer, self._frame, self._clock = writer, session.frame(), clock
        self.panel = CostPanel()
        self.panel.set_theme(DARK)
        self.panel.resize(*size)
        self.panel.show()
        self.show()
        QApplication.processEvents()

    def show(self) -> None:
        """Show a frame after a few more steps."""
        step = self._writer.step
        history = replace(self._frame.history, moment=step, end=step, end_step=step)
        cursor = replace(self._frame.cursor, step=step)
        self.panel.show_frame(
            replace(self._frame, record=self._writer.run, cursor=cursor, history=history, live=True)
        )

    def milliseconds(self, change: Callable[[], None]) -> float:
        """From a change to the end of the paint."""
        begin = self._clock()
        change()
        self.panel.repaint()
        taken = 1000 * (self._clock() - begin)
        QApplication.processEvents()
        self._writer.write(PORTION)
        return taken

    def zooms(self, count: int, rng: np.random.Generator) -> dict[str, list[float]]:
        """Milliseconds of frames and of zooms at as many stretches."""
        found: dict[str, list[float]] = {"frame": [], "zoom": []}
        for _ in range(count):
            last = self._writer.step
            length = 4.0 * (last / 4.0) ** rng.random()
            first = rng.random() * (last - length)
            found["zoom"].append(self.milliseconds(lambda f=first, n=length: self.panel.time.show(f, f + n)))
            found["frame"] += [self.milliseconds(self.show) for _ in range(3)]
        self.panel.time.show_all()
        found["frame"] += [self.milliseconds(self.show) for _ in range(10)]
        return found


def measure(steps: int, zooms: int, clock: Callable[[], float]) -> dict:
    """Write the record and draw it."""
    writer, session = Writer(3), Session(default_experiment("circle"))
    portions = []
    while writer.step < steps:
        begin = clock()
        writer.write(PORTION)
        portions.append(1000 * (clock() - begin))
    drawn = {}
    for size in SIZES:
        drawing = Drawing(writer, session, size, clock)
        for log in (False, True):
            drawing.panel.show_log(log)
            found = drawing.zooms(zooms, np.random.default_rng(1))
            name = f"{'×'.join(map(str, size))} {'log' if log else 'linear'}"
            drawn |= {f"{name}, {k}": v for k, v in found.items()}
        drawing.panel.close()
    names = ("cost", "norms", "scores", "accuracies")
    mb = {k: round(getattr(writer.run, k).nbytes / 2**20, 1) for k in names}
    return {"steps": writer.step, "mb": mb, "written": portions, "drawn": drawn}


def quantiles(values: list[float]) -> str:
    """Median, 99th percentile and maximum."""
    return " | ".join(f"{k:.2f}" for k in (*np.percentile(values, [50, 99]), max(values)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=10_000_000)
    parser.add_argument("--zooms", type=int, default=300)
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    gc.disable()
    application = make_application()
    result = measure(options.steps, options.zooms, CLOCKS[options.clock])
    if options.json:
        print(json.dumps(result))
        return
    held = ", ".join(f"{k} {v:g}" for k, v in result["mb"].items())
    print(
        f"{result['steps']:,} steps; MB: {held}; load average {os.getloadavg()[0]:.2f}; {options.clock} clock"
    )
    print("\n| ms | median | p99 | max |\n|---|--:|--:|--:|")
    print(f"| writing {PORTION:,} steps | {quantiles(result['written'])} |")
    for name, values in result["drawn"].items():
        print(f"| {name} | {quantiles(values)} |")
    application.quit()


if __name__ == "__main__":
    main()
