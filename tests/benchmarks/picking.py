"""How soon another weight is shown, and what the chain rule costs training.

    python tests/benchmarks/picking.py [--rounds 40]

Two networks: 2-8-8-8-8-8-8-1 with circle and 64-32-16-10 with digits. Paused: from choosing another
weight, one after the other through the network, to the end of the paint that shows it in every
panel, the chain rule's pages in turn; median, 95th percentile and maximum of milliseconds. Training
at full speed with the chain-rule panel open: a weight is picked for a second and none for the next,
so many rounds in one window; the ratio of steps a second is of the two seconds of a round, which are
too near one another for the machine to have changed its pace. It uses the display there is (a virtual
one will do).
"""

import argparse
import json
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

PICKS = 60
"""Weights that are looked at on each page."""
SETTLING_MS, WINDOW_MS = 150, 1000
"""After a change of the pick, before its steps count; and how long these are counted."""


def experiments() -> dict:
    """The experiments of the cases, by their names."""
    from core.experiment import default_experiment

    return {
        "2-8-8-8-8-8-8-1": default_experiment("circle").with_hidden((8,) * 6),
        "64-32-16-10": default_experiment("digits"),
    }


def weights(n: tuple[int, ...], count: int) -> list:
    """`count` weights and biases of layers `n`, drawn, no two in a row the same."""
    from core.selection import Pick

    rng = np.random.default_rng(0)
    found = []
    while len(found) < count:
        l = int(rng.integers(1, len(n)))
        B = int(rng.integers(-1, n[l - 1]))
        pick = Pick(l, int(rng.integers(n[l])), None if B < 0 else B)
        if not found or found[-1] != pick:
            found.append(pick)
    return found


class Chooser:
    """Chooses one weight after the other in a window, and notes how long each takes to be seen."""

    def __init__(self, window) -> None:
        """Take the window of a program that has not started."""
        from PySide6.QtCore import QTimer

        self.window, self.taken = window, []
        self._later = QTimer
        self._waiting = weights(window.engine._worker._session.experiment.n, 4 * PICKS)
        self._pick = None
        window.canvas.painted.connect(self.on_painted)
        QTimer.singleShot(500, self.choose)

    def choose(self) -> None:
        """Choose the next, on the next page after every so many; close the window after the last."""
        if not self._waiting:
            self.window.close()
            return
        if len(self._waiting) % PICKS == 0:
            self.window.chain_rule.head.choose(4 - len(self._waiting) // PICKS)
        self._pick = self._waiting.pop()
        self._begun = perf_counter()
        self.window.viewer.select(self._pick)

    def on_painted(self, frame) -> None:
        """The canvas shows it; when everything else that was due is painted too, it counts."""
        if frame.pick is not None and frame.pick == self._pick:
            self._pick = None
            self._later.singleShot(0, self.note)

    def note(self) -> None:
        """Note the time, and go on a little later."""
        self.taken.append((perf_counter() - self._begun) * 1000)
        self._later.singleShot(20, self.choose)


def choosing(experiment) -> list[float]:
    """Milliseconds from choosing each weight to seeing it, paused."""
    from core.session import Session
    from gui import app

    program = app.Program(Session(experiment), "dark")
    program.window.resize(app.SIZE)
    chooser = Chooser(program.window)
    program.start()
    program.run()
    return chooser.taken


class Alternating:
    """Trains at full speed, a weight picked and none in turn, and counts the steps of each."""

    def __init__(self, window, rounds: int) -> None:
        """Take the window of a program that has not started."""
        from PySide6.QtCore import QTimer

        self.window, self.rates = window, []
        self._later, self._left = QTimer.singleShot, 2 * rounds
        self._picks = cycle([*weights(window.engine._worker._session.experiment.n, 1), None])
        self._later(500, self.begin)

    def begin(self) -> None:
        """Run."""
        self.window.run_at_full_speed()
        self._later(2000, self.change)

    def change(self) -> None:
        """Pick a weight, or none; close the window at the end."""
        if len(self.rates) == self._left:
            self.window.close()
            return
        self.window.viewer.select(next(self._picks))
        self._later(SETTLING_MS, self.count)

    def count(self) -> None:
        """Count from here."""
        self._begun, self._steps = perf_counter(), self.window.engine.frame.cursor.step
        self._later(WINDOW_MS, self.note)

    def note(self) -> None:
        """Note how many steps a second it were."""
        done = self.window.engine.frame.cursor.step - self._steps
        self.rates.append(done / (perf_counter() - self._begun))
        self.change()


def training(experiment, rounds: int) -> list[float]:
    """Steps a second with a weight picked and without, in turn."""
    from core.session import Session
    from gui import app

    program = app.Program(Session(experiment), "dark")
    program.window.resize(app.SIZE)
    alternating = Alternating(program.window, rounds)
    program.start()
    program.run()
    return alternating.rates


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--case", metavar="CASE", help=argparse.SUPPRESS)
    parser.add_argument("--train", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        experiment = experiments()[options.case]
        found = training(experiment, options.rounds) if options.train else choosing(experiment)
        print(json.dumps(found))
        return
    for name in experiments():
        command = [sys.executable, __file__, "--case", name, "--rounds", str(options.rounds)]
        taken = measured(command)
        p95 = np.percentile(taken, 95)
        print(f"{name}: {len(taken)} weights chosen while paused, ms to be seen:", end=" ")
        print(f"median {median(taken):.1f}, p95 {p95:.1f}, max {max(taken):.1f}")
        if not options.rounds:
            continue
        rates = measured([*command, "--train"])
        picked, without = rates[::2], rates[1::2]
        ratios = [a / b for a, b in zip(picked, without, strict=True)]
        low, high = np.percentile(ratios, [25, 75])
        print(f"{name}: steps a second with a weight picked / without: median of {len(ratios)}", end=" ")
        print(f"{median(ratios):.3f} (quartiles {low:.2f}, {high:.2f}), of the sums", end=" ")
        print(f"{sum(picked) / sum(without):.3f}; {median(picked):.0f} / {median(without):.0f}")


def measured(command: list[str]) -> list[float]:
    """What a process of its own prints."""
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
