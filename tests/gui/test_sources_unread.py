"""Nobody reads the text of the program's modules when it starts."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANG = 60
READS = """
import builtins, linecache
import PySide6.QtWidgets
import gui.app
assert builtins.__import__ is not builtins.__feature_import__
read = [k for k in linecache.cache if "/core/" in k or "/gui/" in k]
assert set(read) <= {gui.__file__}, read  # which comes before anything in it
from PySide6.QtCore import *
assert QPoint(1, 2).y() == 2
"""
OTHERS = """
import builtins
import PySide6.QtCore
own = builtins.__import__

def other(*given, **named):
    return own(*given, **named)

builtins.__import__ = other
import gui.imports
assert builtins.__import__ is other
"""
WITHOUT = "import builtins; own = builtins.__import__; import gui.imports; assert builtins.__import__ is own"


def ran(script):
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=HANG, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_source_is_read():
    ran(READS)


def test_an_import_that_somebody_else_has_put_there_stays():
    ran(OTHERS)
    ran(WITHOUT)
