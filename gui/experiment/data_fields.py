"""The part of the form that says what is learned: the data set, and all that can be chosen of it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.commands import Load
from core.datasets import entry
from core.datasets.dataset import Dataset
from core.datasets.entry import MOST_SAMPLES, NOISE, Entry
from core.datasets.features import PLANAR
from core.datasets.given import DRAWING, FILE
from core.drawings import new_drawing
from core.experiment import Experiment, default_experiment, suitable_experiment
from core.frame import Frame
from gui.experiment.arranging import Form, Row, labelled
from gui.experiment.data_choice import DataChoice
from gui.experiment.feature_chips import FeatureChips
from gui.fields import Choice, DecimalField, ShareField, WholeField
from gui.writing.numbers import regrouped

SCALINGS = (("none", "none"), ("standardise", "standardise"), ("0 to 1", "scale"))
SCALING_TIP = (
    "Brings each input, and the target of a regression, to mean 0 and variance 1, or to the range 0 to 1; "
    "fitted on the samples trained on only, never on those held out"
)
SIZE_TIP = "What this data set can be told besides; the network's inputs and outputs follow it"
LARGEST_SIZE = 1_000


class DataFields(QWidget):
    """Shows what data an experiment has, and asks for other data.

    Signals:
        asked: a command.
        left: the person has finished with a field (Enter).
        file_wanted: a file with data is to be opened.
    """

    asked = Signal(object)
    left = Signal()
    file_wanted = Signal()

    def __init__(self) -> None:
        """Make the fields; they are filled by `show_experiment`."""
        super().__init__()
        self._experiment: Experiment | None = None
        self._drawing: Experiment | None = None
        self._make_fields()
        self._arrange()
        self._connect()

    def _make_fields(self) -> None:
        self.dataset = DataChoice()
        self.description = QLabel()
        self.description.setWordWrap(True)
        self.description.setProperty("role", "muted")
        self.size = WholeField(1, LARGEST_SIZE, SIZE_TIP)
        self.noise = DecimalField(*NOISE, "Standard deviation of the jitter added to the samples", step=0.01)
        self.samples = WholeField(2, MOST_SAMPLES, "M, how many samples the set has")
        self.scaling = Choice(list(SCALINGS), SCALING_TIP)
        self.held_out = ShareField(
            "Share of the samples kept out of training, on which the cost is also measured"
        )
        self.features = FeatureChips()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(Form(("Data", self.dataset), heading=True))
        column.addWidget(self.description)
        self._form = Form(("Size", self.size))
        column.addLayout(self._form)
        self._row = Row(
            ("Noise", self.noise),
            ("Samples M", self.samples),
            ("Scaling", self.scaling),
            ("Held out %", self.held_out),
            widths=(1, 1, 2, 1),
        )
        column.addWidget(self._row)
        self._features_words = labelled("Features", self.features)
        column.addWidget(self._features_words)
        column.addWidget(self.features)

    def _connect(self) -> None:
        self.dataset.chosen.connect(self.on_dataset_chosen)
        self.dataset.file_wanted.connect(self.file_wanted)
        self.size.changed.connect(self.on_size_changed)
        self.noise.changed.connect(self.on_noise_changed)
        self.samples.changed.connect(self.on_samples_changed)
        self.scaling.chosen.connect(self.on_scaling_chosen)
        self.held_out.changed.connect(self.on_held_out_changed)
        self.features.chosen.connect(self.on_features_chosen)
        for field in (self.size, self.noise, self.samples, self.held_out):
            field.left.connect(self.left)

    # What the session says

    def show_experiment(self, experiment: Experiment, frame: Frame) -> None:
        """Fill the fields without asking for anything."""
        self._experiment = experiment
        if experiment.dataset == DRAWING:
            self._drawing = experiment
        known, data = entry(experiment.dataset), frame.dataset
        self.dataset.show_data(experiment.dataset, data.title)
        self.description.setText(regrouped(data.description))
        self.description.setToolTip(data.origin)
        self._show_size(known, experiment.size)
        self._show_numbers(known, data)
        self.scaling.show_value(experiment.scaling)
        self.held_out.show_value(round(100 * experiment.held_out))
        brought = experiment.given is not None
        self._row.show_only(
            *(() if brought else (self.noise, self.samples)),
            *((self.scaling,) if brought or experiment.scaling != "none" else ()),
            self.held_out,
        )
        planar = data.base == PLANAR
        self.features.setVisible(planar)
        self._features_words.setVisible(planar)
        self.features.show_features(experiment.features)

    def _show_size(self, known: Entry, size: int | None) -> None:
        there = known.size_range is not None
        self._form.setRowVisible(self.size, there)
        if there:
            words = f"{known.size_words[:1].upper()}{known.size_words[1:]}"
            self._form.labelForField(self.size).setText(words)
            self.size.setAccessibleName(words)
            with QSignalBlocker(self.size):
                self.size.setRange(*known.size_range)
            self.size.show_value(known.size if size is None else size)

    def _show_numbers(self, known: Entry, data: Dataset) -> None:
        """The noise and the number of samples, in the ranges that the data set has."""
        if known.noise_range is not None:
            with QSignalBlocker(self.noise):
                self.noise.setRange(*known.noise_range)
        if known.samples_range is not None:
            with QSignalBlocker(self.samples):
                self.samples.setRange(*known.samples_range)
        self.noise.show_value(data.noise, enabled=known.noise_range is not None)
        self.samples.show_value(data.samples, enabled=known.samples_range is not None)

    def expect(self, experiment: Experiment) -> None:
        """Let what is asked for next begin from `experiment`, which the fields will show."""
        self._experiment = experiment

    # What the person asks for

    def _begin(self, experiment: Experiment) -> None:
        self.asked.emit(Load(experiment))

    @Slot(object)
    def on_dataset_chosen(self, name: str) -> None:
        """Load the data set with the experiment that suits it, the seed kept; a drawing goes on as it was."""
        now = self._experiment
        if name == DRAWING:
            self._begin(self._drawing or new_drawing(now))
        elif name != FILE:
            self._begin(replace(default_experiment(name), seed=now.seed))
        elif now.dataset == FILE:  # the one that is shown
            suited = suitable_experiment(now.given, FILE)
            self._begin(replace(suited, seed=now.seed, held_out=now.held_out, scaling=now.scaling))

    @Slot(int)
    def on_size_changed(self, size: int) -> None:
        """Draw other data, for a network with other ends."""
        self._begin(self._experiment.with_size(size))

    @Slot(float)
    def on_noise_changed(self, noise: float) -> None:
        """Draw the data anew."""
        self._begin(replace(self._experiment, noise=noise))

    @Slot(int)
    def on_samples_changed(self, samples: int) -> None:
        """Draw the data anew."""
        self._begin(replace(self._experiment, samples=samples))

    @Slot(object)
    def on_scaling_chosen(self, scaling: str) -> None:
        """Begin anew with the same data on another scale."""
        self._begin(replace(self._experiment, scaling=scaling))

    @Slot(int)
    def on_held_out_changed(self, percent: int) -> None:
        """Begin anew with another share of the samples held out."""
        self._begin(replace(self._experiment, held_out=percent / 100))

    @Slot(object)
    def on_features_chosen(self, features: tuple[str, ...]) -> None:
        """Begin anew with other inputs."""
        self._begin(self._experiment.with_features(features))
