"""What the timeline bar has to show of a frame, and where on its track."""

from typing import NamedTuple

from core.cursor import phase_count
from core.epochs import Pace
from core.frame import Frame
from core.lazily import dataclass
from core.timeline.history import EditMark, RunInfo

NEAR = 4
"""Pixels on either side of a mark within which the mouse means it."""


@dataclass(frozen=True)
class Look:
    """One moment and the path around it.

    Attributes:
        at, end: the moment and the last of the path, in steps; in the middle of a step between two numbers.
        step, end_step: how many updates were done by then.
        marks: the edits on the path.
        fork, fork_words: after how many steps the run left another, None where it did not, and in words.
        paces: which steps begin epochs.
        recomputed: whether last bits may differ from what they were at first.
        state: the session's.

    """

    at: float = 0.0
    end: float = 0.0
    step: int = 0
    end_step: int = 0
    marks: tuple[EditMark, ...] = ()
    fork: int | None = None
    fork_words: str = ""
    paces: tuple[Pace, ...] = ()
    recomputed: bool = False
    state: str = "paused"

    @property
    def in_past(self) -> bool:
        """Whether something lies ahead."""
        return self.at < self.end


def look(frame: Frame) -> Look:
    """What there is to show of `frame`."""
    history, count = frame.history, phase_count(frame.L)
    run = history.current
    return Look(
        at=(history.moment + 1) / count if history.moment else 0.0,
        end=(history.end + 1) / count if history.end else 0.0,
        step=frame.cursor.step,
        end_step=history.end_step,
        marks=history.edits,
        fork=None if run.parent is None else run.fork,
        fork_words=_fork_words(run, history.runs),
        paces=tuple(frame.record.paces),
        recomputed=history.recomputed,
        state=frame.state,
    )


def _fork_words(run: RunInfo, runs: tuple[RunInfo, ...]) -> str:
    parent = next((k.name for k in runs if k.id == run.parent), "")
    return f"{run.name} goes on from {parent}" if parent else ""


class Track(NamedTuple):
    """The line from the first step, at `left`, to the last, at `right`, which is `end`."""

    left: float
    right: float
    end: float

    @property
    def scale(self) -> float:
        """Pixels a step."""
        return (self.right - self.left) / self.end if self.end > 0 else 0.0

    def x(self, step: float) -> float:
        """Where a step is."""
        return self.left + min(step, self.end) * self.scale

    def step(self, x: float) -> int:
        """The step at a place, within the path."""
        if self.scale == 0:
            return 0
        return min(max(0, round((x - self.left) / self.scale)), int(self.end))

    def is_end(self, x: float) -> bool:
        """Whether a place means the last moment, which may be in the middle of a step."""
        return x >= self.right - 1

    def snapped(self, x: float, shown: Look) -> int:
        """The step that a person means at `x`: where many steps share a pixel, that of a mark nearby."""
        steps = [k.step for k in shown.marks] + ([] if shown.fork is None else [shown.fork])
        near = [k for k in steps if abs(self.x(k) - x) <= NEAR]
        if near and self.scale < 1:
            return min(near, key=lambda k: abs(self.x(k) - x))
        return self.step(x)
