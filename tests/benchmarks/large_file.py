"""A file of a million samples, opened in the window and learned there.

    python tests/benchmarks/large_file.py [--rows 1000000] [--columns 20] [--seconds 10] [--file FILE.csv]

Writes the file first (standard normal numbers at full precision, the last column a function of two of
them), in a process of its own. Opens it as the menu does and then trains at full speed in batches of 256,
while a 16 ms timer of the GUI thread beats. Memory is what the system counts for the process, the window
included, at most; the data is its numbers in float64.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from PySide6.QtCore import QObject, Qt, QTimer, Slot  # noqa: E402

from core.commands import Edit, Import, Run  # noqa: E402
from core.session import Session  # noqa: E402
from core.tables import preview, suggested  # noqa: E402
from gui.app import Program  # noqa: E402
from gui.measure import Heartbeat  # noqa: E402

PIECE = 10_000
BATCH = 256
WARM_UP_MS = 1000


def write(file: Path, rows: int, columns: int) -> None:
    """Write the table."""
    draw = np.random.default_rng(0)
    with file.open("w", encoding="utf-8") as out:
        out.write(",".join([*(f"x{k}" for k in range(1, columns)), "y"]) + "\n")
        for start in range(0, rows, PIECE):
            x = draw.standard_normal((min(PIECE, rows - start), columns - 1))
            table = np.column_stack([x, np.tanh(x[:, 0] * x[:, -1]) + 0.3 * x[:, 0]])
            out.writelines(f"{','.join(map(repr, row))}\n" for row in table.tolist())


def memory(name: str) -> float:
    """Megabytes: VmRSS are resident, VmHWM were so at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024


class Opening(QObject):
    """Opens a file in the window of `program`, trains for `seconds`, and closes it."""

    def __init__(self, program: Program, file: Path, seconds: float) -> None:
        """Wait for the first paint."""
        super().__init__(program.window)
        self._window, self._file, self._seconds = program.window, file, seconds
        self._heart = Heartbeat(self)
        self._window.canvas.painted.connect(self.on_painted, Qt.ConnectionType.SingleShotConnection)
        self._window.engine.finished.connect(self.on_finished)
        self._window.engine.rejected.connect(self.on_rejected)

    @Slot(object)
    def on_painted(self, frame: object) -> None:
        """Let the window come to rest first."""
        QTimer.singleShot(WARM_UP_MS, self, self.open)

    @Slot()
    def open(self) -> None:
        """Open the file."""
        print(f"window alone: {memory('VmRSS'):.0f} MB")
        self._before = memory("VmRSS")
        self._heart.begin()
        self._begun = perf_counter()
        path = str(self._file)
        self._window.engine.send(Import(path, suggested(preview(path)), held_out=0.2))

    @Slot(object)
    def on_finished(self, command: object) -> None:
        """Say how that was; then train."""
        data = self._window.engine.frame.dataset
        size = 8 * data.samples * (len(data.inputs) + len(data.outputs)) / 1e6
        peak = memory("VmHWM")
        print(f"opened in {perf_counter() - self._begun:.1f} s; heartbeat, ms: {self._heart.end()}")
        print(
            f"data {size:.0f} MB; memory at most {peak:.0f} MiB, {peak * 1.048576 / size:.2f} times the data"
        )
        self._window.engine.send(Edit("m", BATCH))
        self._window.engine.send(Run())
        QTimer.singleShot(WARM_UP_MS, self, self.begin)

    @Slot(object, str)
    def on_rejected(self, command: object, sentence: str) -> None:
        """End."""
        print(sentence)
        self._window.close()

    @Slot()
    def begin(self) -> None:
        """Begin to count steps."""
        self._first, self._begun = self._window.engine.frame.cursor.step, perf_counter()
        self._heart = Heartbeat(self)
        self._heart.begin()
        QTimer.singleShot(round(1000 * self._seconds), self, self.end)

    @Slot()
    def end(self) -> None:
        """Say how that was."""
        frame = self._window.engine.frame
        rate = (frame.cursor.step - self._first) / (perf_counter() - self._begun)
        print(f"trains {rate:,.0f} steps a second, m = {frame.m}; heartbeat, ms: {self._heart.end()}")
        print(
            f"memory {memory('VmRSS'):.0f} MiB, at most {memory('VmHWM'):.0f} MiB; cost {frame.mean_cost:.4g}"
        )
        self._window.close()


def main() -> None:
    """Write, open, train, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write is not None:
        write(asked.write, asked.rows, asked.columns)
        return
    with TemporaryDirectory() as folder:
        file = asked.file or Path(folder) / "large.csv"
        if asked.file is None:
            sizes = ["--rows", str(asked.rows), "--columns", str(asked.columns)]
            subprocess.run([sys.executable, __file__, "--write", str(file), *sizes], check=True)
        print(f"{file.stat().st_size / 1e6:.0f} MB of text")
        program = Program(Session(), "dark")
        opening = Opening(program, file, asked.seconds)
        program.start()
        program.run()
        del opening


if __name__ == "__main__":
    main()
