"""Runs the tests and scripts of the promises, and writes the last column of resources/reliability.md.

    python tests/benchmarks/reliability.py [--only R4 R6] [--quick]

Each row gets how many tests have passed, what its script has measured, the day, and the load average of the
machine beside. `--quick` asks the longest scripts for less and says so in the row. All of it takes two
hours, one of them for R8; rows are written as they come. The exit code is 1 if anything has failed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources" / "reliability.md"
BENCHMARKS = ROOT / "tests" / "benchmarks"
ROW = re.compile(r"^\| (R\d+) \|.*\|$", re.MULTILINE)
PASSED = re.compile(r"(\d+) passed")
AT_ONCE = 3
"""Seeds of R8 beside one another: an hour rather than two, on two processors."""


def run(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these arguments, on the display there is, and none if there is none."""
    if not any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def script(name: str, *arguments: object) -> str:
    """What a script of this folder prints; raises `RuntimeError` where it fails."""
    return succeeded(name, run(BENCHMARKS / f"{name}.py", *arguments))


def succeeded(name: str, done: subprocess.CompletedProcess[str]) -> str:
    """What it has printed; raises `RuntimeError` where it has failed."""
    if done.returncode:
        raise RuntimeError(f"{name} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def files_of(number: str) -> list[str]:
    """The files of tests that the row of a promise names."""
    [row] = (k[0] for k in ROW.finditer(TABLE.read_text(encoding="utf-8")) if k[1] == number)
    return re.findall(r"\.\./(tests/\w+/test_\w+\.py)", row)


def tests(number: str) -> tuple[str, list[dict]]:
    """Run the tests of a promise; return how many have passed, and the figures that they came by."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        done = run("-m", "pytest", "-q", "-n", "2", *files_of(number), FIGURES=str(file))
        passed = PASSED.search(done.stdout)
        if done.returncode or passed is None:
            raise RuntimeError(f"tests of {number} failed: {(done.stdout + done.stderr).strip()[-2000:]}")
        told = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return f"{passed[1]} tests passed", [k for k in map(json.loads, told) if k["promise"] == number]


# What the scripts say


def exact(quick: bool, told: list[dict]) -> str:
    """R1: the lines of the script are one way of checking each, with what may be and what is."""
    networks = 2 if quick else 10
    lines = script("exactness", "--networks", networks).strip().splitlines()
    return f"{len(lines)} ways of checking within their bounds, {networks} networks of each kind"


def again(quick: bool, told: list[dict]) -> str:
    """R2: how many states were the same, and how soon they were seen."""
    steps = 100_000 if quick else 1_000_000
    text = script("timeline", "--steps", steps, "--seeks", 200, "--rounds", 10 if quick else 100)
    same = re.findall(r"(\d+) of (\d+) states the same", text)
    seen = re.findall(r"median ([\d.]+), p95 ([\d.]+), max ([\d.]+)", text)
    parts = [
        f"{n} of {of} states the same, seen in {m} ms (p95 {p} ms)"
        for (n, of), (m, p, _) in zip(same, seen, strict=True)
    ]
    return f"{steps:,} and {steps // 10:,} steps: " + "; ".join(parts)


def told_soon(quick: bool, told: list[dict]) -> str:
    """R4: how long it took from raising to the sentence in the window."""
    return f"told after at most {max(k['ms'] for k in told):.0f} ms in {len(told)} failures"


def refused(quick: bool, told: list[dict]) -> str:
    """R5: the slowest and the largest of the bad tables."""
    rows = [line.split(" | ") for line in script("bad_tables").splitlines()[2:]]
    return (
        f"{len(rows)} tables of 10 MB: at most {max(float(k[1]) for k in rows):.2f} s "
        f"and {max(float(k[2]) for k in rows):.0f} MB"
    )


def killed(quick: bool, told: list[dict]) -> str:
    """R6: the last line that the script prints."""
    return script("kill_while_saving", "--saves", 200 if quick else 1000).strip().splitlines()[-1]


def random_events(quick: bool, told: list[dict]) -> str:
    """R8: the longest event."""
    events = 5_000 if quick else 100_000
    found = json.loads(script("random_events", "--events", events, "--at-once", AT_ONCE, "--json"))
    clock, processor = (max(k[name][0][0] for k in found) for name in ("longest", "hardest"))
    long = [sum(k["long"][n] for k in found) for n in range(2)]
    seeds = ", ".join(str(k["seed"]) for k in found)
    return (
        f"{events:,} events on each of the seeds {seeds}: longest {clock:.0f} ms, {processor:.0f} ms of the "
        f"processor; {long[0]} over 250 ms, {long[1]} by the processor"
    )


def quit_often(quick: bool, told: list[dict]) -> str:
    """R9: the last line of the table."""
    last = script("quit_many_times", 33 if quick else 100).strip().splitlines()[-1]
    times, longest, failures = re.findall(r"[\d.]+", last)
    return f"{times} times, at most {longest} s, {failures} failures"


def grown(quick: bool, told: list[dict]) -> str:
    """R10: megabytes, counts, and what dialogs leave."""
    found = json.loads(script("memory", "--json", "--seconds", 60 if quick else 600))
    counts = ", ".join(f"{k.replace('_', ' ')} {found['begin'][k]} → {v}" for k, v in found["end"].items())
    rows = json.loads(script("dialogs", "--json", "--times", 40 if quick else 200))
    rows.sort(key=lambda row: row["kb"])
    own = [row for row in rows if not row["of_qt"]]
    left, most = max(row["widgets"] for row in rows), own[-1]
    return (
        f"{found['growth_mb']} MB in {found['seconds']:g} s and {found['steps']:,} steps, {counts}; "
        f"{len(rows)} dialogs, docks and modes {most['times']} times each: {left} widgets left, at most "
        f"{most['kb']} KB ({most['name']}), of Qt's file dialogs {rows[-1]['kb']} KB"
    )


def beating(quick: bool, told: list[dict]) -> str:
    """R11: the gaps of the heartbeat, with the usual panels and with all of them."""
    parts = []
    for panels in ("usual", "all"):
        asked = ("--measure", 10 if quick else 60, *(("--panels", "all") if panels == "all" else ()))
        found = json.loads(succeeded("main", run(ROOT / "main.py", "--dataset", "circle", *asked)))
        gaps = found["heartbeat_ms"]
        parts.append(
            f"{panels} panels: median {gaps['p50']} ms, 99 of 100 within {gaps['p99']} ms, at most "
            f"{gaps['max']} ms, at {found['steps_per_second']:,.0f} steps a second"
        )
    return "; ".join(parts)


SCRIPTS: dict[str, Callable[[bool, list[dict]], str]] = {
    "R1": exact,
    "R2": again,
    "R4": told_soon,
    "R5": refused,
    "R6": killed,
    "R8": random_events,
    "R9": quit_often,
    "R10": grown,
    "R11": beating,
}
"""The others have tests alone."""


def figures(number: str, quick: bool) -> str:
    """Run what shows a promise; return what its row says from now on."""
    passed, told = tests(number)
    parts = [passed]
    if number in SCRIPTS:
        parts.append(SCRIPTS[number](quick, told))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    how = ", quick" if quick and number in SCRIPTS else ""
    return f"{'; '.join(parts)} ({datetime.now(UTC):%Y-%m-%d}, load average {load:.1f}{how})"


def write(number: str, text: str) -> None:
    """Put `text` into the last column of the row of a promise."""

    def written(row: re.Match[str]) -> str:
        if row[1] != number:
            return row[0]
        return " | ".join([*row[0].strip("| ").split(" | ")[:3], text]).join(("| ", " |"))

    TABLE.write_text(ROW.sub(written, TABLE.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> int:
    """Run, write, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    every = ROW.findall(TABLE.read_text(encoding="utf-8"))
    parser.add_argument("--only", nargs="+", choices=every, default=every)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    failed = 0
    for number in arguments.only:
        try:
            text = figures(number, arguments.quick)
        except (RuntimeError, ValueError) as error:
            failed += 1
            print(f"{number}: {error}", file=sys.stderr, flush=True)
            continue
        write(number, text)
        print(f"{number}: {text}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
