"""Experiments beside the present one: another seed or shape of the network, and the examples."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Command, Load
from core.errors import BadInputError
from core.experiment import Experiment
from core.frame import Frame
from core.presets import Preset
from core.reshaping import Grow, Insert, Remove, Reshaping
from gui.action_spec import layer_meant
from gui.limits import check_shape


class Experiments(QObject):
    """Asks for the next seed, for another shape of the network, and for the examples.

    It goes by what was asked for last, which is ahead of the frames, so that clicks in quick
    succession each change the network by one more.

    Signals:
        asked: a `Load`.
        said: why a network can't have that shape.
    """

    asked = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is asked for before the first `follow`."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._now: Experiment | None = None
        self._before: Experiment | None = None

    def follow(self, frame: Frame) -> None:
        """Take note of the present experiment, unless what was asked for is still to come."""
        self._frame = frame
        if frame.experiment != self._before:
            self._now, self._before = frame.experiment, None

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Go by the frames again: what was asked for does not come."""
        if isinstance(command, Load) and self._frame is not None:
            self._now, self._before = self._frame.experiment, None

    @Slot()
    def next_seed(self) -> None:
        """Begin again from the next seed."""
        self._begin(replace(self._now, seed=self._now.seed + 1))

    # The shape of the network

    @Slot(object)
    def reshape(self, change: Reshaping) -> None:
        """Begin with a network of another shape, or say why it can't be."""
        try:
            wanted = change.of(self._now)
            check_shape(wanted.n, self._now.n)
        except BadInputError as error:
            self.said.emit(str(error))
            return
        if wanted != self._now:
            self._begin(wanted)

    @Slot()
    def add_layer(self) -> None:
        """Begin with another hidden layer before the output."""
        self.reshape(Insert(len(self._now.n) - 1))

    @Slot()
    def remove_layer(self) -> None:
        """Begin without the last hidden layer."""
        self.reshape(Remove(len(self._now.n) - 2))

    @Slot()
    def add_node(self) -> None:
        """Begin with one node more in the layer that is meant."""
        self.reshape(Grow(layer_meant(self._frame), 1))

    @Slot()
    def remove_node(self) -> None:
        """Begin with one node fewer in the layer that is meant."""
        self.reshape(Grow(layer_meant(self._frame), -1))

    def begin_preset(self, chosen: Preset) -> None:
        """Begin an example."""
        self._begin(chosen.experiment)

    def _begin(self, experiment: Experiment) -> None:
        if self._frame is not None:
            self._before, self._now = self._frame.experiment, experiment
        self.asked.emit(Load(experiment))
