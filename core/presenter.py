"""What of a session is shown: which sample, and the frozen picture of a moment."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.audit import Audit
from core.checks import whole_number
from core.commands import ViewSpec
from core.cursor import Phase
from core.datasets import Dataset
from core.errors import BadInputError, UnknownNameError, shown
from core.experiment import Experiment
from core.frame import Frame, freeze, freeze_all
from core.landscape.spec import checked_plane
from core.output_map import OutputMap
from core.sample_pass import SamplePass
from core.score import Score
from core.selection import Pick, check_selection
from core.timeline.history import History
from core.trainer import Trainer
from core.withholding import withheld


class Moment(NamedTuple):
    """What the session knows of the present moment; the fields are those of a `Frame`."""

    state: str
    live: bool
    experiment: Experiment
    score: Score | None
    output: OutputMap | None
    pictures: Mapping[str, Any]
    audit: Audit | None
    progress: float | None
    history: History


class Presenter:
    """Keeps the shown sample's own pass and makes frames of it and of the trainer.

    Attributes:
        view: what frames should carry.
        dataset: the data, with the numbers that were edited.
        sample: index of the sample shown, in the data's order.
        held_out: (M,), True for the samples that are not trained on.

    """

    def __init__(
        self, dataset: Dataset, trainer: Trainer, view: ViewSpec, held_out: NDArray[np.bool_]
    ) -> None:
        """Show `trainer` on `dataset` as `view` says, as far as both have what it names."""
        self.view = fitting(view, trainer.net.n, dataset.samples)
        self.held_out = held_out
        self.sample = dataset.first_shown if self.view.sample is None else self.view.sample
        self.dataset, self._trainer = dataset, trainer
        self._before = trainer.net.with_theta(trainer.theta_before)
        x, y = dataset.x[:, self.sample], dataset.y[:, self.sample]
        self._pass = SamplePass(trainer.net, self._before, x, y)
        self.follow_batch()

    def show(self, view: ViewSpec) -> None:
        """Show what `view` says; raises `BadInputError` for a sample or a selection that does not exist."""
        if view.edges not in ("w", "dC_dw"):
            raise UnknownNameError("colouring of edges", view.edges, ("w", "dC_dw"))
        if view.strongest not in (None, "w", "dC_dw"):
            raise UnknownNameError("strength of edges", view.strongest, ("w", "dC_dw"))
        if view.edge_limit is not None:
            whole_number(view.edge_limit, "The number of edges drawn of a pair of layers", 1)
        check_selection(view.pick, self._trainer.net.n)
        check_pictures(view, self._trainer.net.n)
        if view.sample is not None:
            self._show_sample(whole_number(view.sample, "The sample shown", 0, self.dataset.samples - 1))
        self.view = view

    @property
    def batch(self) -> NDArray[np.intp]:
        """The present batch's samples, in the data's order."""
        return self._trainer.batch

    def follow_batch(self) -> None:
        """Unless a sample was chosen, show one of the batch: the present one if it is in it."""
        batch = self.batch
        if self.view.sample is None and self.sample not in batch:
            self._show_sample(int(batch[0]))

    def follow_functions(self) -> None:
        """Compute with the σ and the cost that the trainer's network has by now."""
        net = self._trainer.net
        if (self._before.activations, self._before.cost) != (net.activations, net.cost):
            self._before.set_activations(net.activations, net.cost)
            self._pass.bind()

    def _show_sample(self, sample: int) -> None:
        if sample != self.sample:
            self.sample = sample
            self._forget_sample()

    def _forget_sample(self) -> None:
        self._pass.show(self.dataset.x[:, self.sample], self.dataset.y[:, self.sample])

    # After an edit

    def stay(self, live: bool) -> None:
        """Stay with the sample shown: where the present batch is without it, it counts as chosen."""
        if not live and self.sample not in self.batch:
            self.view = replace(self.view, sample=self.sample)

    def stay_behind(self, gone: tuple[int, ...]) -> None:
        """Stay with the sample shown when those of the numbers `gone`, ascending, are about to go."""
        self.sample -= bisect_left(gone, self.sample)
        if self.view.sample is not None:
            self.view = replace(self.view, sample=self.sample)

    def renew(self, dataset: Dataset, held_out: NDArray[np.bool_]) -> None:
        """Compute the shown sample of `dataset` anew, to the end, and leave nothing of what it was."""
        self._use(dataset, held_out)
        self._forget_sample()
        self._pass.compute(2 * self._trainer.net.L + 1, before=False)

    def _use(self, dataset: Dataset, held_out: NDArray[np.bool_]) -> None:
        """Take other samples; one that is not among them any more is not shown any more."""
        self.dataset, self.held_out = dataset, held_out
        if self.view.sample is not None and self.view.sample >= dataset.samples:
            self.view = replace(self.view, sample=None)
        self.sample = min(self.sample, dataset.samples - 1)

    def arrive(self, dataset: Dataset, held_out: NDArray[np.bool_]) -> None:
        """Show another moment: what its step has not computed is left from the step before it."""
        t = self._trainer
        self._use(dataset, held_out)
        self.follow_functions()
        self.follow_batch()
        self._forget_sample()
        left = self.view.sample is not None or t.batches == 1
        if left and t.step > 0 and t.phase is not Phase.UPDATE:
            self._pass.compute(2 * t.net.L + 1, before=True)

    def frame(self, now: Moment) -> Frame:
        """Return the picture of the present moment."""
        t, shown = self._trainer, self._computed(now.live)
        wants_gradient = not now.live or needs_gradient(self.view)
        batch = freeze(self.batch)
        frame = Frame(
            state=now.state,
            live=now.live,
            cursor=t.cursor,
            experiment=now.experiment,
            dataset=self.dataset,
            view=self.view,
            sample=self.sample,
            in_batch=bool(np.any(batch == self.sample)),
            batch=batch,
            batch_number=t.batch_start // t.m,
            batches=t.batches,
            m=len(batch),
            **_numbers(shown),
            theta=freeze(t.net.theta),
            theta_before=freeze(t.theta_before),
            gradient=freeze(t.gradient) if wants_gradient else None,
            mean_cost=float(t.mean_cost),
            score=now.score,
            output=now.output if "output" in self.view.panels else None,
            pictures=now.pictures,
            audit=now.audit if "check" in self.view.panels else None,
            held_out=self.held_out,
            mask=freeze(t.net.mask),
            **self._rule(now.live),
            record=t.record,
            message=t.divergence.sentence() if t.divergence else None,
            progress=now.progress,
            history=now.history,
        )
        return self._as_exercise(frame) if self.view.exercise else frame

    def _rule(self, live: bool) -> dict[str, Any]:
        """What updates go by, as the fields of a frame."""
        t = self._trainer
        regulariser, wants_memory = t.updating.regulariser, not live or needs_memory(self.view)
        return {
            "eta": t.eta,
            "memory": freeze(t.optimiser.memory) if wants_memory else None,
            "memory_before": freeze(t.updating.memory_before) if wants_memory else None,
            "R": regulariser.value(t.net) if regulariser else 0.0,
        }

    def _computed(self, live: bool) -> SamplePass:
        """Return the sample's pass as far as the step has come; all of it while training runs."""
        t = self._trainer
        place = 2 * t.net.L + 2 if live else t.cursor.position(t.net.L)
        self._pass.compute(place, before=not live and t.phase is Phase.UPDATE)
        return self._pass

    def _as_exercise(self, frame: Frame) -> Frame:
        """Hold back what the step has not computed, and ask for a number of it while training stands."""
        from core.exercise.question import Batch, question  # noqa: PLC0415 - not a part of every start

        t, net = self._trainer, self._trainer.net
        if frame.state != "paused":
            return withheld(frame)
        regulariser, memory = t.updating.regulariser, t.optimiser.memory
        batch = Batch(t.gradient, t.eta, frame.m, t.optimiser.name, memory, regulariser)
        asked = question(net, frame.x[:, 0], frame.y[:, 0], frame.cursor, batch, self.view.pick)
        return replace(withheld(frame), question=asked)


def _numbers(shown: SamplePass) -> dict[str, Any]:
    """The shown sample's own numbers, as the fields of a frame."""
    p, g = shown.p, shown.g
    return {
        "x": freeze(shown.x),
        "y": freeze(shown.y),
        "z": freeze_all(p.z),
        "a": freeze_all(p.a),
        "C": float(shown.C),
        "dC_da": freeze_all(g.dC_da),
        "dC_dz": freeze_all(g.dC_dz),
    }


def needs_gradient(view: ViewSpec) -> bool:
    """Whether a panel, the canvas or what is selected shows the batch's gradient while training runs."""
    shown = not view.panels.isdisjoint({"gradients", "matrices"})
    return shown or "dC_dw" in (view.edges, view.strongest) or isinstance(view.pick, Pick)


def needs_memory(view: ViewSpec) -> bool:
    """Whether a panel, or what is selected, shows what the optimiser remembers while training runs."""
    return "matrices" in view.panels or isinstance(view.pick, Pick)


def check_pictures(view: ViewSpec, n: Sequence[int]) -> None:
    """Raise `BadInputError` where a plane or the hidden layer of `view` is none of the network."""
    if view.axes is not None:
        if not isinstance(view.axes, tuple) or len(view.axes) != 2 or view.axes[0] == view.axes[1]:
            raise BadInputError(f"A plane is spanned by two different inputs, not by {shown(view.axes)}.")
        for k in view.axes:
            whole_number(k, "The number of an input", 0, n[0] - 1)
    if view.landscape is not None:
        checked_plane(view.landscape, n)
    if view.hidden is not None:
        whole_number(view.hidden, "The layer whose space is shown", 1, len(n) - 1)


def fitting(view: ViewSpec, n: Sequence[int], M: int) -> ViewSpec:
    """Return `view` without the sample, the selection and the pictures that data and network don't have."""
    for name in ("axes", "hidden", "landscape"):
        wish: dict[str, Any] = {name: getattr(view, name)}
        try:
            check_pictures(replace(ViewSpec(), **wish), n)
        except BadInputError:
            wish[name] = None
        view = replace(view, **wish)
    try:
        check_selection(view.pick, n)
    except BadInputError:
        view = replace(view, pick=None)
    return replace(view, sample=None) if view.sample is not None and view.sample >= M else view
