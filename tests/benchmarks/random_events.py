"""A hundred thousand random events on each of three seeds while training: nothing may go wrong.

    python tests/benchmarks/random_events.py [--events 100000] [--seeds 1 2 3] [--at-once 1] [--json]

Runs `tests/gui/test_random_events.py` with so many events, every seed in a process of its own, `--at-once`
of them beside one another: keys, clicks, edits, data, every action of every menu, docks, sizes, lessons,
presentations, dialogs. An exception, something logged or a word of Qt's ends it with the seed and the last 50
events; the others go on. Lines on stderr tell how far each has come. The table has the longest time that one
of them has kept the window from the next, by the clock and by the processor, and how many took longer than
250 ms; below it are the ten longest of all seeds by the processor. The clock says little where several run at
once, or on a machine that does other things. Where several run at once, their training takes what the windows
leave of the processors (on Linux).
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from heapq import nlargest
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[2]
TEST = ROOT / "tests" / "gui" / "test_random_events.py"
LAST_LINES = 80
ERROR, IGNORED = "E  ", "(IGNORED)"
"""What pytest begins the lines of an error with, and ends those with that are none."""
LOOK = 1.0
"""Seconds between two looks at those that run."""
WORST = 10


class Seed:
    """One seed that runs.

    Attributes:
        seed: it.
        figures: what it has told in the end; empty where something went wrong.
        trouble: what there is to say about that.

    """

    def __init__(self, seed: int, events: int, folder: Path, yielding: bool) -> None:
        """Begin with it; files of it go into `folder`; its training may be `yielding` to its window."""
        self.seed, self.figures, self.trouble = seed, {}, ""
        self._told, self._said = folder / f"{seed}.json", folder / f"{seed}.txt"
        self._lines, self._begun = 0, monotonic()
        wanted = {"RANDOM_EVENTS": str(events), "RANDOM_SEEDS": str(seed), "FIGURES": str(self._told)}
        if yielding:
            wanted["YIELDING"] = "1"
        command = ("-X", "faulthandler", "-m", "pytest", "-q", "-n", "0", "-o", "faulthandler_timeout=0")
        with self._said.open("w", encoding="utf-8") as said:
            self._process = subprocess.Popen(
                [sys.executable, *command, str(TEST)],
                cwd=ROOT,
                env=os.environ | wanted,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def look(self) -> bool:
        """Tell how far it has come since the last look; return whether it has ended."""
        code = self._process.poll()
        for told in self._news():
            if told["promise"] == "R8":
                self.figures = told
            else:
                minutes, longest = (monotonic() - self._begun) / 60, told["hardest"][0][0]
                print(
                    f"seed {self.seed}: {told['events']:,} after {minutes:.1f} min, "
                    f"none above {longest:.0f} ms of the processor",
                    file=sys.stderr,
                    flush=True,
                )
        if code:
            self.figures = {}
            said = self._said.read_text(encoding="utf-8", errors="replace")
            self.trouble = "\n".join([f"seed {self.seed} ended with {code}", *telling(said.splitlines())])
        return code is not None

    def _news(self) -> Iterator[dict]:
        lines = self._told.read_text(encoding="utf-8").splitlines() if self._told.exists() else []
        for line in lines[self._lines :]:
            yield json.loads(line)
        self._lines = len(lines)


def telling(said: list[str]) -> list[str]:
    """What pytest has said of an error, which has the last events; the end of it all where it could not."""
    errors = [line[len(ERROR) :].rstrip() for line in said if line.startswith(ERROR)]
    return errors or [line for line in said if not line.endswith(IGNORED)][-LAST_LINES:]


def run(seeds: list[int], events: int, at_once: int) -> list[Seed]:
    """Run all of them, in their order, so many beside one another."""
    waiting, running, done = list(seeds), [], []
    with TemporaryDirectory() as folder:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(Seed(waiting.pop(0), events, Path(folder), yielding=at_once > 1))
            sleep(LOOK)
            ended = [seed for seed in running if seed.look()]
            done += ended
            running = [seed for seed in running if seed not in ended]
    return done


def row(told: dict) -> str:
    """A line of the table."""
    (clock, _, what), (processor, _, this) = told["longest"][0], told["hardest"][0]
    long = "{} and {}".format(*told["long"])
    return (
        f"| {told['seed']} | {told['events']:,} | {clock:.0f} ms: {what} | {processor:.0f} ms: {this} | "
        f"{long} | {told['used']:.0f} s |"
    )


def table(found: list[dict]) -> str:
    """All of it, and the longest."""
    head = "| seed | events | longest by the clock | by the processor | over 250 ms | processor altogether |"
    worst = nlargest(WORST, ((*each[:2], k["seed"], each[2]) for k in found for each in k["hardest"]))
    return "\n".join(
        [
            head,
            "|---|---|---|---|---|---|",
            *map(row, found),
            "",
            *(f"{ms:6.1f} ms  seed {seed}, event {n}: {what}" for ms, n, seed, what in worst),
        ]
    )


def main() -> int:
    """Run the seeds, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    done = run(arguments.seeds, arguments.events, arguments.at_once)
    found = [seed.figures for seed in done if seed.figures]
    troubles = [seed.trouble for seed in done if seed.trouble]
    print(json.dumps(found) if arguments.json else table(found))
    print("\n\n".join(troubles), end="", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
