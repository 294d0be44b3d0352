"""The experiment: data, network and settings."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.activations import ACTIVATIONS, HIDDEN
from core.commands import Command, Edit, Load
from core.datasets.entry import MOST_SAMPLES
from core.datasets.given import DRAWING
from core.experiment import Experiment
from core.frame import Frame
from gui.actions import MOST_LAYERS
from gui.experiment.arranging import Form, Heading, Row
from gui.experiment.data_fields import DataFields
from gui.experiment.hidden_field import HiddenField
from gui.fields import Choice, DecimalField, SeedField, WholeField

MOST_NODES = 256
GAP = 8
"""Pixels more between two parts of the form."""


class ControlsPanel(QScrollArea):
    """A form that always shows the session's experiment, and asks for another.

    Signals:
        asked: a command; what comes back in the frames is what is shown.
        left: the person has finished with a field (Enter).
        file_wanted: a file with data is to be opened.
    """

    asked = Signal(object)
    left = Signal()
    file_wanted = Signal()

    title = "Experiment"
    name = "controls"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the form; it is filled by the first frame."""
        super().__init__(parent)
        self._experiment: Experiment | None = None
        self._frame: Frame | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_fields()
        self._arrange()
        self._connect()
        self.setMinimumWidth(268)

    def _make_fields(self) -> None:
        self.data = DataFields()
        self.dataset, self.noise, self.samples = self.data.dataset, self.data.noise, self.data.samples
        self.held_out = self.data.held_out
        self.hidden = HiddenField(MOST_LAYERS - 1, MOST_NODES)
        hidden, every = ([(name, name) for name in names] for names in (HIDDEN, ACTIVATIONS))
        self.sigma = Choice(hidden, "σ of the hidden layers: a node makes a = σ(z) of its weighted input z")
        self.output_sigma = Choice(every, "σ of the output layer: aᴸ = σ(zᴸ) is the network's output")
        self.eta = DecimalField(1e-12, 1e12, "η, the learning rate: w ← w − η ∂C̄/∂w", significant=True)
        self.batch = WholeField(1, MOST_SAMPLES, "m, the samples whose gradients are averaged for one step")
        self.seed = SeedField()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 4, 12, 7)
        column.setSpacing(4)
        column.addWidget(self.data)
        column.addSpacing(GAP)
        column.addLayout(Form(("Layers n", self.hidden), heading=True))
        column.addWidget(Row(("Hidden σ", self.sigma), ("Output σ", self.output_sigma)))
        column.addSpacing(GAP)
        column.addLayout(Heading("Training", "Seed", self.seed))
        column.addWidget(Row(("Learning rate η", self.eta), ("Batch size m", self.batch)))
        column.addStretch()
        self.setWidget(inside)

    def _connect(self) -> None:
        self.data.asked.connect(self.asked)
        self.data.left.connect(self.left)
        self.data.file_wanted.connect(self.file_wanted)
        self.hidden.changed.connect(self.on_hidden_changed)
        self.sigma.chosen.connect(self.on_sigma_chosen)
        self.output_sigma.chosen.connect(self.on_sigma_chosen)
        self.eta.changed.connect(self.on_eta_changed)
        self.batch.changed.connect(self.on_batch_changed)
        self.seed.changed.connect(self.on_seed_changed)
        for field in (self.hidden, self.eta, self.batch, self.seed):
            field.left.connect(self.left)

    # What the session says

    def show_frame(self, frame: Frame) -> None:
        """Show the experiment of `frame` unless it is shown already."""
        self._frame = frame
        if frame.experiment != self._experiment:
            self.show_experiment(frame.experiment, frame)

    def show_experiment(self, experiment: Experiment, frame: Frame) -> None:
        """Fill the form without asking for anything."""
        self._experiment = experiment
        self.data.show_experiment(experiment, frame)
        self.hidden.show_sizes(experiment.n)
        if len(experiment.n) > 2:  # without hidden layers, what the next ones will have is kept
            self.sigma.show_value(experiment.activations[0])
        self.output_sigma.show_value(experiment.activations[-1])
        self.sigma.setEnabled(len(experiment.n) > 2)
        self.eta.show_value(experiment.eta)
        with QSignalBlocker(self.batch):
            self.batch.setMaximum(_largest_batch(experiment, frame))
        self.batch.show_value(experiment.m)
        self.seed.show_value(experiment.seed)

    def show_again(self) -> None:
        """Put back what is really so, after something was refused."""
        if self._frame is not None:
            self.show_experiment(self._frame.experiment, self._frame)

    # What the person asks for

    def _ask(self, command: Command) -> None:
        self.asked.emit(command)

    @Slot(object)
    def on_hidden_changed(self, hidden: tuple[int, ...]) -> None:
        """Build another network."""
        self._ask(Load(self._experiment.with_hidden(hidden, self.sigma.value())))

    @Slot(object)
    def on_sigma_chosen(self, _: str) -> None:
        """Change the activations and keep the parameters."""
        chosen = self._experiment.with_sigma(self.sigma.value(), self.output_sigma.value())
        self._ask(Edit("activations", chosen.activations))

    @Slot(float)
    def on_eta_changed(self, eta: float) -> None:
        """Go on with another η."""
        self._ask(Edit("eta", eta))

    @Slot(int)
    def on_batch_changed(self, m: int) -> None:
        """Go on with other batches."""
        self._ask(Edit("m", m))

    @Slot(int)
    def on_seed_changed(self, seed: int) -> None:
        """Begin anew from another seed."""
        self._ask(Load(replace(self._experiment, seed=seed)))


def _largest_batch(experiment: Experiment, frame: Frame) -> int:
    """All samples that are trained on; in a drawing there may be more of them soon."""
    if experiment.dataset == DRAWING:
        return MOST_SAMPLES
    return frame.dataset.samples - int(frame.held_out.sum())
