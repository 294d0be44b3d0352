"""Nobody reads the text of the program's modules when it starts."""

from command_line import run, succeeds

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


def test_no_source_is_read():
    succeeds(run(code=READS))


def test_an_import_that_somebody_else_has_put_there_stays():
    for code in (OTHERS, WITHOUT):
        succeeds(run(code=code))
