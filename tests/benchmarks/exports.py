"""Exports everything from the window as a person would, opens each file by something else, and compares.

    python tests/benchmarks/exports.py [--others PYTHON] [--only circle] [--parts network] [--theme light]

Circle and digits are trained a little and paused in the middle of a backward pass, a weight selected. Every
panel, the canvas and the window are exported through the dialogs at each scale, at a size of their own, and
as SVG; panels also from behind a tab and closed. Then all the numbers, in every form. What opens them:

- Pillow: the pixels against those that Qt grabs from the screen, the largest difference and the share of
  pixels that are further off than can be seen; larger scales averaged down to it;
- an XML parser: size, texts against those of the fields and nodes on the screen; and rsvg-convert, where it
  is installed, whose pixels are held against the PNG file's;
- a Python on whose path the program isn't: csv, numpy without pickle, the scripts run; every number against
  the frame on the screen, bit for bit;
- PyTorch, by the three lines that the dialog shows.

`--others` is a Python that has numpy, Pillow and PyTorch, else this one; what is missing there is said, and
its rows say "not opened". `--into FOLDER` keeps the files. The exit code is 1 if anything differs by more
than its bound.
"""

import argparse
import gc
import json
import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "gui"), str(ROOT / "tests" / "benchmarks")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = (1440, 900)
STEPS = {"circle": 200, "digits": 60}


class Bot:
    """The three things of a test's that the drivers need."""

    def waitUntil(self, condition, timeout=20_000):
        from PySide6.QtTest import QTest

        waited = 0
        while not condition():
            QTest.qWait(10)
            waited += 10
            if waited > timeout:
                raise TimeoutError("it never came")

    def wait(self, ms):
        from PySide6.QtTest import QTest

        QTest.qWait(ms)

    def mouseClick(self, widget, button, pos):
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, pos)


def paused_backward(window):
    """Go on to the middle of the backward pass, and select a weight."""
    from driving import Driver

    from core.cursor import Phase
    from gui.writing.parsing import read_pick

    driver = Driver(window, Bot())
    window.show()
    window.canvas.setFocus()
    window.engine.start()
    driver.wait_for(lambda frame: True)
    for _ in range(4):
        driver.step()
    L = driver.frame.L
    while not (driver.frame.cursor.phase is Phase.BACKWARD and driver.frame.cursor.l == L):
        driver.step()
    window.viewer.select(read_pick("w2 1 2", driver.frame.n))
    driver.wait_for(lambda frame: frame.pick is not None)
    return driver


def run(name: str, theme: str, folder: Path, table, parts: list[str]) -> None:
    """Everything of one experiment."""
    from exported_numbers import numbers
    from exported_pictures import Pictures

    from core.experiment import default_experiment
    from core.session import Session
    from gui.main_window import MainWindow

    session = Session(default_experiment(name))
    session.train(STEPS[name])
    window = MainWindow(session, theme=theme)
    window.resize(*SIZE)
    try:
        driver = paused_backward(window)
        cursor, sizes = driver.frame.cursor, "-".join(map(str, driver.frame.n))
        print(f"{name}, {theme}: {sizes}, step {cursor.step}, {cursor.phase.value} through layer {cursor.l}")
        numbers(driver, folder, table)
        Pictures(driver, folder, table, parts).all()
        driver.release()
    finally:
        window.sessions.asks = False
        window.close()


def main() -> int:
    """Export, open, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--others", default=sys.executable)
    parser.add_argument("--only", nargs="*", choices=STEPS, default=list(STEPS))
    parser.add_argument("--parts", nargs="*", default=[])
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    from export_table import Table

    from gui.app import make_application

    application = make_application()
    gc.disable()
    logging.getLogger("nablascope").setLevel(logging.ERROR)  # what Qt without a screen says of every page
    table = Table(arguments.others)
    with TemporaryDirectory() as folder:
        for name in arguments.only:
            into = (arguments.into or Path(folder)).absolute() / name
            into.mkdir(parents=True, exist_ok=True)
            for file in into.iterdir():
                file.unlink()
            run(name, arguments.theme, into, table, arguments.parts)
    if arguments.json:
        print(json.dumps(table.rows))
    counts = [sum(row["good"] is k for row in table.rows) for k in (True, False, None)]
    print(f"{len(table.rows)} rows: {counts[0]} good, {counts[1]} off, {counts[2]} not opened")
    del application
    return 1 if counts[1] else 0


if __name__ == "__main__":
    sys.exit(main())
