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


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(
        "| network | core, steps/s | window, steps/s | ratio | canvas fps | heartbeat p99, ms | start, ms |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, case in CASES.items():
        rows = []
        for _ in range(arguments.rounds):
            core, window = alone(case, arguments.seconds), in_window(case, arguments.seconds)
            rows.append(
                (
                    core,
                    window["steps_per_second"],
                    window["steps_per_second"] / core,
                    window["canvas_fps"],
                    window["heartbeat_ms"]["p99"],
                    window["startup_ms"],
                )
            )
        core, steps, ratio, fps, p99, start = (median(column) for column in zip(*rows, strict=True))
        print(f"| {name} | {core:,.0f} | {steps:,.0f} | {ratio:.2f} | {fps:.1f} | {p99:.1f} | {start:.0f} |")


if __name__ == "__main__":
    main()
