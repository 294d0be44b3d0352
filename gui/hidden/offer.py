"""A network with a layer of two nodes, offered where there is none whose space can be drawn."""

from typing import NamedTuple

from core.experiment import Experiment
from core.hidden_space import spaces
from core.reshaping import Insert, Resize
from gui.limits import MOST_LAYERS

NODES = 2


class Offer(NamedTuple):
    """An experiment, and what the button says that begins it."""

    words: str
    experiment: Experiment


def offered(experiment: Experiment) -> Offer | None:
    """The same experiment with a layer of two nodes before the output; None where there is one already."""
    if spaces(experiment.n):
        return None
    L = len(experiment.n) - 1
    if L < MOST_LAYERS:
        changed = Resize(L, NODES).of(Insert(L).of(experiment))
        return Offer("Add a layer of two nodes", changed)
    return Offer("Give the last hidden layer two nodes", Resize(L - 1, NODES).of(experiment))
