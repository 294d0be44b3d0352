"""Lays a plane, chooses how much of it is looked at, and has the cost over it measured."""

from collections.abc import Generator, Hashable
from math import isqrt
from time import perf_counter

import numpy as np

from core.backprop import quiet
from core.checks import Array
from core.jobs import Job
from core.landscape.ground import Ground
from core.landscape.plane import Plane, of_gradient, of_parameters, of_path, of_random
from core.landscape.spec import PlaneSpec
from core.landscape.surface import Surface, side_of, surveying
from core.landscape.way import Here, Projector, Way, finding
from core.landscape.window import Window, window_around
from core.lazily import dataclass
from core.selection import Pick
from core.trail import Note

SLICE = 0.004
"""Seconds of each picture that go to the next surface while training runs: the way has to be quick."""

MOST_OF_WAY, LEAST_OF_WAY, WAY_WORK = 64, 12, 12_000_000
"""So many points of the way decide on its principal directions, and so many products of their parameters."""

LEAST = {"parameters": 3.0, "random": 1.0, "path": 0.05, "gradient": 0.5}
"""Half the side of a window at least; for the last two as a share of the length of θ."""

Working = Generator[None, None, None]


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be pictured: a plane, and a copy of where training stands.

    Attributes:
        pair: the two parameters that are meant; None for directions.
        notes: the way here.
        moment: differs where the parameters do.
        live: whether training runs; fine: whether there is time for a fine surface.

    """

    spec: PlaneSpec
    pair: tuple[Pick, Pick] | None
    here: Here
    notes: list[Note]
    moment: Hashable
    live: bool
    fine: bool

    @quiet
    def last_move(self) -> Array:
        """The last update, or where nothing tells it the way since the last point that was noted."""
        if self.here.delta is not None:
            return self.here.delta
        before = next((k.theta for k in reversed(self.notes) if not self._is_here(k.theta)), self.here.theta)
        return self.here.theta - before

    def others(self) -> list[Array]:
        """Parameters on the way that are not the present ones, some of them if there are many."""
        most = max(LEAST_OF_WAY, min(MOST_OF_WAY, isqrt(WAY_WORK // self.here.theta.size)))
        some = self.notes[:: max(1, -(-len(self.notes) // most))]
        return [k.theta for k in some if not self._is_here(k.theta) and np.isfinite(k.theta).all()]

    def _is_here(self, theta: Array) -> bool:
        return np.array_equal(theta, self.here.theta)


class Surveyor:
    """Keeps one plane, one window into it, and the surface over that.

    A plane is laid once and stands still. Of two parameters the others move on in training, so that the
    surface changes all the time; over one of two directions it stays so long as data and settings do.

    Attributes:
        plane: where it was laid, None before, and where a way would be needed that there is not.
        window: how much of it is looked at, or will be once that is measured.
        surface: the last that was measured.

    """

    def __init__(self, ground: Ground, of: int) -> None:
        """Measure on `ground`, which is some of the `of` samples that are trained on."""
        self.plane: Plane | None = None
        self._laid: Hashable = None
        self._by_hand = False
        self.use(ground, of)

    def use(self, ground: Ground, of: int) -> None:
        """Measure on other ground: what was measured is void, but the plane is where it was."""
        self._ground, self._of = ground, of
        self.window: Window | None = None
        self.surface: Surface | None = None
        self._surface_of: Hashable = None
        self._survey: Job | None = None
        self._survey_of: Hashable = None

    def survey(self, wish: Wish) -> Generator[None, None, Way | None]:
        """Bring all up to date, in pieces; return the way, None where there is no plane, or it is lost."""
        yield from self._lay(wish)
        if self.plane is None:
            return None
        found: list[Way] = []
        yield from finding(wish.here, wish.notes, self.plane, self._projector, self._ground, found.append)
        if not np.isfinite(found[0].present).all():
            return None
        self._look(wish, found[0])
        yield from self._measure(wish, self.plane)
        return found[0]

    # The plane

    def _lay(self, wish: Wish) -> Working:
        """Lay a plane where another is wanted, or this one is of a way that has gone on beyond it."""
        spec = wish.spec
        wanted = spec.kind, wish.pair, spec.seed, spec.turn
        if self.plane is not None and self._laid == wanted and not self._is_beyond(wish, self.plane):
            return
        if not wish.here.within_reason:
            self.plane = self.plane if self._laid == wanted else None
            return
        self.plane = yield from self._plane_of(wish)
        self._laid = wanted
        self.use(self._ground, self._of)
        if self.plane is not None:
            self._projector = Projector(self.plane)

    def _is_beyond(self, wish: Wish, plane: Plane) -> bool:
        if wish.spec.kind != "path" or self.window is None or wish.spec.half is not None:
            return False
        return not self.window.holds(*plane.place(wish.here.theta)[:2])

    def _plane_of(self, wish: Wish) -> Generator[None, None, Plane | None]:
        spec, here = wish.spec, wish.here
        net = self._ground.net.with_theta(here.theta)
        if wish.pair is not None:
            return of_parameters(spec, wish.pair, net, here.step)
        if spec.kind == "random":
            return of_random(spec, net, here.step)
        if spec.kind == "path":
            others = wish.others()
            return of_path(spec, net, here.step, others) if others else None
        gradient = np.empty_like(here.theta)
        np.copyto(self._ground.net.theta, here.theta)
        yield from self._ground.slope(gradient)
        return of_gradient(spec, net, here.step, gradient, wish.last_move())

    # The window

    def _look(self, wish: Wish, way: Way) -> None:
        """Take the window that is asked for, or one that stands so long as it holds the present point."""
        spec = wish.spec
        if spec.half is not None and spec.centre is not None:
            self.window, self._by_hand = Window(spec.centre, spec.half), True
        elif self.window is None or self._by_hand or not self.window.holds(*way.present):
            self.window, self._by_hand = window_around(way.points, _least(wish)), False

    # The surface

    def _measure(self, wish: Wish, plane: Plane) -> Working:
        """Renew the surface if it is out of date; while one is seen and training runs, a slice of it."""
        window, still = self.window, wish.spec.lies_still
        assert window is not None
        side, moment = (
            side_of(self._ground.net, self._ground.samples, wish.fine),
            None if still else wish.moment,
        )
        known = self.surface
        seen = known is not None and known.window == window
        if seen and known is not None and known.side >= side and self._surface_of == moment:
            return
        sliced = wish.live and seen
        wanted = window, side, None if sliced else moment
        if self._survey is None or self._survey_of != wanted:
            ground = plane if still else plane.moved(wish.here.theta, wish.here.step)
            self._survey, self._survey_of = self._begin(ground, window, side, moment), wanted
        yield from self._stepped(self._survey, SLICE if sliced else np.inf)

    def _stepped(self, survey: Job, seconds: float) -> Working:
        """Do pieces of a survey until it is done, or has taken so long; no point is left half done."""
        spent = 0.0
        while not survey.done and (spent < seconds or self._ground.under_way):
            begun = perf_counter()
            survey.step(0.0)
            spent += perf_counter() - begun
            yield

    def _begin(self, plane: Plane, window: Window, side: int, moment: Hashable) -> Job:
        def take(found: Surface) -> None:
            self.surface, self._surface_of, self._survey = found, moment, None

        return surveying(self._ground, plane, window, side, self._of, take)


@quiet
def _least(wish: Wish) -> float:
    """Half the side of a window, at least."""
    share, theta = LEAST[wish.spec.kind], wish.here.theta
    if wish.spec.kind in ("parameters", "random"):
        return share
    return share * max(float(np.sqrt(theta.dot(theta))), 0.01)
