"""The experiment: data, network and settings."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.commands import Command
from core.experiment import Experiment
from core.frame import Frame
from gui.experiment.data_fields import DataFields
from gui.experiment.expecting import expected
from gui.experiment.network_fields import NetworkFields
from gui.experiment.training_fields import TrainingFields

GAP = 4
"""Pixels more between two parts of the form."""


class ControlsPanel(QScrollArea):
    """A form that always shows the session's experiment, and asks for another.

    Signals:
        asked: a command; what comes back in the frames is what is shown.
        said: what else changes by a command, in a sentence; empty for nothing.
        left: the person has finished with a field (Enter).
        file_wanted: a file with data is to be opened.

    Attributes:
        data, net, training: the parts of the form; their fields can be had here as well.

    """

    asked = Signal(object)
    said = Signal(str)
    left = Signal()
    file_wanted = Signal()

    title = "Experiment"
    name = "controls"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the form; it is filled by the first frame, and can be used from then on."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to its fields, which scroll it
        self._experiment: Experiment | None = None
        self._expected: Experiment | None = None
        self._asked: Command | None = None
        self._frame: Frame | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts = self.data, self.net, self.training = DataFields(), NetworkFields(), TrainingFields()
        self._name_fields()
        self._arrange()
        for part in self._parts:
            part.asked.connect(self.on_asked)
            part.left.connect(self.left)
        self.data.file_wanted.connect(self.file_wanted)
        self.net.said.connect(self.said)
        self.training.said.connect(self.said)
        self.training.more.opened.connect(self.on_opened)
        self.setMinimumWidth(268)

    def _name_fields(self) -> None:
        data, net, training = self.data, self.net, self.training
        self.dataset, self.noise, self.samples, self.held_out = (
            data.dataset,
            data.noise,
            data.samples,
            data.held_out,
        )
        self.hidden, self.sigma, self.output_sigma, self.cost = (
            net.hidden,
            net.sigma,
            net.output_sigma,
            net.cost,
        )
        self.seed, self.optimiser, self.eta, self.batch = (
            training.seed,
            training.optimiser,
            training.eta,
            training.batch,
        )

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 3, 12, 4)
        column.setSpacing(3)
        column.addWidget(self.data)
        column.addSpacing(GAP)
        column.addWidget(self.net)
        column.addSpacing(GAP)
        column.addWidget(self.training)
        column.addStretch()
        inside.setEnabled(False)
        self.setWidget(inside)

    def follow(self, frame: Frame) -> None:
        """Take note of what there is, though it is shown only now and then while training runs."""
        self._frame = frame

    def show_frame(self, frame: Frame) -> None:
        """Show the experiment of `frame`, unless it is shown already or another was asked for since."""
        coming = self._asked is not None and frame.experiment != self._expected
        if coming or frame.experiment == self._experiment == self._expected:
            self.training.show_frame(frame)
        else:
            self.show_experiment(frame.experiment, frame)

    def show_experiment(self, experiment: Experiment, frame: Frame) -> None:
        """Fill the form without asking for anything."""
        self._experiment = self._expected = experiment
        self.widget().setEnabled(True)
        for part in self._parts:
            part.show_experiment(experiment, frame)

    def show_again(self) -> None:
        """Put back what is really so, after something was refused."""
        if self._frame is not None:
            self.show_experiment(self._frame.experiment, self._frame)

    @Slot()
    def on_opened(self) -> None:
        """Scroll to the fields that were folded away, once they have their places."""
        QTimer.singleShot(0, self, self.show_folded)

    @Slot()
    def show_folded(self) -> None:
        """Scroll to them."""
        self.ensureWidgetVisible(self.training.more.inside, 0, 4)

    @Slot(object)
    def on_asked(self, command: Command) -> None:
        """Ask, and let whatever is asked for next begin from what this will have changed."""
        self._expected, self._asked = expected(self._expected, command), command
        for part in self._parts:
            part.expect(self._expected)
        self.asked.emit(command)

    @Slot(object)
    def on_heard(self, command: Command) -> None:
        """Show what has become of the last wish: it may have failed, or be undone already."""
        if command is not self._asked:
            return
        self._asked = None
        if self._frame is not None:
            self.show_frame(self._frame)
