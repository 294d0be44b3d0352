"""How long the audit takes, and how long a Cancel can have to wait for it.

A session is stepped as the window's worker does it, in ticks of 8 ms, without a window.

    python tests/benchmarks/audit.py [--rounds N]
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.audit import BAD
from core.commands import Audit, Show, ViewSpec
from core.experiment import Experiment, default_experiment
from core.session import Session

TICK = 0.008
DEEP = Experiment("circle", (2, 8, 8, 8, 8, 8, 8, 1), ("tanh",) * 6 + ("sigmoid",), 0.5, 10)
RELU = Experiment("circle", (2, 8, 8, 8, 8, 8, 8, 1), ("relu",) * 6 + ("sigmoid",), 0.5, 10)
DIGITS = default_experiment("digits")
WIDE = Experiment("digits", (64, 256, 256, 10), ("relu", "relu", "sigmoid"), 0.1, 16)
CASES = (
    (DEEP, "shown"),
    (DEEP, "all"),
    (RELU, "all"),
    (DIGITS, "shown"),
    (WIDE, "shown"),
    (DIGITS, "all"),
)


class Taken(NamedTuple):
    """One audit: seconds, and the longest without a look at what was asked for."""

    seconds: float
    longest: float
    agree: bool


def audited(experiment: Experiment, samples: str) -> Taken:
    """Do one audit of the network after ten steps."""
    session = Session(experiment)
    session.train(10)
    session.apply(Show(ViewSpec(panels=frozenset({"check"}))))
    session.finish()
    begun = last = perf_counter()
    session.apply(Audit(samples))
    longest = perf_counter() - last
    while session.state.value == "checking":
        last = perf_counter()
        session.tick(TICK)
        longest = max(longest, perf_counter() - last)
    found = session.frame().audit
    return Taken(perf_counter() - begun, longest, found.done and not found.count(BAD))


def row(experiment: Experiment, samples: str, rounds: int) -> str:
    """Measure and write one row of the table."""
    taken = [audited(experiment, samples) for _ in range(rounds)]
    seconds = [k.seconds for k in taken]
    n, sigma = "-".join(map(str, experiment.n)), experiment.activations[0]
    what = "one sample" if samples == "shown" else "all data"
    times = f"{median(seconds):.3f} ({min(seconds):.3f}–{max(seconds):.3f})"
    longest = 1000 * max(k.longest for k in taken)
    agree = "all" if all(k.agree for k in taken) else "NOT ALL"
    return f"| {n} {sigma} | {experiment.dataset}, {what} | {times} | {longest:.0f} | {agree} |"


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="audits of each case (default: 3)")
    options = parser.parse_args()
    print(
        "| network | samples | seconds, median (min–max) | longest tick, ms | agree |\n|---|---|--:|--:|---|"
    )
    for experiment, samples in CASES:
        print(row(experiment, samples, options.rounds), flush=True)


if __name__ == "__main__":
    main()
