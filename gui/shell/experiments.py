"""Experiments that a menu offers: the neighbours of the present one, and the examples."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from core.commands import Load
from core.experiment import Experiment
from core.frame import Frame
from core.presets import preset
from gui.writing.numbers import regrouped

FIRST_HIDDEN = 4
"""Nodes of a hidden layer where there is none to take after."""


class Experiments(QObject):
    """Asks for the next seed, for one hidden layer more or fewer, and for the examples.

    Signals:
        asked: a `Load`.
        said: what there is to see in an example.
    """

    asked = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is asked for before the first `follow`."""
        super().__init__(parent)
        self._now: Experiment | None = None

    def follow(self, frame: Frame) -> None:
        """Take note of the present experiment."""
        self._now = frame.experiment

    @Slot()
    def next_seed(self) -> None:
        """Begin again from the next seed."""
        self._begin(replace(self._now, seed=self._now.seed + 1))

    @Slot()
    def add_layer(self) -> None:
        """Begin with another hidden layer like the last one."""
        hidden = self._now.n[1:-1]
        self._begin(self._now.with_hidden((*hidden, hidden[-1] if hidden else FIRST_HIDDEN)))

    @Slot()
    def remove_layer(self) -> None:
        """Begin without the last hidden layer."""
        self._begin(self._now.with_hidden(self._now.n[1:-2]))

    @Slot(QAction)
    def begin_preset(self, action: QAction) -> None:
        """Begin the example that was chosen from the menu."""
        chosen = preset(action.data())
        self._begin(chosen.experiment)
        self.said.emit(regrouped(chosen.description))

    def _begin(self, experiment: Experiment) -> None:
        self.asked.emit(Load(experiment))
