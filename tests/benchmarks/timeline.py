"""How soon any step is there again, whether it is the same bit for bit, and what recording costs.

    python tests/benchmarks/timeline.py [--steps 1000000] [--seeks 200] [--rounds 100]

Two networks: 2-8-8-1 with circle over 1,000,000 steps, and 64-32-16-10 with digits over a tenth of
them. A session is trained, then a window shows it and is asked for steps drawn at random: from the
command to the end of the paint that shows the step, median and maximum of milliseconds. Twenty of
the states are held, as a hash of parameters, gradient, batch and cursor, against those of another
process that trains from the beginning without any timeline. Memory is what the checkpoints take.
Recording: steps a second of the timeline next to those of the bare trainer, a fifth of a second each
in turn; the ratio is of the two turns of one round. It uses the display there is (a virtual one will do).
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
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "core")]

CASES = {"2-8-8-1": 1.0, "64-32-16-10": 0.1}
"""The networks, and the share of the steps that they are trained."""
COMPARED = 20
PORTION, TURN = 0.008, 0.2
"""Seconds that a window asks for at a time, and of a turn with the timeline or without."""


def experiment(name: str):
    """The experiment of a case."""
    from core.experiment import default_experiment

    return (
        default_experiment("circle").with_hidden((8, 8))
        if name == "2-8-8-1"
        else default_experiment("digits")
    )


class Seeker:
    """Asks a window for one step after the other, and notes how long each takes to be seen."""

    def __init__(self, window, session, steps: list[int]) -> None:
        """Take the window of a program that has not started."""
        from PySide6.QtCore import QTimer

        self.window, self._session, self._steps = window, session, steps
        self.taken, self.hashes = [], {}
        self._later, self._wanted = QTimer, None
        window.canvas.painted.connect(self.on_painted)
        QTimer.singleShot(1000, self.seek)

    def seek(self) -> None:
        """Ask for the next; close the window after the last."""
        from core.commands import Seek

        if len(self.taken) == len(self._steps):
            self.window.close()
            return
        self._wanted = self._steps[len(self.taken)]
        self._begun = perf_counter()
        self.window.engine.send(Seek(self._wanted))

    def on_painted(self, frame) -> None:
        """The canvas shows it; what else is due is painted before the clock is read."""
        if frame.state == "paused" and frame.cursor.step == self._wanted:
            self._wanted = None
            self._later.singleShot(0, self.note)

    def note(self) -> None:
        """Note the time, and the hash of some; the worker has nothing to do meanwhile."""
        from timelines import known_hash

        self.taken.append((perf_counter() - self._begun) * 1000)
        step = self._steps[len(self.taken) - 1]
        if len(self.taken) <= COMPARED:
            self.hashes[step] = known_hash(self._session)
        self._later.singleShot(20, self.seek)


def seeking(name: str, steps: int, seeks: int) -> dict:
    """Train, seek, and tell what was found."""
    from core.session import Session
    from gui import app

    session = Session(experiment(name))
    begun = perf_counter()
    session.train(steps)
    seconds = perf_counter() - begun
    wanted = [int(k) for k in np.random.default_rng(0).integers(1, steps, seeks)]
    program = app.Program(session, "dark")
    program.window.resize(app.SIZE)
    seeker = Seeker(program.window, session, wanted)
    program.start()
    program.run()
    tree = session.timeline.tree
    kept = sum(len(k.checkpoints) for k in tree.segments())
    return {
        "seconds": seconds,
        "taken": seeker.taken,
        "hashes": seeker.hashes,
        "bytes": tree.nbytes,
        "kept": kept,
    }


def afresh(name: str, steps: list[int]) -> dict[int, str]:
    """The hashes after `steps`, by a trainer that starts from the beginning and has no timeline."""
    from timelines import training_hash

    from core.training import Training

    training, found = Training(experiment(name)), {}
    for step in sorted(steps):
        training.trainer.run(float("inf"), most=step - training.trainer.step)
        found[step] = training_hash(training)
    return found


def speed(walker) -> tuple[int, float]:
    """Steps done in a fifth of a second, in portions as a window asks for them, and the seconds."""
    first, begun = walker.step, perf_counter()
    while perf_counter() - begun < TURN:
        walker.run(PORTION)
    return walker.step - first, perf_counter() - begun


def recording(name: str, rounds: int) -> list[float]:
    """Steps a second with the timeline / without, of each round of a turn of either."""
    from core.timeline.timeline import Timeline
    from core.training import Training

    timeline, bare = Timeline(Training(experiment(name))), Training(experiment(name)).trainer
    ratios = []
    for k in range(rounds):
        order = (timeline, bare) if k % 2 else (bare, timeline)
        found = {id(each): speed(each) for each in order}
        rates = [steps / seconds for steps, seconds in (found[id(timeline)], found[id(bare)])]
        ratios.append(rates[0] / rates[1])
    return ratios


def ask(*arguments: str) -> dict:
    """What this script prints in a process of its own."""
    command = [sys.executable, __file__, *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report(name: str, steps: int, options) -> None:
    """Measure one network and print it."""
    found = ask("--seek", name, "--steps", str(steps), "--seeks", str(options.seeks))
    again = ask("--afresh", name, *(f"--at={k}" for k in found["hashes"]))
    same = sum(again[k] == found["hashes"][k] for k in again)
    print(f"{name}: {steps:,} steps in {found['seconds']:.0f} s; {found['kept']:,} checkpoints,", end=" ")
    print(f"{found['bytes'] / 2**20:.1f} MB")
    taken = found["taken"]
    print(f"{name}: {len(taken)} seeks, ms to be seen: median {median(taken):.1f},", end=" ")
    print(f"p95 {np.percentile(taken, 95):.1f}, max {max(taken):.1f}")
    print(f"{name}: {same} of {len(again)} states the same as in a process without a timeline")
    ratios = recording(name, options.rounds)
    low, high = np.percentile(ratios, [25, 75])
    print(f"{name}: steps a second with the timeline / without: median of {len(ratios)} turns", end=" ")
    print(f"{median(ratios):.3f} (quartiles {low:.3f}, {high:.3f})", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seeks", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=100)
    for hidden in ("--seek", "--afresh"):
        parser.add_argument(hidden, metavar="CASE", help=argparse.SUPPRESS)
    parser.add_argument("--at", type=int, action="append", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seek:
        print(json.dumps(seeking(options.seek, options.steps, options.seeks)))
    elif options.afresh:
        print(json.dumps(afresh(options.afresh, options.at)))
    else:
        for name, share in CASES.items():
            report(name, round(options.steps * share), options)


if __name__ == "__main__":
    main()
