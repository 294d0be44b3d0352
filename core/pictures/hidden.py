"""The space of a hidden layer as a picture that is kept fresh beside training."""

from collections.abc import Hashable
from typing import ClassVar

from core.frame import Frame
from core.hidden_space import QUICK_SAMPLES, Ends, HiddenSpace, Subject, picturing, space_of
from core.jobs import Job
from core.pictures.picture import Deliver, Picture, Scene
from core.plane import plane_of


class HiddenSpacePicture(Picture):
    """Of the layer that `ViewSpec.hidden` names; it remembers how far the axes reached."""

    name: ClassVar[str] = "hidden"
    seconds: ClassVar[float] = 0.06

    def __init__(self) -> None:
        """No axis was drawn yet."""
        self._ends: dict[tuple[int, str], Ends] = {}

    def wanted(self, scene: Scene) -> bool:
        """Whether its panel is seen."""
        return self.name in scene.view.panels

    def key(self, scene: Scene) -> Hashable:
        """Step, layer, plane of inputs, and the shown sample where not every one is taken along."""
        layer = space_of(scene.net.n, scene.view.hidden)
        if layer is None:
            return None
        shown = scene.sample if scene.dataset.samples > QUICK_SAMPLES else None
        return scene.step, layer, plane_of(scene.dataset, scene.view.axes, scene.sample), shown

    def job(self, scene: Scene, deliver: Deliver) -> Job:
        """A quick one."""
        return self._job(scene, deliver, fine=False)

    def finer(self, scene: Scene) -> Hashable:
        """The same with more lines, points and samples."""
        return self.key(scene), "fine"

    def finer_job(self, scene: Scene, deliver: Deliver) -> Job:
        """A fine one."""
        return self._job(scene, deliver, fine=True)

    def _job(self, scene: Scene, deliver: Deliver, fine: bool) -> Job:
        net, sample = scene.net, scene.sample
        layer = space_of(net.n, scene.view.hidden)
        assert layer is not None
        plane = plane_of(scene.dataset, scene.view.axes, sample)
        axes = layer, net.activations[layer - 1]

        def keep(found: HiddenSpace) -> None:
            self._ends[axes] = found.ends
            deliver(found)

        subject = Subject(net, scene.dataset, sample, plane, scene.step, layer)
        return picturing(subject, fine, self._ends.get(axes), keep)


def hidden_space(frame: Frame) -> HiddenSpace | None:
    """The picture that `frame` carries; none where an exercise asks for the numbers that it would tell.

    None either for a moment where samples were erased that the picture still has.
    """
    found: HiddenSpace | None = frame.pictures.get(HiddenSpacePicture.name)
    if found is None or (frame.view.exercise and not frame.fresh_a(found.layer)):
        return None
    return found if found.samples.max(initial=-1) < frame.dataset.samples else None
