"""The window at full speed against the same trainer alone, in turn, on the same machine.

    python tests/benchmarks/window.py [--seconds 10] [--rounds 3] [--draw SEED] [--only 3] [--panels all]

Each round runs `main.py --measure`, with maps in the nodes, then trains alone in a process of its own; the
ratio is of the two figures of one round. Alone is what the window's worker calls, by the arithmetic that the
window says it has used, and nothing beside it. The cases are the six columns of the table of `kernel.py` and
two networks drawn by chance at each call, whose seed is told; each runs with the usual panels and with all of
them side by side, for which a screen of 1920 × 1080 is wanted. It uses the display there is (a virtual one
will do), and none if there is none.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from statistics import median

from cases import TABLE, Case, drawn

ROOT = Path(__file__).resolve().parents[2]
PLAYGROUND = 18.0
"""Epochs a second of the Playground in its own window on 2-8-8-8-8-8-8-1, batch 10: 17 to 19."""

ALONE = """
import sys
sys.path[:0] = sys.argv[1:3]
from cases import Case
n, sigma, m = sys.argv[3:6]
trainer = Case(tuple(map(int, n.split(","))), sigma, int(m)).trainer()
if sys.argv[7] == "compiled":
    from core.arithmetic import ARITHMETIC
    from core.kernel.engine import ENGINE
    ENGINE.begin()
    assert ENGINE.wait(), ENGINE.trouble
    trainer.compiled = ARITHMETIC.compiled.steps
from time import perf_counter
seconds = float(sys.argv[6])
trainer.run(1.0)
done, begun = 0, perf_counter()
while perf_counter() - begun < seconds:
    done += trainer.run(0.008)
print(done / (perf_counter() - begun))
"""

COLUMNS = {
    "epochs/s": "epochs_per_second",
    "canvas fps": "canvas_fps",
    "output maps/s": "output_maps_per_second",
    "node maps/s": "node_maps_per_second",
    "GUI idle": "gui_idle",
    "GUI cpu": "gui_cpu",
    "pause, ms": "pause_ms",
    "start, ms": "startup_ms",
}


def alone(case: Case, seconds: float, arithmetic: str) -> float:
    """Steps a second of the trainer in a process without a window."""
    told = [",".join(map(str, case.n)), case.sigma, str(case.m), str(seconds), arithmetic]
    command = [sys.executable, "-c", ALONE, str(ROOT), str(Path(__file__).parent), *told]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_window(case: Case, seconds: float, panels: str) -> dict:
    """What `--measure` prints."""
    told = {"dataset": case.data, "layers": ",".join(map(str, case.n)), "activation": case.sigma}
    told |= {"batch": case.m, "measure": seconds, "panels": panels}
    arguments = [part for name, value in told.items() for part in (f"--{name}", str(value))]
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def one_round(case: Case, seconds: float, panels: str) -> dict[str, float | None]:
    """The figures of one round."""
    window = in_window(case, seconds, panels)
    core = alone(case, seconds, window["arithmetic"])
    rates = {"alone, steps/s": core, "window, steps/s": window["steps_per_second"]}
    rates["window / alone"] = window["steps_per_second"] / core
    shown = {words: window[key] for words, key in COLUMNS.items()}
    beats = {"heartbeat p99, ms": window["heartbeat_ms"]["p99"], "max, ms": window["heartbeat_ms"]["max"]}
    return rates | beats | shown | {"compiled": float(window["arithmetic"] == "compiled")}


def written(value: float | None) -> str:
    """A figure with as many digits as it deserves."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def middle(values: list[float | None]) -> float | None:
    """The median of those that are known."""
    known = [k for k in values if k is not None]
    return median(known) if known else None


def show(case: Case, panels: str, rows: list[dict[str, float | None]], first: bool) -> None:
    """Print a row of the table, of the medians; the head as well where it is the first."""
    if first:
        print(f"| network | panels | {' | '.join(rows[0])} |")
        print("|---" * (len(rows[0]) + 2) + "|")
    found = {words: middle([row[words] for row in rows]) for words in rows[0]}
    print(f"| {case} | {panels} | {' | '.join(map(written, found.values()))} |", flush=True)
    if case == TABLE[2]:
        ratio = (found["epochs/s"] or 0.0) / PLAYGROUND
        print(f"\n{written(ratio)} times the epochs a second of the Playground in its window.\n", flush=True)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draw", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", type=int, nargs="*", help="cases to measure, from 1")
    parser.add_argument("--panels", choices=("usual", "all", "both"), default="both")
    options = parser.parse_args()
    cases = [*TABLE, *drawn(options.draw)]
    chosen = [cases[k - 1] for k in options.only or range(1, len(cases) + 1)]
    every = ("usual", "all") if options.panels == "both" else (options.panels,)
    print(f"{options.rounds} rounds of {options.seconds:g} s, drawn with --draw {options.draw}\n")
    for k, (case, panels) in enumerate((case, panels) for case in chosen for panels in every):
        rows = [one_round(case, options.seconds, panels) for _ in range(options.rounds)]
        show(case, panels, rows, first=k == 0)
    if hasattr(os, "getloadavg"):
        print(f"\nload average {', '.join(f'{k:.1f}' for k in os.getloadavg())}")


if __name__ == "__main__":
    main()
