"""A hundred thousand random events on each of three seeds while training: nothing may go wrong.

    python tests/benchmarks/random_events.py [--events 100000] [--seeds 1 2 3] [--json]

Runs `tests/gui/test_random_events.py`, seed after seed, with so many events: keys, clicks, edits, data, every
action of every menu, docks, sizes, lessons. An exception, something logged or a word of Qt's ends it with the
seed and the last 50 events. The table has the longest time that one of them has kept the window from the
next, by the clock and by the processor, and how many took longer than 250 ms. Half an hour a seed on a
machine that does nothing else; the clock says little on one that does.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
TEST = ROOT / "tests" / "gui" / "test_random_events.py"
LAST_LINES = 80


def one_seed(seed: int, events: int) -> tuple[dict, str]:
    """Run one seed; return its figures, and what there is to say where it failed."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        wanted = {"RANDOM_EVENTS": str(events), "RANDOM_SEEDS": str(seed), "FIGURES": str(file)}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "0", "-o", "faulthandler_timeout=0", str(TEST)],
            cwd=ROOT,
            env=os.environ | wanted,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return {"seed": seed, "events": events}, "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        return json.loads(file.read_text(encoding="utf-8")), ""


def row(told: dict) -> str:
    """A line of the table."""
    clock, processor = told["longest"], told["hardest"]
    long = "{} and {}".format(*told["long"])
    return (
        f"| {told['seed']} | {told['events']:,} | {clock[0]:.0f} ms: {clock[1]} | "
        f"{processor[0]:.0f} ms: {processor[1]} | {long} |"
    )


def main() -> int:
    """Run the seeds in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found, troubles = [], []
    for seed in arguments.seeds:
        told, trouble = one_seed(seed, arguments.events)
        troubles += [trouble] if trouble else []
        found += [] if trouble else [told]
    if arguments.json:
        print(json.dumps(found))
    else:
        print(
            "| seed | events | longest by the clock | by the processor | over 250 ms |\n|---|---|---|---|---|"
        )
        print("\n".join(map(row, found)))
    print("\n\n".join(troubles), end="", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
