"""How much of what was never trained on is right, for each preset that is measured on samples held out.

    python tests/benchmarks/held_out.py [--seeds 10] [--only iris] [--json]

A seed, from 0, fixes data, which samples are held out, initial parameters and order. Each trains for a
number of steps that was fixed beforehand, at full speed, and its held-out accuracy is read once, at the
end; none is stopped earlier or later for it. A seed that needs more than a minute is cut off there.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.experiment import build, held_out
from core.presets import MEASURED_STEPS, preset
from core.score import score

LONGEST = 60.0
"""Seconds that one seed may train."""

HEAD = (
    "preset", "noise", "M", "layers", "σ", "η", "m", "steps", "held out",
    "median", "least", "quartile", "quartile", "most", "training, median", "slowest seed",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One seed of one preset; `held_out` and `trained` are the accuracies on both parts of the data."""

    name: str
    seed: int
    steps: int
    noise: float
    samples: int
    held_out_samples: int
    held_out: float
    trained: float
    seconds: float


def train(job: tuple[str, int]) -> Result:
    """Train the preset from the seed for its number of steps."""
    name, seed = job
    experiment = replace(preset(name).experiment, seed=seed)
    data, trainer = build(experiment)
    mask = held_out(experiment, data.samples)
    began = perf_counter()
    trainer.run(LONGEST, most=MEASURED_STEPS[name])
    seconds = perf_counter() - began
    found = score(trainer.net, data.x, data.y, data.task, trainer.step, mask)
    assert found.held_out_accuracy is not None
    assert found.accuracy is not None
    accuracies = found.held_out_accuracy, found.accuracy
    return Result(
        name, seed, trainer.step, data.noise, data.samples, int(mask.sum()), *accuracies, round(seconds, 2)
    )


def percent(share: float) -> str:
    """As on paper."""
    return f"{100 * share:.1f} %"


def row(results: list[Result]) -> str:
    """One row of the table: all seeds of one preset."""
    first, e = results[0], preset(results[0].name).experiment
    shares = [each.held_out for each in results]
    middle = float(np.median([each.trained for each in results]))
    cells = [
        first.name,
        f"{first.noise:g}",
        f"{first.samples:,}",
        "-".join(map(str, e.n)),
        ", ".join(e.activations),
        f"{e.eta:g}",
        e.m,
        f"{min(each.steps for each in results):,}",
        first.held_out_samples,
        *(percent(each) for each in np.percentile(shares, (50, 0, 25, 75, 100))),
        percent(middle),
        f"{max(each.seconds for each in results):.1f} s",
    ]
    return f"| {' | '.join(map(str, cells))} |"


def table(results: Iterable[Result], names: Iterable[str]) -> str:
    """The table, a row for each preset."""
    by_name = {name: [each for each in results if each.name == name] for name in names}
    lines = ["-" * 3 for _ in HEAD]
    return "\n".join(
        (f"| {' | '.join(HEAD)} |", f"|{'|'.join(lines)}|", *(row(found) for found in by_name.values()))
    )


def main() -> None:
    """Train, print; ends with code 1 where a seed was cut off."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=10, help="how many seeds, from 0 (default: 10)")
    parser.add_argument("--only", choices=MEASURED_STEPS, help="one preset only")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="how many at once")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    names = [options.only] if options.only else list(MEASURED_STEPS)
    jobs = [(name, seed) for name in names for seed in range(options.seeds)]
    with Pool(options.processes) as pool:
        results = pool.map(train, jobs, chunksize=1)
    if options.json:
        print(json.dumps([asdict(each) for each in results], indent=1))
    else:
        print(
            f"Python {platform.python_version()}, numpy {np.__version__}, {options.seeds} seeds each, ",
            end="",
        )
        print(f"{options.processes} at once, each on one thread\n")
        print(table(results, names))
    sys.exit(any(each.steps < MEASURED_STEPS[each.name] for each in results))


if __name__ == "__main__":
    main()
