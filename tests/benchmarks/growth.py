"""How the speed of training depends on the size of what is trained, as plots with the reasons.

    python tests/benchmarks/growth.py [--rounds 7] [--clock cpu] [--into resources/speed]

Steps a second of the compiled kernel and of the numpy passes, through `Trainer.run` on one thread, against
nodes in each of two hidden layers, hidden layers of eight nodes, samples in a batch, and samples in all. Both
train in turn in every round; the medians are plotted. The slope is that of a straight line fitted to the
logarithms from where the size counts for more than what every step costs. Writes an SVG each and a README
with a table into the folder; half a minute.
"""

import argparse
import os
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import cases  # first: it keeps numpy to one thread
import numpy as np
from growth_plot import Curve, picture, signed
from kernel import CLOCKS, circumstances, one_processor
from peers import SLICE

from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 0.04
"""A turn at least."""
KINDS = ("compiled kernel", "numpy")


class Growth(NamedTuple):
    """What grows: its name, what is trained, sizes, between which the slope is fitted, and why it is that."""

    name: str
    title: str
    axis: str
    sizes: tuple[int, ...]
    begin: int
    end: int
    reason: str


GROWTHS = (
    Growth(
        "nodes",
        "Nodes: 2-N-N-1, tanh, batches of 10 of 1,000 samples",
        "nodes N in each of two hidden layers",
        (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
        64,
        256,
        "The weights between the two layers are N², and each takes part in three products of every sample: "
        "the rate falls with the square, once these outweigh σ, of which there are 2 N, and what every step "
        "costs whatever its size. Beyond, the line bends down: the weights no longer fit next to the "
        "processor, and each of them is fetched again for every product.",
    ),
    Growth(
        "layers",
        "Layers: 2-8-…-8-1 with L hidden layers, tanh, batches of 10 of 1,000 samples",
        "hidden layers L",
        (1, 2, 4, 8, 16, 32, 64, 128, 256),
        8,
        256,
        "Every layer does the same work once forward and once backward, and nothing is shared between "
        "them: the rate falls in proportion, from a few layers on. For numpy layers so small cost their "
        "calls alone, and those are as many a layer. Far beyond the sixteen layers that the window offers, "
        "what is done once a layer and eight milliseconds to hand all values back shows as well.",
    ),
    Growth(
        "batch",
        "Batch: 2-8-8-1, tanh, m of 1,000 samples in a batch",
        "samples in a batch m",
        (1, 2, 4, 8, 16, 32, 64, 125, 250, 500, 1000),
        64,
        1000,
        "Work is in proportion to the samples of a batch, but up to eight of them are worked on at once "
        "and cost as much as one: the kernel is level up to there. numpy pays for its calls until some "
        "hundred samples are worth more than they.",
    ),
    Growth(
        "samples",
        "Samples: 2-8-8-1, tanh, batches of 10 of M samples",
        "samples in all M",
        (100, 316, 1000, 3162, 10_000, 31_623, 100_000),
        100,
        100_000,
        "A step sees its batch alone: how many samples there are is next to nothing to it. What is left "
        "is that samples in another order each epoch lie further apart, and no longer all next to the "
        "processor.",
    ),
)


def trainer(growth: Growth, size: int, kind: str) -> Trainer:
    """What trains with `size` of what grows, on random samples; raises ImportError without numba.

    Beginning and inputs are such that nothing vanishes in a thousand layers: processors are slow with numbers
    so small that they are hardly numbers. The learning rate is small, so that nothing grows beyond measure.
    """
    hidden, m, M = (8, 8), 10, 1000
    if growth.name == "nodes":
        hidden = (size, size)
    elif growth.name == "layers":
        hidden = (8,) * size
    elif growth.name == "batch":
        m = size
    else:
        M = size
    rng = np.random.default_rng(cases.SEED)
    x = rng.standard_normal((2, M))
    net = Network((2, *hidden, 1), "tanh", cases.SEED)
    descent = GradientDescent(1e-3 * cases.ETA, net.theta.size)
    made = Trainer(net, descent, x, (x[:1] * x[1:] > 0).astype(np.float64), m=m, seed=cases.SEED)
    if kind == KINDS[0]:
        from core.kernel.bound import compiled_steps

        made.compiled = compiled_steps
    return made


def rate(trainer: Trainer, clock) -> float:
    """Steps a second of one turn."""
    before, begin, real = trainer.step, clock(), perf_counter()
    while perf_counter() - real < SECONDS:
        trainer.run(SLICE)
    return (trainer.step - before) / (clock() - begin)


def measured(growth: Growth, rounds: int, clock) -> dict[str, list[float]]:
    """Steps a second at each size, the medians of the rounds."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for size in growth.sizes:
        both = {kind: trainer(growth, size, kind) for kind in KINDS}
        turns: dict[str, list[float]] = {kind: [] for kind in KINDS}
        for each in both.values():
            rate(each, clock)  # warms up, and compiles
        for _ in range(rounds):
            for kind, each in both.items():
                turns[kind].append(rate(each, clock))
        for kind, rates in turns.items():
            found[kind].append(median(rates))
    return found


def curves(growth: Growth, rates: dict[str, list[float]]) -> list[Curve]:
    """What is plotted, with the power that fits between `begin` and `end`."""
    found = []
    for name, y in rates.items():
        far = [(k, v) for k, v in zip(growth.sizes, y, strict=True) if growth.begin <= k <= growth.end]
        logs = np.log10(np.array(far, dtype=float))
        power, level = np.polyfit(logs[:, 0], logs[:, 1], 1)
        begin = float(far[0][0])
        at_begin = 10.0 ** (level + power * np.log10(begin))
        sizes, ends = [float(k) for k in growth.sizes], (begin, float(far[-1][0]))
        found.append(Curve(name, sizes, y, float(power), ends, float(at_begin)))
    return found


def section(growth: Growth, plotted: list[Curve]) -> list[str]:
    """A part of the page: picture, slopes and reason, table."""
    slopes = " and ".join(f"{signed(c.power)} ({c.name})" for c in plotted)
    lines = [
        f"## {growth.title}",
        "",
        f"![Steps a second against {growth.axis}, on logarithmic axes]({growth.name}.svg)",
        "",
        f"Slope from {growth.begin:,} to {growth.end:,}: {slopes}. {growth.reason}",
        "",
        "| " + growth.axis + " | " + " | ".join(f"{k:,}" for k in growth.sizes) + " |",
        "|---" + "|--:" * len(growth.sizes) + "|",
    ]
    lines += [f"| {c.name}, steps/s | " + " | ".join(f"{v:,.0f}" for v in c.y) + " |" for c in plotted]
    ratios = (a / b for a, b in zip(*(curve.y for curve in plotted), strict=True))
    lines.append("| kernel / numpy | " + " | ".join(f"{v:.1f}" for v in ratios) + " |")
    return [*lines, ""]


HEAD = """# How speed grows with size

Steps a second of training against the size of the network, of its batch and of its data, through the same
`Trainer.run` that the window calls, on one thread and one processor. Both axes are logarithmic: a straight
line is a power of the size, and its slope the exponent (dashed: fitted). Round points are the compiled
kernel, square ones the numpy passes. `tests/benchmarks/growth.py` writes this page and its pictures.
"""


def main() -> None:
    """Measure, and write pictures and page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--only", choices=[k.name for k in GROWTHS], nargs="*", default=None)
    parser.add_argument("--into", type=Path, default=ROOT / "resources" / "speed")
    options = parser.parse_args()
    one_processor()
    options.into.mkdir(parents=True, exist_ok=True)
    before = os.getloadavg()[0]
    lines = [HEAD]
    for growth in (k for k in GROWTHS if options.only is None or k.name in options.only):
        plotted = curves(growth, measured(growth, options.rounds, CLOCKS[options.clock]))
        svg = picture(plotted, growth.axis, "steps a second")
        (options.into / f"{growth.name}.svg").write_text(svg, encoding="utf-8")
        lines += section(growth, plotted)
        print("\n".join(section(growth, plotted)), flush=True)
    told = (
        f"{circumstances()} (before: {before:.2f}); medians of {options.rounds} rounds, {options.clock} clock"
    )
    print(told)
    lines.append(f"Measured with {told}.")
    (options.into / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
