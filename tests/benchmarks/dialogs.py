"""Opens and closes every dialog, dock and mode many times, and looks at what is left of them.

    python tests/benchmarks/dialogs.py [--times 200] [--only about] [--json]

On a window that is paused. Each is opened some times before anything is counted, as much is made the first
time and kept. The table has the widgets that are left and the kilobytes for each time: of memory in use
where the C library tells (glibc; Python's own allocator is out of the way then), else of resident memory.
The exit code is 1 if a widget is left, or more than 10 KB. Dialogs that choose a file are Qt's own where the
system has none, and leave 20 KB of Qt's whatever is done: of these 40 KB.
"""

import argparse
import ctypes
import gc
import json
import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "gui")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ENOUGH, MOST_KB, MOST_KB_OF_QT = 20, 10.0, 40.0
"""Times before counting begins, and kilobytes that may be left each time."""


class Memory(ctypes.Structure):
    """What glibc's mallinfo2 tells, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks"),
            *("fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def kilobytes() -> float:
    """Memory that is in use."""
    try:
        told = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError):
        from gui.process import resident_megabytes

        return (resident_megabytes() or 0.0) * 1024
    told.restype = Memory
    found = told()
    return (found.uordblks + found.hblkhd) / 1024


def measured(opening, name: str, times: int) -> dict:
    """What is left of it after so many times."""
    from opening import counted

    for _ in range(ENOUGH):
        opening.once(name)
    widgets, before = counted(), kilobytes()
    for _ in range(times):
        opening.once(name)
    left, kb = counted() - widgets, (kilobytes() - before) / times
    of_qt = name in opening.of_qt
    return {"name": name, "times": times, "widgets": left, "kb": round(kb, 2), "of_qt": of_qt}


def limit(row: dict) -> float:
    """Kilobytes that it may leave each time."""
    return MOST_KB_OF_QT if row["of_qt"] else MOST_KB


def main() -> int:
    """Open, close, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if os.environ.get("PYTHONMALLOC") != "malloc":
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONMALLOC": "malloc"})
    found = run(arguments)
    bad = [row for row in found if row["widgets"] > 0 or row["kb"] > limit(row)]
    if arguments.json:
        print(json.dumps(found))
    else:
        for row in found:
            print(f"{row['name']:18} {row['widgets']:+4d} widgets {row['kb']:+8.2f} KB each time")
    return 1 if bad else 0


def run(arguments: argparse.Namespace) -> list[dict]:
    """Do it with a window of the program's."""
    from opening import Opening, wait_for

    from core.session import Session
    from gui.app import Program

    gc.disable()
    logging.getLogger("nablascope").setLevel(logging.ERROR)  # what Qt without a screen says of every page
    program = Program(Session(), "dark")
    program.window.show()
    program.window.engine.start()
    wait_for(lambda: program.window.canvas.frames_painted)
    with TemporaryDirectory() as folder:
        opening = Opening(program.window, folder)
        names = arguments.only or opening.ways
        found = [measured(opening, name, arguments.times) for name in names]
    program.window.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
