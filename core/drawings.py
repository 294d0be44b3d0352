"""Experiments on drawings: a new one, one on the data shown, with another class, begun anew."""

from dataclasses import replace

from core.datasets import Dataset
from core.datasets.features import PLANAR
from core.datasets.given import DRAWING, Given
from core.experiment import Experiment, suitable_experiment
from core.painting import MOST_CLASSES, class_count, drawing_of, first_drawing, with_classes


def can_be_drawn_on(dataset: Dataset) -> bool:
    """Whether points can be painted on the data, once it is a drawing."""
    few = class_count(len(dataset.outputs)) <= MOST_CLASSES
    return dataset.base == PLANAR and dataset.task == "classification" and few


def new_drawing(experiment: Experiment, classes: int = 2) -> Experiment:
    """Return an experiment on a new drawing, with the seed and the share held out of `experiment`."""
    found = suitable_experiment(first_drawing(classes), DRAWING)
    return replace(found, seed=experiment.seed, held_out=experiment.held_out)


def drawing_on(experiment: Experiment, dataset: Dataset) -> Experiment:
    """Return the same experiment with its `dataset`, as it is shown, for a drawing.

    Raises `BadInputError` for data that cannot be painted on.
    """
    return _with(experiment, drawing_of(dataset))


def with_another_class(experiment: Experiment, dataset: Dataset) -> Experiment:
    """Return the same experiment with one class more, and the network with an output for it.

    Raises `BadInputError` for more than ten classes, and for data that cannot be painted on.
    """
    given = drawing_of(dataset)
    return _with(experiment, with_classes(given, class_count(len(given.outputs)) + 1))


def cleared(experiment: Experiment) -> Experiment:
    """Return the same experiment with a point of each class and no other."""
    return _with(experiment, first_drawing(class_count(experiment.n[-1])))


def _with(experiment: Experiment, given: Given) -> Experiment:
    n = (*experiment.n[:-1], len(given.outputs))
    own = replace(experiment, noise=None, samples=None, size=None, scaling="none")
    return replace(own, dataset=DRAWING, given=given, n=n)
