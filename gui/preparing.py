"""Modules that the first frame did not need: brought while nobody waits for them.

Whoever opens a dialog or a panel for the first time would otherwise wait for its modules then, up to a third
of a second for the largest.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer, Slot

import core
import gui
from core.lazily import complete

INTERVAL_MS = 20
"""Between two modules; whatever a person does meanwhile comes first."""

AT_ONCE = 10
"""Classes that are completed at once; they take a third of a millisecond each."""

ELSEWHERE = ("core.kernel", "core.video")
"""They need what may be missing, and see to it themselves."""


def names() -> Iterator[str]:
    """Every module of the program but those `ELSEWHERE`, of `core` first: it needs nothing of `gui`."""
    for package in (core, gui):
        found = (module.name for module in walk_packages(package.__path__, f"{package.__name__}."))
        yield from (name for name in found if not name.startswith(ELSEWHERE))


class Preparing(QObject):
    """Imports one module after the other in idle moments, and is gone when all are there."""

    def __init__(self, parent: QObject) -> None:
        """Begin."""
        super().__init__(parent)
        self._names = names()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start()

    @Slot()
    def on_timeout(self) -> None:
        """Complete some classes of those that have come, or import the next one that is not there yet."""
        if not complete(AT_ONCE) and not any(map(is_new, self._names)):
            self._timer.stop()
            self.deleteLater()


def is_new(name: str) -> bool:
    """Whether a module has come by importing it."""
    new = name not in sys.modules
    import_module(name)
    return new
