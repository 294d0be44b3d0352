"""The part of the form that says what learns: layers, their σ, and the cost of the output."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.activations import ACTIVATIONS, HIDDEN
from core.commands import Edit, Load
from core.experiment import Experiment
from core.frame import Frame
from gui.experiment.arranging import Form, Row
from gui.experiment.cost_choice import CostChoice, said_of_cost, said_of_sigma
from gui.experiment.hidden_field import HiddenField
from gui.fields import Choice
from gui.limits import MOST_LAYERS, MOST_NODES

MIXED = "mixed"
SIGMA_TIP = (
    "σ of the hidden layers: a node makes a = σ(z) of its weighted input z. "
    "Where they have different ones it says mixed; what is chosen here all of them get"
)
OUTPUT_TIP = "σ of the output layer: aᴸ = σ(zᴸ) is the network's output"


class NetworkFields(QWidget):
    """Shows what network an experiment has, and asks for another.

    Signals:
        asked: a command.
        said: what else changes by it.
        left: the person has finished with a field (Enter).
    """

    asked = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Make the fields; they are filled by `show_experiment`."""
        super().__init__()
        self._experiment: Experiment | None = None
        hidden, every = ([(name, name) for name in names] for names in (HIDDEN, ACTIVATIONS))
        self.hidden = HiddenField(MOST_LAYERS - 1, MOST_NODES)
        self.sigma = Choice(hidden, SIGMA_TIP)
        self.sigma.setPlaceholderText(MIXED)
        self.output_sigma = Choice(every, OUTPUT_TIP)
        self.cost = CostChoice()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(Form(("Layers n", self.hidden), heading=True))
        column.addWidget(Row(("Hidden σ", self.sigma), ("Output σ", self.output_sigma)))
        column.addLayout(Form(("Cost C", self.cost)))
        self.hidden.changed.connect(self.on_hidden_changed)
        self.hidden.left.connect(self.left)
        self.sigma.chosen.connect(self.on_sigma_chosen)
        self.output_sigma.chosen.connect(self.on_output_sigma_chosen)
        self.cost.chosen.connect(self.on_cost_chosen)

    def show_experiment(self, experiment: Experiment, frame: Frame) -> None:
        """Fill the fields without asking for anything."""
        self._experiment = experiment
        *hidden, output = experiment.activations
        self.hidden.show_sizes(experiment.n)
        if hidden:  # without hidden layers, what the next ones will have is kept
            self.sigma.show_value(hidden[0] if len(set(hidden)) == 1 else None)
        self.sigma.setEnabled(bool(hidden))
        self.output_sigma.show_value(output)
        self.cost.show_cost(experiment.cost, frame.dataset, experiment.n[-1])

    def expect(self, experiment: Experiment) -> None:
        """Let what is asked for next begin from `experiment`, which the fields will show."""
        self._experiment = experiment

    # What the person asks for

    @Slot(object)
    def on_hidden_changed(self, hidden: tuple[int, ...]) -> None:
        """Build another network."""
        self.asked.emit(Load(with_layers(self._experiment, hidden, self.sigma.value())))

    @Slot(object)
    def on_sigma_chosen(self, sigma: str) -> None:
        """Change the σ of all hidden layers and keep the parameters."""
        *hidden, output = self._experiment.activations
        self.asked.emit(Edit("activations", (*(sigma for _ in hidden), output)))

    @Slot(object)
    def on_output_sigma_chosen(self, sigma: str) -> None:
        """Change the σ of the output layer and keep the parameters."""
        now = self._experiment
        self.asked.emit(Edit("activations", (*now.activations[:-1], sigma)))
        self.said.emit(said_of_sigma(sigma, now.cost))

    @Slot(object)
    def on_cost_chosen(self, cost: str) -> None:
        """Change the cost, and what the output layer must have for it."""
        now = self._experiment
        self.asked.emit(Edit("cost", cost))
        self.said.emit(said_of_cost(cost, now.activations[-1]))


def with_layers(experiment: Experiment, hidden: tuple[int, ...], sigma: str | None) -> Experiment:
    """The same with hidden layers of these sizes, all of `sigma`; without one each keeps its own.

    Those that are more get what the last one had.
    """
    *had, output = experiment.activations
    chosen = experiment.with_hidden(hidden, sigma)
    if sigma is not None or not had:
        return chosen
    own = (had + had[-1:] * len(hidden))[: len(hidden)]
    return replace(chosen, activations=(*own, output))
