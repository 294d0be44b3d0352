"""Lets pyqtgraph start without all of Qt: a class of Qt is made when somebody asks for it.

WORKAROUND: pyqtgraph.Qt (0.14) copies every name of QtCore, QtGui and QtWidgets into modules of its own, its
mirrors. PySide6 makes a class when its name is first looked up, so the copies make hundreds that nobody
needs, which takes half as long as making the whole window. These mirrors look a name up when they are asked.

This has to be imported before pyqtgraph is. Where that is there already, it has its copies, and keeps them.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

NAMES = ("QtCore", "QtGui", "QtWidgets")


def import_pyqtgraph() -> None:
    """Import pyqtgraph with mirrors that look names up."""
    modules = [import_module(f"PySide6.{name}") for name in NAMES]
    for name, module in zip(NAMES, modules, strict=True):
        sys.modules[f"pyqtgraph.Qt.{name}"] = mirror(module, f"pyqtgraph.Qt.{name}")
    with nameless(modules):
        import_module("pyqtgraph")


def mirror(module: ModuleType, name: str) -> ModuleType:
    """Return a module called `name` with what `module` has, and whatever else is put into it."""
    shown = ModuleType(name, module.__doc__)

    def look_up(what: str) -> Any:
        value = getattr(module, what)
        setattr(shown, what, value)
        return value

    shown.__getattr__ = look_up
    shown.__dir__ = lambda: sorted({*vars(shown), *dir(module)})
    return shown


@contextmanager
def nameless(modules: list[ModuleType]) -> Iterator[None]:
    """For as long as it lasts `modules` list no names, so that none is copied."""
    told = [vars(module).get("__dir__") for module in modules]
    for module in modules:
        module.__dir__ = list
    try:
        yield
    finally:
        for module, tell in zip(modules, told, strict=True):
            if tell is None:
                del module.__dir__
            else:
                module.__dir__ = tell


if "pyqtgraph" not in sys.modules:
    import_pyqtgraph()
