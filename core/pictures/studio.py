"""Keeps every picture as fresh as its pace allows."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from time import perf_counter
from typing import Any

from core.jobs import Job
from core.pictures.kinds import KINDS
from core.pictures.picture import KEEP, Picture, Scene

SECONDS = 0.001
"""Seconds of each tick that go to a picture while it is being made."""

SHARE = 7.0
"""One waits so many times as long as the last took, so that training keeps most of the time."""


class Making:
    """One kind of picture: the one that is shown, and the one that is being made.

    Attributes:
        shown: the last that was finished, None before.

    """

    def __init__(self, kind: Picture) -> None:
        """Nothing was made yet."""
        self.kind = kind
        self.forget()

    @property
    def busy(self) -> bool:
        """Whether one is being made."""
        return self._job is not None

    def forget(self) -> None:
        """Drop what there is: it was of other numbers."""
        self.shown: Any = None
        self._key: Hashable = None
        self._job: Job | None = None
        self._making: Hashable = None
        self._next = self._took = 0.0

    def expire(self) -> None:
        """Let what there is be out of date, though it may be shown until another is there."""
        self._key = self._making = self._job = None
        self._next = 0.0

    def begin(self, scene: Scene) -> None:
        """Begin another, if what there is has gone out of date; while training runs only after a while."""
        self.kind.note(scene)
        if not self.kind.wanted(scene):
            return
        wanted = self.kind.key(scene)
        if wanted is KEEP:
            return
        if wanted is None:
            self.forget()
        elif self._key is not None and self._key in (wanted, self.kind.finer(scene)):
            self._refine(scene, self.kind.finer(scene))
        elif scene.live and (self.busy or perf_counter() < self._next):
            return
        elif not self.busy or self._making != wanted:
            self._start(wanted, self.kind.job(scene, self._deliver))

    def _refine(self, scene: Scene, finer: Hashable) -> None:
        if scene.live or finer is None or self._key == finer or (self.busy and self._making == finer):
            return
        self._start(finer, self.kind.finer_job(scene, self._deliver))

    def _start(self, key: Hashable, job: Job) -> None:
        self._making, self._job, self._took = key, job, 0.0

    def step(self) -> bool:
        """Work for a millisecond or so; return whether another is there."""
        if self._job is None:
            return False
        begun = perf_counter()
        while not self._job.done and perf_counter() - begun < SECONDS:
            self._job.step(SECONDS)
        now = perf_counter()
        self._took += now - begun
        done = self._job.done
        if done:
            self._job = None
            self._next = now + max(self.kind.seconds - self._took, SHARE * self._took)
        return done

    def _deliver(self, picture: Any) -> None:
        self.shown, self._key = picture, self._making


class Studio:
    """All kinds of pictures of one training."""

    def __init__(self, kinds: Iterable[Callable[[], Picture]] = KINDS) -> None:
        """Nothing was made yet."""
        self._made = tuple(Making(kind()) for kind in kinds)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return any(k.busy for k in self._made)

    def shown(self, scene: Scene) -> Mapping[str, Any]:
        """The pictures that are wanted and there, by the names of their kinds."""
        there = (k for k in self._made if k.shown is not None and k.kind.wanted(scene))
        return {k.kind.name: k.shown for k in there}

    def forget(self) -> None:
        """Drop what was made of other numbers; whatever is under way was so as well."""
        for each in self._made:
            each.forget()

    def expire(self) -> None:
        """Let all of it be out of date: the samples are others, the network is the same."""
        for each in self._made:
            each.expire()

    def begin(self, scene: Scene) -> None:
        """Begin what is out of date."""
        for each in self._made:
            each.begin(scene)

    def step(self) -> bool:
        """Work for a millisecond or so on each; return whether something new is there."""
        found = [k.step() for k in self._made]
        return any(found)
