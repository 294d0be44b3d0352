"""How fast the compiled kernel trains, next to every other way at hand.

    python tests/benchmarks/kernel.py [--rounds 9] [--seconds 0.15] [--draw SEED] [--clock cpu] [--json]

All train the same network from the same start on the same batches, in double precision, on one
thread and one processor, one after another in every round: what slows the machine down slows each of them.
The kernel and the numpy passes are timed through the `Trainer.run` that the window's worker calls, in
slices of 8 ms, drawing of batches and the record included; the others are given their batches drawn
beforehand. Before anything is timed, each must agree with the numpy passes to 1e-9 after an epoch.

Columns: three networks with 250 samples of circle in batches of 10 and of 250, digits with
64-128-64-10 in batches of 32, and two networks drawn at random at each call (`--draw` draws the same
again). The first table has the medians of µs an epoch, the second the medians of time / time of the
kernel in the same round with least and most; its last row takes the fastest of the others in each round.
On a machine that has other things to do, `--clock cpu` goes by the processor time of the whole process.
"""

import argparse
import json
import math
import os
import random
import sys
from statistics import median
from time import perf_counter, process_time

from cases import LARGER, TABLE, Case, drawn
from peers import PEERS, Kernel, Numpy, made

AGREEMENT = 1e-9
CLOCKS = {"wall": perf_counter, "cpu": process_time}
BLOCK_SECONDS = 0.04
"""Epochs of one call of a scan: what the numpy passes do in so long."""


def one_processor() -> str:
    """Keep to one processor where the system can be asked to; tell which."""
    if not hasattr(os, "sched_setaffinity"):
        return "any"
    chosen = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {chosen})
    return str(chosen)


def check_agreement(case: Case) -> None:
    """Assert that one epoch of the same batches takes all of them to the same parameters."""
    reference = Numpy(case, 1)
    reference.epochs(1)
    wanted = reference.theta()
    for kind in PEERS:
        peer = made(kind, case)
        if peer is not None:
            peer.epochs(1)
            error = abs(peer.theta() - wanted).max()
            assert error <= AGREEMENT, f"{kind.name} | {case}: off by {error:.1e}"


def seconds(peer, k: int, clock=perf_counter) -> float:
    """Seconds that k epochs take."""
    begin = clock()
    peer.epochs(k)
    return clock() - begin


def enough_epochs(peer, block: int, least: float) -> int:
    """Return how many epochs take `least` seconds, in whole blocks; finding out warms the peer up."""
    k, taken = block, seconds(peer, block)  # compiles
    while (taken := seconds(peer, k)) < least:
        k = block * math.ceil(k / block * min(8.0, 1.2 * least / taken))
    return k


def fitting_block(case: Case) -> int:
    """How many epochs a scan takes in one call."""
    peer = Numpy(case, 1)
    peer.epochs(2)
    return max(1, round(BLOCK_SECONDS / min(seconds(peer, 1) for _ in range(3))))


def measure(case: Case, rounds: int, least: float, clock) -> dict[str, list[float] | None]:
    """Return µs an epoch in every round, None for what is not installed."""
    block = fitting_block(case)
    blocks = {kind.name: 1 if kind.name.startswith("PyTorch") else block for kind in PEERS}
    peers = {kind.name: made(kind, case, blocks[kind.name]) for kind in PEERS}
    counts = {name: enough_epochs(peer, blocks[name], least) for name, peer in peers.items() if peer}
    times: dict[str, list[float]] = {name: [] for name in counts}
    for _ in range(rounds):
        for name, k in counts.items():
            times[name].append(1e6 * seconds(peers[name], k, clock) / k)
    return {name: times.get(name) for name in peers}


def ratios(times: dict[str, list[float] | None], name: str) -> list[float]:
    """Time of `name` / time of the kernel in each round; "" takes the fastest other one."""
    own = times[Kernel.name]
    others = [v for k, v in times.items() if v and k != Kernel.name]
    rounds = times[name] if name else [min(k) for k in zip(*others, strict=True)]
    return [a / b for a, b in zip(rounds, own, strict=True)]


def in_short(values: list[float], digits: int) -> str:
    """The median with so many digits after the point; none where it is large."""
    middle = median(values)
    return f"{middle:,.0f}" if middle >= 100 else f"{middle:.{digits}f}"


def with_spread(values: list[float]) -> str:
    """Median, least and most."""
    return f"{in_short(values, 2)} ({in_short([min(values)], 2)}–{in_short([max(values)], 2)})"


def table(results: list[tuple[Case, dict]], title: str, cell) -> list[str]:
    """A table with a column a case; `cell` makes the entry of a case's times and a name."""
    lines = [f"| {title} | " + " | ".join(str(case) for case, _ in results) + " |"]
    lines.append("|---" + "|--:" * len(results) + "|")
    for kind in PEERS:
        cells = [cell(times, kind.name) if times[kind.name] else "not installed" for _, times in results]
        lines.append(f"| {kind.name} | " + " | ".join(cells) + " |")
    return lines


def report(results: list[tuple[Case, dict]]) -> None:
    """Print both tables, and samples a second of the larger network."""
    print("\n".join(table(results, "µs an epoch", lambda times, name: in_short(times[name], 1))), "\n")
    for case, times in results:
        if case is LARGER:
            rates = {k: 1e6 * case.samples / median(v) for k, v in times.items() if v}
            print(f"{case}, samples/s: " + "; ".join(f"{k} {v:,.0f}" for k, v in rates.items()), "\n")
    if results[0][1][Kernel.name] is None:
        print("The compiled kernel can't be imported: there is nothing to compare with.")
        return
    lines = table(results, "time / kernel's time", lambda t, name: with_spread(ratios(t, name)))
    fastest = [with_spread(ratios(times, "")) for _, times in results]
    print("\n".join([*lines, f"| **fastest other** | {' | '.join(fastest)} |"]))


def circumstances() -> str:
    """Versions, and how busy the machine was."""
    known = ("numpy", "numba", "jax", "torch")
    versions = [f"python {sys.version.split()[0]}"]
    versions += [f"{k} {sys.modules[k].__version__}" for k in known if k in sys.modules]
    return ", ".join(versions) + "; load average " + " ".join(f"{k:.2f}" for k in os.getloadavg())


def main() -> None:
    """Check, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9, help="rounds of every peer (default: 9)")
    parser.add_argument("--seconds", type=float, default=0.15, help="least length of a turn (default: 0.15)")
    parser.add_argument("--draw", type=int, default=None, help="seed of the two networks drawn at random")
    parser.add_argument("--clock", choices=CLOCKS, default="wall")
    parser.add_argument("--only", type=int, nargs="*", help="columns to measure, from 1")
    parser.add_argument("--json", action="store_true", help="print every round as JSON instead of tables")
    options = parser.parse_args()
    draw = random.SystemRandom().randrange(10**6) if options.draw is None else options.draw
    processor, before = one_processor(), os.getloadavg()[0]
    cases = [*TABLE, LARGER, *drawn(draw)]
    cases = [cases[k - 1] for k in options.only] if options.only else cases
    results = []
    for case in cases:
        check_agreement(case)
        results.append((case, measure(case, options.rounds, options.seconds, CLOCKS[options.clock])))
    if options.json:
        print(json.dumps([{**case._asdict(), "us_per_epoch": times} for case, times in results], indent=1))
        return
    print(
        f"{circumstances()} (before: {before:.2f}); processor {processor}; drawn with seed {draw}; ", end=""
    )
    print(f"{options.clock} clock; medians of {options.rounds} rounds\n")
    report(results)


if __name__ == "__main__":
    main()
