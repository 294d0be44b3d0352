"""How soon another weight is shown, and what the chain rule costs training.

    python tests/benchmarks/picking.py [--rounds 5] [--seconds 4]

Two networks: 2-8-8-8-8-8-8-1 with circle and 64-32-16-10 with digits. Paused: from choosing another
weight, one after the other through the network, to the end of the paint that shows it in every
panel, the chain rule's pages in turn; median, 95th percentile and maximum of milliseconds. Training
at full speed: `main.py --measure` with the chain-rule panel open and a weight picked, next to the
same with nothing picked, in turn; the ratio of steps a second is of the two runs of one round. It
uses the display there is (a virtual one will do).
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

CASES = {
    "2-8-8-8-8-8-8-1": ["--dataset", "circle", "--layers", "2,8,8,8,8,8,8,1", "--batch", "10"],
    "64-32-16-10": ["--dataset", "digits"],
}
PICKS = 60
"""Weights that are looked at on each page."""


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


def steps_per_second(arguments: list[str], seconds: float, *more: str) -> float:
    """What `--measure` prints."""
    command = [sys.executable, str(ROOT / "main.py"), *arguments, "--measure", str(seconds), *more]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)[
        "steps_per_second"
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--choose", metavar="CASE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.choose:
        print(json.dumps(choosing(experiments()[options.choose])))
        return
    for name, arguments in CASES.items():
        command = [sys.executable, __file__, "--choose", name]
        taken = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        p95 = np.percentile(taken, 95)
        print(f"{name}: {len(taken)} weights chosen while paused, ms to be seen:", end=" ")
        print(f"median {median(taken):.1f}, p95 {p95:.1f}, max {max(taken):.1f}")
        ratios = []
        for _ in range(options.rounds):
            without = steps_per_second(arguments, options.seconds)
            ratios.append(steps_per_second(arguments, options.seconds, "--pick", "w1 1 1") / without)
        if not ratios:
            continue
        spread = ", ".join(f"{k:.2f}" for k in sorted(ratios))
        print(f"{name}: steps a second with a weight picked / without: {median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main()
