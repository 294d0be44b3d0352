"""From the start of the process to the first painted frame, next to a bare process.

    python tests/benchmarks/startup.py [--rounds 10]

The bare process imports PySide6 and pyqtgraph and shows one empty PlotWidget. In each
round both are started, one after the other, on the display there is (a virtual one will do; none
if there is none). The time runs from just before the process is made to the end of the first paint:
of the plot, or of the canvas with its first frame. `cpu` is the processor time of the same stretch,
which other programs disturb less.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import time

ROOT = Path(__file__).resolve().parents[2]
BARE = """
from PySide6.QtWidgets import QApplication
import pyqtgraph

class Plot(pyqtgraph.PlotWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        if not painted:
            import json, time
            painted.update(first_paint=time.time(), startup_cpu_ms=time.process_time() * 1000)
            print(json.dumps(painted))
            QApplication.quit()

painted = {}
application = QApplication([])
plot = Plot()
plot.show()
application.exec()
"""
COMMANDS = {
    "bare": [sys.executable, "-c", BARE],
    "program": [sys.executable, str(ROOT / "main.py"), "--measure", "0.05"],
}


def start(command: list[str]) -> tuple[float, float]:
    """Start a process; return milliseconds and milliseconds of processor time to its first paint."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    if not any(environment.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time()
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told = json.loads(done.stdout)
    return (told["first_paint"] - begun) * 1000, told["startup_cpu_ms"]


def row(name: str, kind: str, values: list[float]) -> str:
    """A line of the table."""
    return f"| {name} | {kind} | {median(values):.0f} | {min(values):.0f} | {max(values):.0f} |"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    for command in COMMANDS.values():  # compiles the modules and brings the files into memory
        start(command)
    runs = {name: ([], []) for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            for values, value in zip(runs[name], start(command), strict=True):
                values.append(value)
    print("| process | ms | median | min | max |")
    print("|---|---|---|---|---|")
    for name, columns in runs.items():
        for kind, values in zip(("wall", "cpu"), columns, strict=True):
            print(row(name, kind, values))
    for k, kind in enumerate(("wall", "cpu")):
        ratio = median(runs["program"][k]) / median(runs["bare"][k])
        print(f"ratio of the medians, {kind}: {ratio:.2f}")


if __name__ == "__main__":
    main()
