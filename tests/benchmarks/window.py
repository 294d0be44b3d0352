"""The window at full speed against the same core alone, in turn, on the same machine.

    python tests/benchmarks/window.py [--seconds 10] [--rounds 3]

Each round trains the core alone in a process of its own, then runs `main.py --measure`
with every default panel visible; the ratio is of the two figures of one round. It uses
the display there is (a virtual one will do), and none if there is none.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
CASES = {
    "2-8-8-8-8-8-8-1, circle, batch 10": ["circle", "2,8,8,8,8,8,8,1", "10"],
    "64-32-16-10, digits, batch 16": ["digits", "64,32,16,10", "16"],
}
ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from core.experiment import build, default_experiment
from dataclasses import replace
e = default_experiment(sys.argv[2])
n = tuple(map(int, sys.argv[3].split(",")))
e = replace(e.with_hidden(n[1:-1]), m=int(sys.argv[4]))
_, trainer = build(e)
trainer.run(0.5)
seconds = float(sys.argv[5])
print(trainer.run(seconds) / seconds)
"""


def alone(case: list[str], seconds: float) -> float:
    """Steps a second of the core in a process without a window."""
    command = [sys.executable, "-c", ALONE, str(ROOT), *case, str(seconds)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_window(case: list[str], seconds: float) -> dict:
    """What `--measure` prints."""
    dataset, layers, batch = case
    arguments = ["--dataset", dataset, "--layers", layers, "--batch", batch, "--measure", str(seconds)]
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


COLUMNS = {
    "canvas fps": "canvas_fps",
    "output maps/s": "output_maps_per_second",
    "node maps/s": "node_maps_per_second",
    "GUI idle": "gui_idle",
    "GUI cpu": "gui_cpu",
    "pause, ms": "pause_ms",
    "start, ms": "startup_ms",
}


def figures(core: float, window: dict) -> dict[str, float]:
    """The columns of one round."""
    rates = {"core, steps/s": core, "window, steps/s": window["steps_per_second"]}
    rates["ratio"] = window["steps_per_second"] / core
    shown = {words: window[key] for words, key in COLUMNS.items()}
    return rates | {"heartbeat p99, ms": window["heartbeat_ms"]["p99"]} | shown


def written(value: float | None) -> str:
    """A figure with as many digits as it deserves."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def middle(values: list[float | None]) -> float | None:
    """The median of those that are known."""
    known = [k for k in values if k is not None]
    return median(known) if known else None


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for k, (name, case) in enumerate(CASES.items()):
        seconds = arguments.seconds
        rows = [figures(alone(case, seconds), in_window(case, seconds)) for _ in range(arguments.rounds)]
        if k == 0:
            print(f"| network | {' | '.join(rows[0])} |")
            print("|---" * (len(rows[0]) + 1) + "|")
        cells = [written(middle([row[words] for row in rows])) for words in rows[0]]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
