"""Quits the program many times at several moments, and prints how long it took and what went wrong.

    python tests/benchmarks/quit_many_times.py [TIMES]

Every moment of `tests/gui/quitting.py` in turn, each time a process of its own. Measured is the time from the
moment of quitting, such as the window's closing, to the end of the process. The exit code is 1 if one ended
with another code than 0, wrote to stderr, or took longer than the three seconds that are promised.
"""

import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from time import time

ROOT = Path(__file__).resolve().parents[2]
CHILD = ROOT / "tests" / "gui" / "quitting.py"
sys.path[:0] = [str(ROOT), str(CHILD.parent)]

from quitting import MOMENTS  # noqa: E402

LIMIT = 3.0
HANG = 60


def quit_at(moment: str) -> tuple[float, str]:
    """Run the program and quit at `moment`; return the seconds that took, and what went wrong."""
    command = [sys.executable, str(CHILD), moment]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=HANG, check=False)
    except subprocess.TimeoutExpired:
        return float(HANG), "did not end"
    end = time()
    if result.returncode or result.stderr or not result.stdout:
        return 0.0, f"code {result.returncode}: {result.stderr.strip() or 'never came to the moment'}"
    seconds = end - float(result.stdout)
    return seconds, "" if seconds <= LIMIT else f"took {seconds:.1f} s"


def main(times: int) -> int:
    """Quit `times` times, the moments in turn; print a table."""
    seconds: dict[str, list[float]] = {moment: [] for moment in MOMENTS}
    failures = []
    for moment in islice(cycle(MOMENTS), times):
        took, wrong = quit_at(moment)
        seconds[moment].append(took)
        if wrong:
            failures.append(f"{moment}: {wrong}")
    for moment, all_of_them in seconds.items():
        if all_of_them:
            mean = sum(all_of_them) / len(all_of_them)
            print(f"{moment:28} {len(all_of_them):3} times  mean {mean:.3f} s  max {max(all_of_them):.3f} s")
    longest = max(max(k, default=0.0) for k in seconds.values())
    print(f"{'all':28} {times:3} times  max {longest:.3f} s  failures {len(failures)}")
    print("\n".join(failures), end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
