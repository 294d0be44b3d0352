"""The part of the form that says how it is learned: the optimiser and its settings."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.commands import Edit, Load
from core.datasets.entry import MOST_SAMPLES
from core.datasets.given import DRAWING
from core.experiment import Experiment
from core.frame import Frame
from core.optimisers import OPTIMISERS, Adam, RMSProp, called
from core.regularisers import MOST
from core.schedules import Schedule, schedule_words
from gui.experiment.arranging import Form, Row
from gui.experiment.folding import Fold
from gui.experiment.schedule_fields import ScheduleFields
from gui.fields import MANY_DIGITS, Choice, DecimalField, SeedField, WholeField
from gui.writing.numbers import grouped, regrouped

RULES = {
    "gradient descent": "w ← w − η g",
    "momentum": "v ← 0.9 v + g,  w ← w − η v",
    "rmsprop": "s ← 0.99 s + 0.01 g²,  w ← w − η g / (√s + 10⁻⁸)",
    "adam": "m ← 0.9 m + 0.1 g,  s ← 0.999 s + 0.001 g²,  w ← w − η m̂ / (√ŝ + 10⁻⁸)"
    " with m̂ = m / (1 − 0.9ᵗ), ŝ = s / (1 − 0.999ᵗ) after t updates",
}
OPTIMISER_TIP = (
    "What an update makes of the slope g = ∂C̄/∂w + ∂R/∂w; what it remembers begins at 0\n\n"
    + "\n".join(f"{k.title}: {RULES[name]}" for name, k in OPTIMISERS.items())
    + "\n\nRMSProp and Adam divide by the usual size of the slope, so that a step is about η long, however "
    "small the slope: η = 0.01 is large enough to begin with"
)
INITIALISATIONS = {
    "scaled": "scaled",
    "zeros": "zeros",
    "uniform": "uniform",
    "normal": "normal",
    "xavier": "Xavier",
    "he": "He",
}
SPREADS = {
    "scaled": "w and b normal of spread g/√n_{ℓ−1}, g as suits σ",
    "zeros": "every w and b is 0: the nodes of a layer stay alike",
    "uniform": "w uniform within ±1/√n_{ℓ−1}, b = 0",
    "normal": "w normal of spread 1, b = 0",
    "xavier": "w uniform within ±√(6/(n_{ℓ−1} + n_ℓ)), b = 0",
    "he": "w normal of variance 2/n_{ℓ−1}, b = 0",
}
INITIALISATION_TIP = "What w and b are before the first step: begins a new run\n\n" + "\n".join(
    f"{words}: {SPREADS[name]}" for name, words in INITIALISATIONS.items()
)
R_TIP = "R = λ₁ Σ|w| + ½ λ₂ Σ w², over all weights and no bias: training goes down C̄ + R\n\n"
ETA_TIP = (
    "η, the learning rate: how far an update goes; gradient descent does w ← w − η g, with g = ∂C̄/∂w + ∂R/∂w"
)
UNUSUAL = "schedule, λ, initial w"
USUAL, LONG_SEED = (6, 4, 4), (9, 5, 9)
"""How η, m and the seed share their row."""
LARGE = 0.1
"""An η above this is much for optimisers whose steps are about η long."""


class TrainingFields(QWidget):
    """Shows how an experiment is trained, and asks for other settings.

    Signals:
        asked: a command.
        said: what there is to think of.
        left: the person has finished with a field (Enter).
    """

    said = Signal(str)
    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Make the fields; they are filled by `show_experiment`."""
        super().__init__()
        self._experiment: Experiment | None = None
        self._make_fields()
        self._arrange()
        self._connect()

    def _make_fields(self) -> None:
        self.seed = SeedField()
        self.optimiser = Choice([(k.title, name) for name, k in OPTIMISERS.items()], OPTIMISER_TIP)
        self.optimiser.explain(RULES)
        self.eta = DecimalField(1e-12, 1e12, ETA_TIP, significant=True)
        self.batch = WholeField(1, MOST_SAMPLES, "m, the samples whose gradients are averaged for one step")
        self.now = QLabel()
        self.now.setProperty("role", "muted")
        self.now.setToolTip("The learning rate of this step's update, which the schedule has made of η")
        self.schedule = ScheduleFields()
        self.l1 = DecimalField(0.0, MOST, f"{R_TIP}λ₁ draws every w to 0", step=0.001, significant=True)
        self.l2 = DecimalField(0.0, MOST, f"{R_TIP}λ₂ draws large w to 0", step=0.001, significant=True)
        begins = [(words, name) for name, words in INITIALISATIONS.items()]
        self.initialisation = Choice(begins, INITIALISATION_TIP)
        self.initialisation.explain(SPREADS)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(Form(("Optimiser", self.optimiser), heading=True))
        columns = ("Learning rate η", self.eta), ("Batch m", self.batch), ("Seed", self.seed)
        self._row = Row(*columns, widths=USUAL)
        column.addWidget(self._row)
        column.addWidget(self.now)
        beginning = QWidget()
        beginning.setLayout(Form(("Initial w", self.initialisation)))
        strengths = Row(("λ₁ of Σ|w|", self.l1), ("λ₂ of ½ Σ w²", self.l2))
        self.more = Fold("More", self.schedule, strengths, beginning)
        column.addWidget(self.more)

    def _connect(self) -> None:
        self.seed.changed.connect(self.on_seed_changed)
        self.optimiser.chosen.connect(self.on_optimiser_chosen)
        self.eta.changed.connect(self.on_eta_changed)
        self.batch.changed.connect(self.on_batch_changed)
        self.schedule.changed.connect(self.on_schedule_changed)
        self.l1.changed.connect(self.on_l1_changed)
        self.l2.changed.connect(self.on_l2_changed)
        self.initialisation.chosen.connect(self.on_initialisation_chosen)
        for field in (self.seed, self.eta, self.batch, self.schedule, self.l1, self.l2):
            field.left.connect(self.left)

    # What the session says

    def show_frame(self, frame: Frame) -> None:
        """Show what the schedule has made of η by now."""
        scheduled = frame.experiment.schedule.kind != "constant"
        self.now.setVisible(scheduled)
        if scheduled:
            self.now.setText(f"η at step {grouped(frame.cursor.step)}: {frame.eta:.4g}")

    def show_experiment(self, experiment: Experiment, frame: Frame) -> None:
        """Fill the fields without asking for anything."""
        self._experiment = experiment
        self.seed.show_value(experiment.seed)
        self._row.share(USUAL if experiment.seed < MANY_DIGITS else LONG_SEED)
        self.optimiser.show_value(experiment.optimiser)
        self.eta.show_value(experiment.eta)
        with QSignalBlocker(self.batch):
            self.batch.setMaximum(_largest_batch(experiment, frame))
        self.batch.show_value(experiment.m)
        self.schedule.show_schedule(experiment.schedule)
        self.l1.show_value(experiment.l1)
        self.l2.show_value(experiment.l2)
        self.initialisation.show_value(experiment.initialisation)
        summary = unusual(experiment)
        self.more.show_summary(summary or UNUSUAL, unusual=bool(summary))
        self.show_frame(frame)

    def expect(self, experiment: Experiment) -> None:
        """Let what is asked for next begin from `experiment`, which the fields will show."""
        self._experiment = experiment

    # What the person asks for

    def _edit(self, quantity: str, value: object) -> None:
        self.asked.emit(Edit(quantity, value))

    @Slot(int)
    def on_seed_changed(self, seed: int) -> None:
        """Begin anew from another seed."""
        self.asked.emit(Load(replace(self._experiment, seed=seed)))

    @Slot(object)
    def on_optimiser_chosen(self, name: str) -> None:
        """Go on with another optimiser; say so where η is none for it."""
        eta = self._experiment.eta
        self._edit("optimiser", name)
        if name in (RMSProp.name, Adam.name) and eta > LARGE:
            self.said.emit(f"{called(name)} changes every weight by about η a step, and η = {eta:g} is much.")

    @Slot(float)
    def on_eta_changed(self, eta: float) -> None:
        """Go on with another η."""
        self._edit("eta", eta)

    @Slot(int)
    def on_batch_changed(self, m: int) -> None:
        """Go on with other batches."""
        self._edit("m", m)

    @Slot(object)
    def on_schedule_changed(self, schedule: Schedule) -> None:
        """Let η go on in another way."""
        self._edit("schedule", schedule)

    @Slot(float)
    def on_l1_changed(self, l1: float) -> None:
        """Go on with another λ₁."""
        self._edit("l1", l1)

    @Slot(float)
    def on_l2_changed(self, l2: float) -> None:
        """Go on with another λ₂."""
        self._edit("l2", l2)

    @Slot(object)
    def on_initialisation_chosen(self, name: str) -> None:
        """Begin anew from other parameters."""
        self.asked.emit(Load(replace(self._experiment, initialisation=name)))


def unusual(experiment: Experiment) -> str:
    """What of the folded settings is not what it usually is, in few words."""
    scheduled = experiment.schedule.kind != "constant"
    parts = (
        regrouped(schedule_words(experiment.schedule)) if scheduled else "",
        f"λ₁ = {experiment.l1:.6g}" if experiment.l1 else "",
        f"λ₂ = {experiment.l2:.6g}" if experiment.l2 else "",
        INITIALISATIONS[experiment.initialisation] if experiment.initialisation != "scaled" else "",
    )
    return ", ".join(part for part in parts if part)


def _largest_batch(experiment: Experiment, frame: Frame) -> int:
    """All samples that are trained on; in a drawing there may be more of them soon."""
    if experiment.dataset == DRAWING:
        return MOST_SAMPLES
    return frame.dataset.samples - int(frame.held_out.sum())
