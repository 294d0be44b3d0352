"""Session files of much that a person has brought: saved, and opened again as the window does.

    python tests/benchmarks/large_session.py [--rows 1000000] [--columns 20] [--strokes 5000] [--file F.csv]

A table that is too large for a session file is written first, read, and trained on; then a drawing is made of
so many strokes, every seventh of them erasing, with training in between. Prints a line of JSON.
"""

import argparse
import json
import resource
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from core.commands import Edit, Import, Open, Save  # noqa: E402
from core.experiment import default_experiment  # noqa: E402
from core.session import Session  # noqa: E402
from core.tables import preview, suggested  # noqa: E402

BATCH, STEPS = 256, 200
PIECE = 10_000


def write(file: Path, rows: int, columns: int) -> None:
    """Write a table of normal numbers, the last of each row a function of the first."""
    draw = np.random.default_rng(0)
    with file.open("w", encoding="utf-8") as out:
        out.write(",".join([*(f"x{k}" for k in range(1, columns)), "y"]) + "\n")
        for start in range(0, rows, PIECE):
            x = draw.standard_normal((min(PIECE, rows - start), columns - 1))
            numbers = np.column_stack([x, np.tanh(x[:, 0])]).tolist()
            out.writelines(f"{','.join(map(repr, row))}\n" for row in numbers)


def done(session: Session) -> tuple[float, float]:
    """Work until nothing is waited for; return the seconds of that, and of the longest portion."""
    begun, longest = perf_counter(), 0.0
    while session.awaited is not None:
        before = perf_counter()
        session.tick()
        longest = max(longest, perf_counter() - before)
    return perf_counter() - begun, longest


def kept(session: Session, file: Path) -> dict[str, float]:
    """Save the session and open it again."""
    begun = perf_counter()
    session.apply(Save(str(file)))
    saving = perf_counter() - begun
    again = Session()
    begun = perf_counter()
    again.apply(Open(str(file)))
    at_once = perf_counter() - begun
    rest, longest = done(again)
    assert again.experiment == session.experiment
    assert (again.trainer.net.theta == session.trainer.net.theta).all()
    return {
        "save_s": round(saving, 3),
        "file_MB": round(file.stat().st_size / 2**20, 2),
        "open_s": round(at_once + rest, 3),
        "longest_portion_s": round(max(at_once, longest), 3),
    }


def of_a_table(table: Path, folder: Path) -> dict[str, float]:
    """A session that has learned from a table."""
    session = Session()
    session.apply(Import(str(table), suggested(preview(str(table))), 0.2))
    done(session)
    session.apply(Edit("m", BATCH))
    session.train(STEPS)
    return {"data_MB": round(session.experiment.given.nbytes / 2**20, 1)} | kept(
        session, folder / "a.nablascope"
    )


def of_a_drawing(strokes: int, folder: Path) -> dict[str, float]:
    """A session in which points were painted, and every seventh time some erased."""
    draw, session = Random(0), Session(default_experiment("drawing"))
    for k in range(strokes):
        M = session.dataset.samples
        if k % 7 == 6:
            session.apply(Edit("erase", tuple(draw.sample(range(M), min(3, M - 1)))))
        else:
            points = ((draw.uniform(-1, 1), draw.uniform(-1, 1), draw.randrange(2)) for _ in range(3))
            session.apply(Edit("paint", tuple(points)))
        session.train(1)
    return {"points": session.dataset.samples} | kept(session, folder / "b.nablascope")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--strokes", type=int, default=5_000)
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        table = asked.file or folder / "large.csv"
        if asked.file is None:
            write(table, asked.rows, asked.columns)
        found = {"drawing": of_a_drawing(asked.strokes, folder), "table": of_a_table(table, folder)}
        found["peak_MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
