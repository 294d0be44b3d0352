"""The experiment: data, network and settings."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.activations import ACTIVATIONS
from core.commands import Command, Edit, Load
from core.datasets import entries, entry
from core.experiment import Experiment, default_experiment
from core.frame import Frame
from gui.actions import MOST_LAYERS
from gui.fields import Choice, DecimalField, HiddenField, SeedField, WholeField, section

MOST_NODES = 256


class ControlsPanel(QScrollArea):
    """A form that always shows the session's experiment, and asks for another.

    Signals:
        asked: a command; what comes back in the frames is what is shown.
        left: the person has finished with a field (Enter).
    """

    asked = Signal(object)
    left = Signal()

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
        self.dataset = Choice([(e.title, e.name) for e in entries()], "The data set to learn")
        self._description = QLabel()
        self._description.setWordWrap(True)
        self._description.setProperty("role", "muted")
        self.noise = DecimalField(
            0.0, 0.5, "Standard deviation of the jitter added to the samples", step=0.01
        )
        self.samples = WholeField(2, 100_000, "M, how many samples the set has")
        self.held_out = WholeField(
            0, 90, "Share of the samples kept out of training, on which the cost is also measured"
        )
        self.held_out.setStepType(WholeField.StepType.DefaultStepType)
        self.held_out.setSingleStep(5)
        self.hidden = HiddenField(MOST_LAYERS - 1, MOST_NODES)
        names = [(name, name) for name in ACTIVATIONS]
        self.sigma = Choice(names, "σ of the hidden layers: a node makes a = σ(z) of its weighted input z")
        self.output_sigma = Choice(names, "σ of the output layer: aᴸ = σ(zᴸ) is the network's output")
        self.eta = DecimalField(1e-12, 1e12, "η, the learning rate: w ← w − η ∂C̄/∂w", significant=True)
        self.batch = WholeField(1, 100_000, "m, the samples whose gradients are averaged for one step")
        self.seed = SeedField()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 6, 12, 12)
        column.setSpacing(5)
        column.addLayout(_form(("Data", self.dataset), (None, self._description)))
        numbers = ("Noise", self.noise), ("Samples M", self.samples), ("Held out %", self.held_out)
        column.addLayout(_side_by_side(*numbers))
        column.addWidget(section("Network"))
        column.addLayout(_form(("Layers n", self.hidden)))
        column.addLayout(_side_by_side(("Hidden σ", self.sigma), ("Output σ", self.output_sigma)))
        column.addWidget(section("Training"))
        column.addLayout(_side_by_side(("Learning rate η", self.eta), ("Batch size m", self.batch)))
        column.addLayout(_form(("Seed", self.seed)))
        column.addStretch()
        self.setWidget(inside)

    def _connect(self) -> None:
        self.dataset.chosen.connect(self.on_dataset_chosen)
        self.noise.changed.connect(self.on_noise_changed)
        self.samples.changed.connect(self.on_samples_changed)
        self.hidden.changed.connect(self.on_hidden_changed)
        self.sigma.chosen.connect(self.on_sigma_chosen)
        self.output_sigma.chosen.connect(self.on_sigma_chosen)
        self.eta.changed.connect(self.on_eta_changed)
        self.batch.changed.connect(self.on_batch_changed)
        self.seed.changed.connect(self.on_seed_changed)
        self.held_out.changed.connect(self.on_held_out_changed)
        data = (self.noise, self.samples, self.held_out)
        for field in (*data, self.hidden, self.eta, self.batch, self.seed):
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
        known, data = entry(experiment.dataset), frame.dataset
        self.dataset.show_value(experiment.dataset)
        self._description.setText(known.description)
        self._description.setToolTip(known.origin)
        self.noise.show_value(data.noise, enabled=known.noise_range is not None)
        self.samples.show_value(data.samples, enabled=known.samples_range is not None)
        self.held_out.show_value(round(100 * experiment.held_out))
        self.hidden.show_sizes(experiment.n)
        self.sigma.show_value(experiment.activations[0])
        self.output_sigma.show_value(experiment.activations[-1])
        self.sigma.setEnabled(len(experiment.n) > 2)
        self.eta.show_value(experiment.eta)
        with QSignalBlocker(self.batch):
            self.batch.setMaximum(data.samples - int(frame.held_out.sum()))
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
    def on_dataset_chosen(self, name: str) -> None:
        """Load the data set with the experiment that suits it, the seed kept."""
        seed = self._experiment.seed if self._experiment else 0
        self._ask(Load(replace(default_experiment(name), seed=seed)))

    @Slot(float)
    def on_noise_changed(self, noise: float) -> None:
        """Draw the data anew."""
        self._ask(Load(replace(self._experiment, noise=noise)))

    @Slot(int)
    def on_samples_changed(self, samples: int) -> None:
        """Draw the data anew."""
        self._ask(Load(replace(self._experiment, samples=samples)))

    @Slot(int)
    def on_held_out_changed(self, percent: int) -> None:
        """Begin anew with another share of the samples held out."""
        self._ask(Load(replace(self._experiment, held_out=percent / 100)))

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


def _form(*rows: tuple[str | None, QWidget]) -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 6)
    form.setHorizontalSpacing(10)
    form.setVerticalSpacing(4)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for label, field in rows:
        if label is None:
            form.addRow(field)
            continue
        words = _label(label, field)
        words.setMinimumWidth(56)
        form.addRow(words, field)
    return form


def _side_by_side(*fields: tuple[str, QWidget]) -> QGridLayout:
    """Fields in one row, equally wide, each below its words."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 4)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    for k, (label, field) in enumerate(fields):
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(_label(label, field), 0, k)
        grid.addWidget(field, 1, k)
        grid.setColumnStretch(k, 1)
    return grid


def _label(text: str, field: QWidget) -> QLabel:
    words = QLabel(text)
    words.setToolTip(field.toolTip())
    words.setBuddy(field)
    field.setAccessibleName(text)
    return words
