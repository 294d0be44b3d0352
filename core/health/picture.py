"""The health of gradients beside training: measured at updates, shown by frames, kept by the run."""

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from core.health.measuring import Health, measuring, probe
from core.jobs import Job
from core.pictures.picture import KEEP, Deliver, Picture, Scene

if TYPE_CHECKING:
    from core.frame import Frame


class HealthPicture(Picture):
    """Measured whether anything shows it or not: whoever looks later wants to know how it was."""

    name: ClassVar[str] = "health"
    seconds: ClassVar[float] = 0.1

    def __init__(self) -> None:
        """Nothing was measured yet."""
        self._held_out: NDArray[np.bool_] | None = None
        self._chosen: NDArray[np.intp] = np.empty(0, dtype=np.intp)

    def wanted(self, scene: Scene) -> bool:
        """Always."""
        return True

    def key(self, scene: Scene) -> Hashable:
        """The step, at an update whose gradient is known; between updates the last one stays."""
        t = scene.trainer
        return KEEP if not scene.updated or math.isnan(t.mean_cost) else t.step

    def job(self, scene: Scene, deliver: Deliver) -> Job:
        """Measure, and enter it into the record of the run."""
        t, record = scene.trainer, scene.trainer.record.health

        def arrive(found: Health) -> None:
            record.enter(found)
            deliver(found)

        x = scene.dataset.x[:, self._samples(scene)]
        return measuring(t.net, t.gradient, t.theta_before, x, t.step, arrive)

    def _samples(self, scene: Scene) -> NDArray[np.intp]:
        """Who is looked at; chosen anew only where others are trained on."""
        held_out = scene.timeline.training.held_out
        if held_out is not self._held_out:
            self._held_out = held_out
            self._chosen = probe(np.flatnonzero(~held_out), scene.net)
        return self._chosen


def health(frame: "Frame") -> Health | None:
    """How gradients fare at the last update before the moment of `frame`, or shortly before; None if unknown.

    Of an update that was only returned to, and not done again, it is what the record has kept.
    """
    found: Health | None = frame.pictures.get(HealthPicture.name)
    grows = frame.live and not frame.history.in_past  # as curves do: frames come when they come
    kept = frame.record.health.until(frame.record.health.latest if grows else frame.cursor.step, 1)
    if found is None or (kept and kept[0].step > found.step):
        return kept[0] if kept else None
    return found
