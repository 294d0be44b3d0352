"""What is trained: an experiment, its data and its trainer, changed together by edits."""

import operator
from bisect import bisect_left
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number, whole_number
from core.commands import Edit
from core.datasets import Dataset
from core.datasets.entry import MOST_SAMPLES
from core.datasets.features import with_features
from core.datasets.given import DRAWING, Given
from core.errors import BadInputError, NotAllowedError, UnknownNameError
from core.experiment import Experiment, Ready, build, data_of, held_out
from core.painting import checked_indices, erased, first_drawing, painted
from core.selection import Layer, Node, Pick, Selection, check_pick, index_of
from core.tuning import SETTINGS, DataEdit, Settings, Tuning

LARGEST = 1e12
"""A number that is typed lies within ±LARGEST: beyond it a sum forgets all other terms."""

NUMBERS = ("parameter", "x", "y")
POINTS = ("paint", "erase")


class Training(Tuning):
    """Changes what is trained in one go.

    After a number was edited everything belongs to the new one at once. What the step had done
    so far belongs to the old one, so that the cursor returns to INPUT of the same step, and the
    batch's gradient is not known any more. At UPDATE the gradient has done its work already:
    training goes on to INPUT of the next step.

    Attributes:
        settings: what edits have made of the experiment so far.
        trainer: trains it.
        dataset: the data, with the numbers that were edited.
        held_out: (M,), True for the samples that are not trained on.

    """

    def __init__(self, experiment: Experiment, ready: Ready | None = None) -> None:
        """Stand at INPUT of the first step of `experiment`, whose data may be `ready`, of `data_of`.

        Raises `BadInputError` where nothing fits.
        """
        if experiment.dataset == DRAWING and experiment.given is None:
            experiment = replace(experiment, given=first_drawing())
        data, seen = ready = ready or data_of(experiment)
        self._original, self.trainer = build(experiment, ready)
        net = self.trainer.net
        experiment = replace(
            experiment, n=net.n, activations=net.activations, m=self._wanted(experiment, experiment.m)
        )
        self.settings = Settings(experiment)
        self.dataset = self._original
        self.held_out: NDArray[np.bool_] = _all_but(seen, data.samples)
        self._remember_points()

    def _wanted(self, experiment: Experiment, m: int) -> int:
        """The size of batch that holds; in a drawing it may wait for points that are to come."""
        return min(operator.index(m), MOST_SAMPLES) if experiment.dataset == DRAWING else self.trainer.m

    @property
    def samples(self) -> int:
        """M, of all samples, those held out among them."""
        return self.dataset.samples

    def adopt(self, settings: Settings) -> None:
        """Let `settings` hold, of this experiment at another moment, to which the trainer goes next."""
        trainer, experiment, before = self.trainer, settings.experiment, self.settings
        self.settings = settings
        if before.experiment.given != experiment.given:
            self._take_points()
        elif before.data != settings.data:
            self._edit_samples(settings.data)
        self._remember_points()
        trainer.m = min(experiment.m, trainer.M)
        self._adopt_settings()

    def edit(self, command: Edit) -> None:
        """Do what `command` says.

        Raises `BadInputError` with one sentence, nothing changed, for what cannot be used.
        """
        known = (*SETTINGS, *NUMBERS, *POINTS)
        if not isinstance(command.quantity, str) or command.quantity not in known:
            raise UnknownNameError("setting", command.quantity, known)
        if command.quantity not in SETTINGS and self.trainer.divergence is not None:
            raise NotAllowedError(
                "Numbers and points can't be edited once training has diverged: go back to a step before."
            )
        getattr(self, f"_edit_{command.quantity}")(command)

    # Numbers

    def _edit_parameter(self, command: Edit) -> None:
        index = self._index(command)
        value = checked_number(command.value, command.quantity, command.at)
        self.trainer.net.theta[index] = value
        self._forget()

    def _edit_x(self, command: Edit) -> None:
        self._edit_data(command, len(self.dataset.x))

    def _edit_y(self, command: Edit) -> None:
        self._edit_data(command, len(self.dataset.y))

    def _index(self, command: Edit) -> int:
        if not isinstance(command.at, Pick):
            raise BadInputError("A parameter is one weight or one bias, and nothing else.")
        n = self.trainer.net.n
        return index_of(check_pick(command.at, n), n)

    def _edit_data(self, command: Edit, rows: int) -> None:
        """Change one number of one sample, for the screen and for the trainer alike."""
        sample = whole_number(command.sample, "The sample edited", 0, self.samples - 1)
        i = self._row(command, rows)
        value = checked_number(command.value, command.quantity, command.at)
        cell = command.quantity, i, sample
        done = (*(k for k in self.settings.data if k[:3] != cell), (*cell, value))
        self._edit_samples(done)
        self.settings = replace(self.settings, data=done)
        self._forget()

    def _row(self, command: Edit, rows: int) -> int:
        """Which input or target is meant, from 0."""
        at, is_x, L = command.at, command.quantity == "x", self.trainer.net.L
        if not isinstance(at, Node) or at.l != (0 if is_x else L):
            where = (
                "An input x belongs to a node of layer 0"
                if is_x
                else f"A target y belongs to a node of layer {L}"
            )
            raise BadInputError(f"{where}, and to nothing else.")
        i = whole_number(at.i, "The number of an input" if is_x else "The number of a target", 0, rows - 1)
        if is_x and i >= self.dataset.base:
            label = self.dataset.inputs[i]
            raise BadInputError(f"{label} is worked out from x₁ and x₂; edit these, and it follows.")
        return i

    def _edit_samples(self, edits: tuple[DataEdit, ...]) -> None:
        """Let the data be the original ones with these numbers changed."""
        self.dataset = edited(self._original, edits)
        self.trainer.use(self.dataset.x, self.dataset.y, np.flatnonzero(~self.held_out))

    # Points of a drawing

    def _edit_paint(self, command: Edit) -> None:
        self._draw(painted(self._drawing(), command.value), self.settings.data)

    def _edit_erase(self, command: Edit) -> None:
        given = self._drawing()
        if command.drawing and command.drawing != given.digest:
            raise NotAllowedError("The points have changed in the meantime; erase again.")
        gone = checked_indices(command.value, given.samples)
        self._draw(erased(given, gone), without_samples(self.settings.data, gone))

    def _drawing(self) -> Given:
        given = self.experiment.given
        if self.experiment.dataset != DRAWING or given is None:
            raise BadInputError("Points are painted on a drawing: begin one in the menu Data first.")
        return given

    def _draw(self, given: Given, data: tuple[DataEdit, ...]) -> None:
        """Go on with other points, in a new epoch."""
        self._hold(given=given)
        self.settings = replace(self.settings, data=data)
        self._take_points()
        self.trainer.begin_epoch(self.experiment.m)
        self._forget()

    def _take_points(self) -> None:
        """Let the data be what the experiment says now."""
        self._original = data_of(self.experiment)[0]
        self.held_out = held_out(self.experiment, self._original.samples)
        self._edit_samples(self.settings.data)
        self._remember_points()

    def _remember_points(self) -> None:
        """Hold what the strokes of a drawing come to: the next one goes on from there."""
        given = self.experiment.given
        self._points = None if given is None else given.x

    def _forget(self) -> None:
        """Let nothing that was worked out before the edit pass for its outcome."""
        self.trainer.forget_batch()
        self._leave_update()


def checked_number(value: object, quantity: str, at: Selection | Layer | None) -> float:
    """Return `value` as a float that can be put into a network; raises one sentence for any other."""
    bias = isinstance(at, Pick) and at.B is None
    what = {"x": "An input x", "y": "A target y"}.get(quantity, "A bias" if bias else "A weight")
    return finite_number(value, what, -LARGEST, LARGEST)


def edited(dataset: Dataset, edits: tuple[DataEdit, ...]) -> Dataset:
    """Return `dataset` with these numbers changed, and the features that follow from them."""
    if not edits:
        return dataset
    arrays: dict[str, Array] = {"x": np.array(dataset.x), "y": np.array(dataset.y)}
    for name, i, sample, value in edits:
        arrays[name][i, sample] = value
    return replace(dataset, x=with_features(arrays["x"], dataset.features), y=arrays["y"])


def without_samples(edits: tuple[DataEdit, ...], gone: tuple[int, ...]) -> tuple[DataEdit, ...]:
    """Return the edits of the samples that are left, numbered as they are once `gone` (ascending) is gone."""
    lost = frozenset(gone)
    left = (edit for edit in edits if edit[2] not in lost)
    return tuple((name, i, sample - bisect_left(gone, sample), value) for name, i, sample, value in left)


def _all_but(seen: NDArray[np.intp], M: int) -> NDArray[np.bool_]:
    """Return (M,), True for the samples that are not `seen`; it cannot be written to."""
    mask = np.ones(M, dtype=np.bool_)
    mask[seen] = False
    mask.flags.writeable = False
    return mask
