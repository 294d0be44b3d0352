"""pyqtgraph finds all of Qt in its mirrors, though no more of it is made than somebody asked for."""

from types import ModuleType

import pytest
from command_line import run, succeeds

from gui.mirrors import mirror, nameless

STARTS = """
import gui.mirrors
import PySide6.QtCore, PySide6.QtGui, PySide6.QtWidgets
import pyqtgraph
from pyqtgraph.Qt import QtCore, QtGui, QtWidgets

assert (QtCore, QtGui, QtWidgets) == (pyqtgraph.QtCore, pyqtgraph.QtGui, pyqtgraph.QtWidgets)
assert "QWizard" not in vars(QtWidgets)
made = len(vars(QtCore)) + len(vars(QtGui)) + len(vars(QtWidgets))
names = 0
for name in gui.mirrors.NAMES:
    shown, real = getattr(pyqtgraph.Qt, name), getattr(PySide6, name)
    for each in (k for k in dir(real) if k.isidentifier() and not k.startswith("__")):
        assert each in dir(shown)
        assert getattr(shown, each) is getattr(real, each)
        names += 1
assert "QWizard" in vars(QtWidgets)
assert 500 < names and made < 200, (names, made)
"""


def test_the_mirrors_have_everything_and_pyqtgraph_starts_with_little():
    succeeds(run(code=STARTS))


def test_a_pyqtgraph_that_is_there_already_keeps_its_copies():
    there = "import pyqtgraph; there = pyqtgraph.QtCore; import gui.mirrors"
    succeeds(run(code=f"{there}; assert pyqtgraph.QtCore is there"))


def test_a_mirror_takes_what_is_put_into_it():
    module = ModuleType("qt")
    module.QThing = object()
    shown = mirror(module, "mirror")
    assert shown.QThing is module.QThing
    shown.QOther = 1
    assert {"QOther", "QThing"} <= set(dir(shown))
    assert not hasattr(module, "QOther")
    with pytest.raises(AttributeError):
        _ = shown.QNothing


@pytest.mark.parametrize("told", [None, lambda: ["QThing"]])
def test_names_are_listed_again_whatever_happens(told):
    module = ModuleType("qt")
    if told is not None:
        module.__dir__ = told
    before = dir(module)

    def fails():
        with nameless([module]):
            assert dir(module) == []
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert dir(module) == before
