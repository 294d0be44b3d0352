"""How well, and after how many steps, every data set's default experiment is learned.

    python tests/benchmarks/accuracy.py [--seeds 5] [--steps 10000] [--json]

Accuracy and C_train are those of the whole training set after all steps; "learned" is the step
at which the goal was first met and "worst" the lowest accuracy seen after it, both looked
at every 250 steps. The goal is an accuracy above 95 %; for XOR, at ten seeds and with up to 20,000 steps,
C_train < 0.01; for the sine C_train < 0.003 and for the line 0.015, which are about three and one and a half
times the noise that cannot be learned; for the teacher network, which has no noise, C_train < 0.005. The two
spirals have 150,000 steps.
"""

import argparse
import json
import math
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.datasets import names
from core.experiment import Experiment, build, default_experiment
from core.score import Score, score

LOOK = 250
"""Steps between two looks at the score."""

XOR_SEEDS = 10
LONGER = {"xor": 20_000, "two-spirals": 150_000}
"""Steps that data sets have at least."""

COSTS = {"xor": 0.01, "line": 0.015, "sine": 0.003, "teacher": 0.005}
"""Goals that are not an accuracy."""


def learned(dataset: str) -> Callable[[Score], bool]:
    """Whether a score meets the data set's goal."""
    if dataset in COSTS:
        return lambda found: found.cost < COSTS[dataset]
    return lambda found: (found.accuracy or 0.0) > 0.95


@dataclass(frozen=True)
class Result:
    """One training run; accuracies are None in a regression, `first` where the goal was never met."""

    dataset: str
    seed: int
    steps: int
    first: int | None
    cost: float
    accuracy: float | None
    worst: float | None


def train(experiment: Experiment, steps: int) -> Result:
    """Train `experiment` for `steps` steps, looking at its score on the way."""
    data, trainer = build(experiment)
    met, first, worst = learned(experiment.dataset), None, math.inf
    while trainer.step < steps:
        trainer.run(math.inf, most=min(LOOK, steps - trainer.step))
        found = score(trainer.net, data.x, data.y, data.task, trainer.step)
        if first is None and met(found):
            first = trainer.step
        if first is not None and found.accuracy is not None:
            worst = min(worst, found.accuracy)
    lowest = worst if math.isfinite(worst) else None
    return Result(experiment.dataset, experiment.seed, steps, first, found.cost, found.accuracy, lowest)


def results(dataset: str, seeds: int, steps: int) -> list[Result]:
    """The data set's default experiment at every seed."""
    seeds = max(seeds, XOR_SEEDS) if dataset == "xor" else seeds
    steps = max(steps, LONGER.get(dataset, steps))
    experiment = default_experiment(dataset)
    return [train(replace(experiment, seed=seed), steps) for seed in range(seeds)]


def percent(number: float | None) -> str:
    """As on paper, or a dash."""
    return "–" if number is None else f"{100 * number:.1f} %"


def row(found: Result) -> str:
    """One row of the table."""
    e = default_experiment(found.dataset)
    first = "never" if found.first is None else f"{found.first:,}"
    cells = [
        found.dataset,
        "-".join(map(str, e.n)),
        f"{e.eta:g}",
        e.m,
        found.seed,
        first,
        percent(found.accuracy),
        percent(found.worst),
        f"{found.cost:.5f}",
        f"{found.steps:,}",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Train, print; ends with code 1 where a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=5, help="how many seeds, from 0 (default: 5)")
    parser.add_argument("--steps", type=int, default=10_000, help="steps of each run (default: 10,000)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    found = [each for name in names() for each in results(name, options.seeds, options.steps)]
    if options.json:
        print(json.dumps([asdict(each) for each in found], indent=1))
    else:
        print(f"Python {platform.python_version()}, numpy {np.__version__}\n")
        print("| data set | layers | η | m | seed | learned | accuracy | worst | C_train | steps |")
        print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|")
        print("\n".join(map(row, found)))
    sys.exit(any(each.first is None for each in found))


if __name__ == "__main__":
    main()
