"""Kills a process at a random moment of a save, many times, and looks what is left of the file.

    python tests/benchmarks/kill_while_saving.py [--saves 1000] [--seed 0]

Each time a child writes a session over the one before, and its parent kills it (SIGKILL) after a random
part of the time that a save takes. The file must then be the old or the new one, whole: it is read with
every check that the program has. What a killed save leaves must be gone after the next one. The exit code
is 1 if anything was lost. Needs a system that can fork.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from core.files import read, write

NAME = "run.nablascope"
SIZES = (1_000, 30_000, 300_000)
"""Of the larger array: files of 8 kB, 240 kB and 2.4 MB, in turn."""
LONGEST = 1.3
"""Of the times that a save takes, the latest moment of a kill: some saves must end."""


def write_step(file: Path, step: int) -> None:
    """Save a session all of whose numbers follow from `step`."""
    theta = np.full(SIZES[step % len(SIZES)], float(step))
    write(file, {"step": step, "name": f"step {step}"}, {"theta": theta, "order": np.arange(step % 50)})


def step_in(file: Path) -> int:
    """Return the step that the file holds; `FileError` or `AssertionError` if it is not whole."""
    found = read(file)
    step: int = found.manifest["step"]
    theta = found.arrays["theta"]
    assert theta.size == SIZES[step % len(SIZES)]
    assert (theta == step).all()
    assert found.arrays["order"].tolist() == list(range(step % 50))
    return step


def seconds_of_a_save(file: Path) -> list[float]:
    """Return how long the saves of each size take here, undisturbed."""
    times: list[list[float]] = [[] for _ in SIZES]
    for k in range(5 * len(SIZES)):
        start = perf_counter()
        write_step(file, k)
        times[k % len(SIZES)].append(perf_counter() - start)
    return [median(k) for k in times]


def save_and_kill(file: Path, step: int, after: float) -> bool:
    """Save `step` in a child that is killed `after` seconds; return whether it had ended by itself."""
    ready, begun = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(begun, b"!")
            write_step(file, step)
        finally:
            os._exit(0)
    os.read(ready, 1)
    sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(ready)
    os.close(begun)
    return os.WIFEXITED(status)


def outcomes(folder: Path, saves: int, draw: random.Random) -> Iterator[str]:
    """Kill so many saves, and yield what each has left: "old", "new" or what is wrong."""
    file, longest = folder / NAME, seconds_of_a_save(folder / NAME)
    write_step(file, 0)
    for step in range(1, saves + 1):
        write_step(file, step - 1)
        left = [k.name for k in folder.iterdir() if k.name != NAME]
        ended = save_and_kill(file, step, draw.uniform(0, LONGEST * longest[step % len(SIZES)]))
        yield f"left behind by the save before: {left}" if left else what_is_there(file, step, ended)


def what_is_there(file: Path, step: int, ended: bool) -> str:
    """Look at the file after the save of `step` was killed, or had ended."""
    try:
        found = step_in(file)
    except Exception as error:
        return f"lost: {error}"
    if found == step:
        return "new"
    if found != step - 1 or ended:
        return f"step {found} in place of {step}"
    return "old, and a temporary file" if len(list(file.parent.iterdir())) > 1 else "old"


def main() -> int:
    """Kill and count; print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--saves", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        counts = Counter(outcomes(Path(folder), asked.saves, random.Random(asked.seed)))
    for what, count in counts.most_common():
        print(f"{count:6}  {what}")
    wrong = sum(count for what, count in counts.items() if not what.startswith(("old", "new")))
    print(f"{asked.saves} saves killed in {perf_counter() - start:.0f} s, seed {asked.seed}: {wrong} lost")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
