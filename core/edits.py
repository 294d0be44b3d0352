"""Edits between two phases: a setting of the experiment, or one number of the network or of the data."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from core.checks import Array, finite_number, whole_number
from core.commands import Edit
from core.cursor import Phase
from core.datasets import Dataset
from core.errors import BadInputError, NotAllowedError, UnknownNameError
from core.evaluations import Evaluations
from core.experiment import Experiment
from core.optimisers import checked_eta
from core.presenter import Presenter
from core.selection import Node, Pick, Selection, check_pick, index_of
from core.trainer import Trainer

LARGEST = 1e12
"""A number that is typed lies within ±LARGEST: beyond it a sum forgets all other terms."""

AT_ONCE = 0.008
"""Seconds within which the score and the output over the inputs are there with the edit itself."""

SETTINGS = ("eta", "m", "activations")
NUMBERS = ("parameter", "x", "y")


class Editor:
    """Changes what is trained, and whatever is shown of it, in one go.

    After a number was edited everything belongs to the new one at once: the shown sample's
    pass, its derivation, the score, the output over the inputs. What the step had done so far
    belongs to the old one, so that the cursor returns to INPUT of the same step, and the batch's
    gradient is not known any more. At UPDATE the sample's numbers are those before the update
    and the gradient has done its work already: training goes on to INPUT of the next step, since
    neither could be told of the new number. The sample shown stays the same in all cases.
    """

    def __init__(self, trainer: Trainer, presenter: Presenter, evaluations: Evaluations) -> None:
        """Take what is edited and what must hear of it."""
        self._trainer, self._presenter, self._evaluations = trainer, presenter, evaluations
        self._settings: dict[str, Callable[[Any, Experiment], Experiment]] = {
            "eta": self._edit_eta,
            "m": self._edit_batch_size,
            "activations": self._edit_activations,
        }

    def edit(self, command: Edit, experiment: Experiment, live: bool) -> Experiment:
        """Do what `command` says while training runs (`live`) or not; return what the experiment is now.

        Raises `BadInputError` with one sentence, nothing changed, for what cannot be used.
        """
        quantity, known = command.quantity, (*SETTINGS, *NUMBERS)
        if not isinstance(quantity, str) or quantity not in known:
            raise UnknownNameError("setting", quantity, known)
        if quantity in SETTINGS:
            return self._edit_setting(command, experiment, live)
        self._edit_number(command)
        self._begin_anew(live)
        return experiment

    # Settings

    def _edit_setting(self, command: Edit, experiment: Experiment, live: bool) -> Experiment:
        edited = self._settings[command.quantity](command.value, experiment)
        if command.quantity == "activations" and self._trainer.phase is Phase.UPDATE and not live:
            self._trainer.advance()  # the gradient on the screen was the other network's as well
        self._trainer.restart_step()
        if not live:
            self._presenter.follow_batch()
        return edited

    def _edit_eta(self, value: Any, experiment: Experiment) -> Experiment:
        self._trainer.optimiser.eta = checked_eta(value)
        return replace(experiment, eta=self._trainer.optimiser.eta)

    def _edit_batch_size(self, value: Any, experiment: Experiment) -> Experiment:
        self._trainer.set_batch_size(value)
        return replace(experiment, m=self._trainer.m)

    def _edit_activations(self, value: Any, experiment: Experiment) -> Experiment:
        self._trainer.set_activations(value)
        self._presenter.set_activations(value)
        self._evaluations.forget()
        return replace(experiment, activations=self._trainer.net.activations)

    # Numbers

    def _edit_number(self, command: Edit) -> None:
        if self._trainer.divergence is not None:
            raise NotAllowedError(
                "Numbers can't be edited once training has diverged: reset it, and edit them then."
            )
        if command.quantity == "parameter":
            self._edit_parameter(command)
        else:
            self._edit_data(command)

    def _edit_parameter(self, command: Edit) -> None:
        if not isinstance(command.at, Pick):
            raise BadInputError("A parameter is one weight or one bias, and nothing else.")
        net = self._trainer.net
        pick = check_pick(command.at, net.n)
        value = checked_number(command.value, command.quantity, pick)
        net.theta[index_of(pick, net.n)] = value

    def _edit_data(self, command: Edit) -> None:
        """Change one number of one sample, for the screen and for the trainer alike."""
        data, name = self._presenter.dataset, command.quantity
        sample = self._presenter.sample
        if command.sample is not None:
            sample = whole_number(command.sample, "The sample edited", 0, data.samples - 1)
        array: Array = np.array(data.x if name == "x" else data.y)
        i = self._row(command, len(array))
        array[i, sample] = checked_number(command.value, name, command.at)
        edited: Dataset = replace(data, x=array) if name == "x" else replace(data, y=array)
        self._presenter.use(edited)
        self._evaluations.use(edited)
        trained = self._presenter.index_in_training(sample)
        if trained is not None:
            self._trainer.set_sample(trained, edited.x[:, sample], edited.y[:, sample])

    def _row(self, command: Edit, rows: int) -> int:
        """Which input or target is meant, from 0."""
        at, is_x, L = command.at, command.quantity == "x", self._trainer.net.L
        if not isinstance(at, Node) or at.l != (0 if is_x else L):
            where = (
                "An input x belongs to a node of layer 0"
                if is_x
                else f"A target y belongs to a node of layer {L}"
            )
            raise BadInputError(f"{where}, and to nothing else.")
        return whole_number(at.i, "The number of an input" if is_x else "The number of a target", 0, rows - 1)

    def _begin_anew(self, live: bool) -> None:
        """Let nothing that was worked out before the edit pass for its outcome."""
        trainer = self._trainer
        trainer.forget_batch()
        if trainer.phase is Phase.UPDATE and not live:
            trainer.advance()
        trainer.restart_step()
        if not live:
            self._presenter.stay()
        self._presenter.renew()
        self._evaluations.forget()
        self._evaluations.begin(live, wants_map="output" in self._presenter.view.panels)
        self._evaluations.catch_up(AT_ONCE)


def checked_number(value: object, quantity: str, at: Selection | None) -> float:
    """Return `value` as a float that can be put into a network; raises one sentence for any other."""
    bias = isinstance(at, Pick) and at.B is None
    what = {"x": "An input x", "y": "A target y"}.get(quantity, "A bias" if bias else "A weight")
    return finite_number(value, what, -LARGEST, LARGEST)
