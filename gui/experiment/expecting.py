"""What an experiment will be once a command that was asked for is done."""

from dataclasses import replace

from core.commands import Command, Edit, Load
from core.costs import COSTS, cost_that_fits, with_its_sigma
from core.experiment import Experiment

SETTINGS = ("eta", "m", "optimiser", "l1", "l2", "schedule")


def expected(experiment: Experiment, command: Command) -> Experiment:
    """Return what `command` makes of `experiment`, unless it is refused.

    While training runs a form hears of it a little later. Whoever asks for the next change meanwhile means
    the experiment as the form shows it.
    """
    if isinstance(command, Load):
        return command.experiment
    if not isinstance(command, Edit):
        return experiment
    if command.quantity in SETTINGS:
        return replace(experiment, **{command.quantity: command.value})
    if command.quantity == "activations":
        cost = cost_that_fits(experiment.cost, command.value[-1])
        return replace(experiment, activations=command.value, cost=cost)
    if command.quantity == "cost" and command.value in COSTS:
        activations = with_its_sigma(command.value, experiment.activations)
        return replace(experiment, activations=activations, cost=command.value)
    return experiment
