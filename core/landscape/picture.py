"""The landscape of the cost as a picture that is kept up to date beside training."""

from collections.abc import Hashable
from typing import Any

import numpy as np

from core.backprop import quiet
from core.checks import Array
from core.frame import Frame
from core.jobs import Job, Work
from core.landscape.ground import Ground, chosen
from core.landscape.spec import PlaneSpec, pair_of
from core.landscape.surface import Surface, samples_worth
from core.landscape.surveyor import Surveyor, Wish
from core.landscape.way import Here, Way
from core.landscape.window import Window
from core.lazily import dataclass
from core.pictures.picture import KEEP, Deliver, Picture, Scene
from core.regularisers import Regulariser
from core.selection import Pick
from core.trail import first_step

NO_WAY = "Training has not gone anywhere yet: let it do some steps, and its path spans a plane."

RUN_AWAY = "The parameters have run away: there is no plane through numbers as large as they are."


@dataclass(frozen=True, eq=False)
class Landscape:
    """What the panel shows.

    Attributes:
        spec: the plane that was asked for.
        pair: the two parameters of the plane; None where it is one of directions.
        window: the part of it that is looked at, or will be once its surface is there.
        surface: the cost over it, as far as it is known.
        way: the present point, and the way to it.
        trouble: why there are none of these, in a sentence; "" otherwise.

    """

    spec: PlaneSpec
    pair: tuple[Pick, Pick] | None
    window: Window | None
    surface: Surface | None
    way: Way | None
    trouble: str = ""


def landscape(frame: Frame) -> Landscape | None:
    """The landscape that `frame` carries; None where no panel shows it, or it is not there yet."""
    return frame.pictures.get(LandscapePicture.name)


class LandscapePicture(Picture):
    """Makes `Landscape`s, while the panel is seen and no exercise asks for what slopes would give away."""

    name = "landscape"
    seconds = 0.06

    def __init__(self) -> None:
        """Nothing was measured yet."""
        self._surveyor: Surveyor | None = None
        self._conditions: tuple[Any, ...] = ()
        self._noted: object = None

    def wanted(self, scene: Scene) -> bool:
        """Whether the panel is seen."""
        return self.name in scene.view.panels and not scene.view.exercise

    def key(self, scene: Scene) -> Hashable:
        """The plane, and the moment; after a divergence what there was is kept."""
        if scene.trainer.divergence is not None:
            return KEEP
        return _spec(scene), _pair(scene), _moment(scene), scene.updated

    def finer(self, scene: Scene) -> Hashable:
        """The same at rest."""
        key = self.key(scene)
        return None if key is KEEP else (key, "fine")

    def note(self, scene: Scene) -> None:
        """An edit of a weight is a jump on the way."""
        segment = scene.timeline.segment
        edit = segment.edit
        if edit is None or edit is self._noted or edit.quantity != "parameter":
            return
        self._noted = edit
        if scene.step == first_step(segment):
            scene.timeline.trail.jump(segment, scene.step, scene.net.theta)

    def job(self, scene: Scene, deliver: Deliver) -> Job:
        """The way, and as much of the surface as is out of date."""
        return self._job(scene, deliver, fine=False)

    def finer_job(self, scene: Scene, deliver: Deliver) -> Job:
        """The same with a finer surface."""
        return self._job(scene, deliver, fine=True)

    def _job(self, scene: Scene, deliver: Deliver, fine: bool) -> Job:
        surveyor, timeline = self._surveyor_of(scene), scene.timeline
        notes = timeline.trail.along(timeline.leaf, timeline.segment, scene.step)
        here = Here(scene.step, scene.net.theta.copy(), _last_update(scene))
        wish = Wish(_spec(scene), _pair(scene), here, notes, _moment(scene), scene.live, fine)

        def work() -> Work:
            yield 0.0
            pieces = surveyor.survey(wish)
            while True:
                try:
                    next(pieces)
                except StopIteration as found:
                    deliver(_pictured(wish, surveyor, found.value))
                    return
                yield 0.0

        return Job(work())

    def _surveyor_of(self, scene: Scene) -> Surveyor:
        """Who measures: on other ground where data, σ, cost or R are others."""
        training, net = scene.timeline.training, scene.net
        regulariser = Regulariser(training.experiment.l1, training.experiment.l2)
        data, held_out = scene.dataset, training.held_out
        now = data, held_out, net, net.activations, net.cost, regulariser
        if self._surveyor is not None and _same(self._conditions, now):
            return self._surveyor
        self._conditions = now
        seen = np.flatnonzero(~held_out)
        some = chosen(seen, samples_worth(net))
        ground = Ground(net, data.x[:, some], data.y[:, some], regulariser)
        if self._surveyor is None:
            self._surveyor = Surveyor(ground, len(seen))
        else:
            self._surveyor.use(ground, len(seen))
        return self._surveyor


def _same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Whether the first three are the very same and the others equal."""
    return all(a is b for a, b in zip(before[:3], now[:3], strict=True)) and before[3:] == now[3:]


def _pictured(wish: Wish, surveyor: Surveyor, way: Way | None) -> Landscape:
    if way is None:
        trouble = NO_WAY if wish.here.within_reason else RUN_AWAY
        return Landscape(wish.spec, wish.pair, None, None, None, trouble)
    return Landscape(wish.spec, wish.pair, surveyor.window, surveyor.surface, way)


def _spec(scene: Scene) -> PlaneSpec:
    spec: PlaneSpec | None = scene.view.landscape
    return PlaneSpec() if spec is None else spec


def _pair(scene: Scene) -> tuple[Pick, Pick] | None:
    spec = _spec(scene)
    return None if spec.lies_still else pair_of(spec, scene.view.pick, scene.net.n)


def _moment(scene: Scene) -> Hashable:
    """Differs where the parameters do: after another number of updates, or after an edit."""
    segment = scene.timeline.segment
    return scene.step, segment, segment.moves


@quiet
def _last_update(scene: Scene) -> Array | None:
    """Δθ of the update that led to the present parameters; None where it was none that did."""
    if not (scene.updated or scene.live) or scene.step == 0:
        return None
    trainer = scene.trainer
    delta = trainer.net.theta - trainer.theta_before
    return delta if delta.any() else None
