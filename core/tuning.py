"""The settings of a training: what edits make of an experiment while the parameters stay what they are."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from core.commands import Edit
from core.costs import cost_that_fits, refuse_single, with_its_sigma
from core.cursor import Phase
from core.errors import BadInputError
from core.experiment import Experiment
from core.lazily import dataclass
from core.optimisers import checked_eta, checked_optimiser, optimiser
from core.regularisers import Regulariser, checked_l1, checked_l2
from core.schedules import checked_schedule
from core.selection import Layer, Node, Pick, stretch_of
from core.spans import Spans, with_span, without_span
from core.trainer import Trainer

SETTINGS = ("eta", "m", "activations", "cost", "optimiser", "l1", "l2", "schedule", "frozen")

FUNCTIONS = ("activations", "cost")
"""Of these settings everything that a network computes may change."""

DataEdit = tuple[str, int, int, float]
"""A number of the data that was edited: "x" or "y", row, sample, value."""


@dataclass(frozen=True)
class Settings:
    """What edits have made of an experiment, its parameters apart.

    Attributes:
        experiment: with the learning rate, optimiser, σ and their like that hold now.
        frozen: where in theta the parameters lie that updates leave alone.
        data: the numbers of the data that were edited, in order.

    """

    experiment: Experiment
    frozen: Spans = ()
    data: tuple[DataEdit, ...] = ()

    def made_since(self, other: "Settings") -> int:
        """How many stretches that are frozen and numbers that were edited it does not share with `other`."""
        kept = (self.frozen, other.frozen), (self.data, other.data)
        return sum(len(own) for own, before in kept if own is not before)


class Tuning:
    """Changes settings, of the experiment and of what trains it alike.

    In the middle of a step they lead back to its INPUT. At UPDATE the present step is done: what is shown
    of it stays, unless it would not be there with the new setting; then training goes on to the next INPUT.

    Attributes:
        settings: what edits have made of the experiment so far.
        trainer: trains it.

    """

    settings: Settings
    trainer: Trainer

    @property
    def experiment(self) -> Experiment:
        """The experiment with the settings that hold now."""
        return self.settings.experiment

    def _adopt_settings(self) -> None:
        """Let all settings hold for the trainer, which goes to another moment next."""
        trainer, experiment = self.trainer, self.experiment
        trainer.net.mask.fill(False)
        for start, stop in self.settings.frozen:
            trainer.net.mask[start:stop] = True
        if (trainer.net.activations, trainer.net.cost) != (experiment.activations, experiment.cost):
            trainer.net.set_activations(experiment.activations, experiment.cost)
        self._use_rule()

    def _use_rule(self, anew: bool = False) -> None:
        """Update as the experiment says; another optimiser, and one that begins `anew`, remembers nothing."""
        updating, experiment = self.trainer.updating, self.experiment
        rule = updating.optimiser
        if anew or rule.name != experiment.optimiser:
            rule = optimiser(experiment.optimiser, experiment.eta, self.trainer.net.theta.size)
        rule.eta = experiment.eta
        updating.use(rule, experiment.schedule, Regulariser(experiment.l1, experiment.l2))

    def _hold(self, **what: Any) -> None:
        self.settings = replace(self.settings, experiment=replace(self.experiment, **what))

    # How updates are made

    def _edit_eta(self, command: Edit) -> None:
        self._change_rule(eta=checked_eta(command.value))

    def _edit_schedule(self, command: Edit) -> None:
        self._change_rule(schedule=checked_schedule(command.value))

    def _edit_l1(self, command: Edit) -> None:
        self._change_rule(l1=checked_l1(command.value))

    def _edit_l2(self, command: Edit) -> None:
        self._change_rule(l2=checked_l2(command.value))

    def _change_rule(self, **what: Any) -> None:
        self._hold(**what)
        self._use_rule()
        self.trainer.restart_step()

    def _edit_optimiser(self, command: Edit) -> None:
        self._hold(optimiser=checked_optimiser(command.value))
        self._use_rule(anew=True)
        self._leave_update()

    def _edit_m(self, command: Edit) -> None:
        self.trainer.set_batch_size(command.value)
        self._hold(m=self._wanted(self.experiment, command.value))

    def _wanted(self, experiment: Experiment, m: int) -> int:
        """The size of batch that holds."""
        raise NotImplementedError

    # σ and cost

    def _edit_activations(self, command: Edit) -> None:
        """Give the layers other σ; a cost that the last one does not go with becomes "mse"."""
        value = command.value
        names = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
        last = names[-1] if isinstance(names, tuple) and names else names
        self._change_functions(names, cost_that_fits(self.experiment.cost, last))

    def _edit_cost(self, command: Edit) -> None:
        """Take another cost, and for the output layer the σ that goes with it."""
        activations = with_its_sigma(command.value, self.experiment.activations)
        refuse_single(command.value, self.experiment.n[-1])
        self._change_functions(activations, command.value)

    def _change_functions(self, activations: Any, cost: str) -> None:
        self.trainer.set_activations(activations, cost)
        self._hold(activations=self.trainer.net.activations, cost=cost)
        self._leave_update()

    # What updates leave alone

    def _edit_frozen(self, command: Edit) -> None:
        if not isinstance(command.value, bool):
            raise BadInputError("A parameter is either frozen or free.")
        if not isinstance(command.at, Pick | Node | Layer):
            raise BadInputError("What can be frozen is one weight or one bias, a node or a layer.")
        start, stop = stretch_of(command.at, self.experiment.n)
        self.trainer.net.mask[start:stop] = command.value
        frozen = (with_span if command.value else without_span)(self.settings.frozen, start, stop)
        self.settings = replace(self.settings, frozen=frozen)
        self.trainer.restart_step()

    def _leave_update(self) -> None:
        """Stand at INPUT: of the same step, or after an update of the next one."""
        if self.trainer.phase is Phase.UPDATE:
            self.trainer.advance()
        else:
            self.trainer.restart_step()
