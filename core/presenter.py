"""What of a session is shown: which sample, and the frozen picture of a moment."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.checks import whole_number
from core.commands import ViewSpec
from core.cursor import Phase
from core.datasets import Dataset, entry
from core.experiment import Experiment
from core.frame import Frame, freeze, freeze_all
from core.sample_pass import SamplePass
from core.score import Score
from core.trainer import Trainer


class Presenter:
    """Keeps the shown sample's own pass and makes frames of it and of the trainer.

    Attributes:
        view: what frames should carry.
        sample: index of the sample shown.

    """

    def __init__(self, dataset: Dataset, trainer: Trainer, view: ViewSpec) -> None:
        """Show `trainer` on `dataset` as `view` says, with a sample of the first batch and nothing picked."""
        self.view = replace(view, sample=None, pick=None)
        self.sample = entry(dataset.name).first_shown
        self._dataset, self._trainer = dataset, trainer
        self._before = trainer.net.with_theta(trainer.theta_before)
        x, y = dataset.x[:, self.sample], dataset.y[:, self.sample]
        self._pass = SamplePass(trainer.net, self._before, x, y)
        self.follow_batch()

    def show(self, view: ViewSpec) -> None:
        """Show what `view` says; raises `BadInputError` for a sample that the data has not."""
        if view.sample is not None:
            self._show_sample(whole_number(view.sample, "The sample shown", 0, self._trainer.M - 1))
        self.view = view

    def follow_batch(self) -> None:
        """Unless a sample was chosen, show one of the batch: the present one if it is in it."""
        batch = self._trainer.batch
        if self.view.sample is None and self.sample not in batch:
            self._show_sample(int(batch[0]))

    def set_activations(self, activations: Sequence[str]) -> None:
        """Compute with other σ from now on, as the trainer's network already does."""
        self._before.set_activations(activations)
        self._pass.bind()

    def _show_sample(self, sample: int) -> None:
        if sample != self.sample:
            self.sample = sample
            self._pass.show(self._dataset.x[:, sample], self._dataset.y[:, sample])

    def frame(
        self, *, state: str, live: bool, experiment: Experiment, score: Score | None, progress: float | None
    ) -> Frame:
        """Return the picture of the present moment; the arguments are what the session knows of it."""
        t, shown = self._trainer, self._pass
        cursor = t.cursor
        place = 2 * t.net.L + 2 if live else cursor.position(t.net.L)
        shown.compute(place, before=not live and cursor.phase is Phase.UPDATE)
        wants_gradient = not live or "gradients" in self.view.panels
        return Frame(
            state=state,
            live=live,
            cursor=cursor,
            experiment=experiment,
            dataset=self._dataset,
            sample=self.sample,
            in_batch=bool(np.any(t.batch == self.sample)),
            follows_batch=self.view.sample is None,
            batch=freeze(t.batch),
            batch_number=t.batch_start // t.m,
            batches=t.batches,
            m=len(t.batch),
            x=freeze(shown.x),
            y=freeze(shown.y),
            z=freeze_all(shown.p.z),
            a=freeze_all(shown.p.a),
            C=float(shown.C),
            dC_da=freeze_all(shown.g.dC_da),
            dC_dz=freeze_all(shown.g.dC_dz),
            theta=freeze(t.net.theta),
            theta_before=freeze(t.theta_before),
            gradient=freeze(t.gradient) if wants_gradient else None,
            mean_cost=float(t.mean_cost),
            score=score,
            record=t.record,
            pick=self.view.pick,
            message=t.divergence.sentence() if t.divergence else None,
            progress=progress,
        )
