"""How far the compiled kernel is from what the machine could do at most, and where the rest goes.

    python tests/benchmarks/limit.py [--rounds 15] [--clock cpu]

For each network of `kernel.py` a bound is worked out from the operations of a step alone: so many
multiply-adds of its three products a layer and so many σ, each at the highest rate that the machine reaches
with nothing else to do. The peak of multiply-adds is measured in registers, that of σ over 256 numbers next
to the processor, by the kernel's own function. Nothing else is counted: no memory, no σ', no cost, no
update, no drawing of batches, no columns that only fill up eights.

Then the parts of the kernel are timed one by one, and what is left of a step is the update with its checks,
norms and counting. `around` is what `Trainer.run` takes beyond one long call: its own calls, the
record and the passes that it leaves. All times are the least of the rounds, one thread, one processor; shares
are of a step through `Trainer.run`.
"""

import argparse
from collections.abc import Callable
from itertools import pairwise
from time import perf_counter

import kernel_parts
import numpy as np
from cases import LARGER, TABLE, Case
from kernel import CLOCKS, circumstances, one_processor
from peers import SLICE, Kernel

from core.kernel import bound
from core.trainer import EVERY_NORM

LEAST = 0.004
"""Seconds of a turn."""
NUMBERS = 256


clock = perf_counter


def least(turn: Callable[[int], object], rounds: int) -> float:
    """Seconds of one time, the least of the rounds, each at least `LEAST` long."""
    times = 1
    turn(times)
    while True:
        begin = clock()
        turn(times)
        if (taken := clock() - begin) >= LEAST:
            break
        times = max(2 * times, int(times * 1.2 * LEAST / max(taken, 1e-7)))
    found = taken
    for _ in range(rounds):
        begin = clock()
        turn(times)
        found = min(found, clock() - begin)
    return found / times


def peaks(rounds: int) -> dict[str, float]:
    """Nanoseconds of one multiply-add, and of one number of each function, at best."""
    many = least(lambda k: kernel_parts.many_fused(k, 1e-3), rounds) / (12 * 8)
    few = least(lambda k: kernel_parts.few_fused(k, 1e-3), rounds) / (6 * 8)
    found = {"multiply-add": 1e9 * min(many, few)}
    z, a = np.linspace(-4.0, 4.0, NUMBERS), np.empty(NUMBERS)
    for name, loop in kernel_parts.SIGMAS.items():
        found[name] = 1e9 * least(lambda k, loop=loop: loop(z, a, k), rounds) / NUMBERS
    return found


def a_step(steps: Callable[[], int], rounds: int) -> float:
    """Seconds of one of the steps that a call does, the least of the rounds."""
    found = []
    for _ in range(rounds):
        begin = clock()
        done = steps()
        found.append((clock() - begin) / done)
    return min(found)


def operations(case: Case) -> tuple[int, int]:
    """Multiply-adds and σ of one step."""
    pairs = list(pairwise(case.n))
    products = sum(to * of + to * (of + 1) for of, to in pairs) + sum(to * of for of, to in pairs[1:])
    return products * case.m, sum(case.n[1:]) * case.m


def parts_of(case: Case, rounds: int) -> dict[str, float]:
    """Seconds a step of `Trainer.run`, of one long call, and of each part."""
    peer = Kernel(case, 1)
    trainer = peer.trainer
    trainer.run(SLICE)
    while trainer.step < 2 * EVERY_NORM:  # from there on norms are few
        trainer.run(SLICE)
    found = {"run": a_step(lambda: trainer.run(SLICE), 2 * rounds)}
    bound.compiled_steps(trainer, perf_counter() + SLICE, trainer.step + 1)
    tied = bound._bound[trainer]
    count = tied.count(SLICE)
    found["call"] = a_step(lambda: tied.call(trainer, count), 4 * rounds)
    trainer._batches.expire()
    given = (tied._layout.plan, tied._layout.parts, tied.state, tied._samples, tied._rows, tied._order)
    given = (*given, trainer.net.theta, tied._space)
    for name, part in kernel_parts.PARTS.items():
        once = least(lambda k, part=part: part(*given, k), rounds)
        found[name] = once / trainer.batches if name == "order" else once * tied._layout.chunks
    if case.whole:  # the data's own order,
        found["order"] = 0.0
        if tied._layout.chunks == 1:  # laid side by side once for all
            found["gathering"] = 0.0
    return found


def rows(case: Case, best: dict[str, float], rounds: int) -> list[str]:
    """The case's column: µs, ratio, and shares in percent."""
    products, sigmas = operations(case)
    name = case.sigma if case.sigma in best else "exp"
    by_products, by_sigma = 1e-3 * products * best["multiply-add"], 1e-3 * sigmas * best[name]
    took = {k: 1e6 * v for k, v in parts_of(case, rounds).items()}
    inside = {k: took[k] for k in kernel_parts.PARTS}
    shares = {**inside, "update, norms, counting": max(0.0, took["call"] - sum(inside.values()))}
    shares["around"] = max(0.0, took["run"] - took["call"])
    bounded = by_products + by_sigma
    return [
        f"{products:,}",
        f"{sigmas:,}",
        f"{by_products:.3f} + {by_sigma:.3f}",
        f"{took['run']:.3f}",
        f"{took['run'] / bounded:.2f}",
        *(f"{100 * v / took['run']:.0f} %" for v in shares.values()),
    ]


HEADS = [
    "multiply-adds a step",
    "σ a step",
    "bound, µs a step: products + σ",
    "kernel, µs a step",
    "kernel / bound",
    *(f"share: {k}" for k in (*kernel_parts.PARTS, "update, norms, counting", "around")),
]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    options = parser.parse_args()
    global clock  # noqa: PLW0603 - one for all that is timed
    clock = CLOCKS[options.clock]
    processor = one_processor()
    best = peaks(options.rounds)
    cases = (*TABLE, LARGER)
    columns = [rows(case, best, options.rounds) for case in cases]
    print(
        f"{circumstances()}; processor {processor}; {options.clock} clock; least of {options.rounds} rounds\n"
    )
    print("ns at best: " + ", ".join(f"{k} {v:.4f}" for k, v in best.items()) + "\n")
    print("| | " + " | ".join(map(str, cases)) + " |\n|---" + "|--:" * len(cases) + "|")
    for head, *cells in zip(HEADS, *columns, strict=True):
        print(f"| {head} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
