"""Which other runs are drawn beside the one that is shown, and where they part from it."""

import math
from collections.abc import Sequence

from pyqtgraph import mkPen
from PySide6.QtGui import QColor, QPen

from core.frame import Frame
from core.lazily import dataclass
from core.record import Run
from core.timeline.history import History, RunInfo
from gui.plots.time_axis import TimeAxis
from gui.theme import Theme, blended

MOST_GHOSTS = 8
"""Ghosts that are drawn, the newest."""
MOST_COMPARED = 3
"""Runs that can be compared with the one shown."""
GHOST = 0.75
"""How much of the colour of muted words a ghost has."""
COLOURS = {
    "dark": ("#3fd68f", "#f48ac0", "#7d5cf0"),
    "light": ("#008a4e", "#8f1d6b", "#5818d8"),
}
DASHES = ((7.0, 3.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0))


@dataclass(frozen=True)
class Other:
    """A run beside the one that is shown.

    Attributes:
        id, name, steps: of the run.
        record: its costs.
        begin: after how many steps it parts from the run that is shown.

    """

    id: int
    name: str
    steps: int
    record: Run
    begin: float


def compared_pens(theme: Theme) -> list[QPen]:
    """Pens of the runs compared, told apart by their dashes too."""
    pens = [mkPen(colour, width=1) for colour in COLOURS[theme.name]]
    for pen, dashes in zip(pens, DASHES, strict=True):
        pen.setDashPattern(dashes)
    return pens


def ghost_pens(theme: Theme) -> tuple[QPen, QPen]:
    """Pens of a ghost, and of one that the mouse is at."""
    return mkPen(blended(QColor(theme.muted), theme.surface, GHOST), width=1), mkPen(theme.text, width=1)


def ghosts(history: History, without: Sequence[int] = ()) -> tuple[Other, ...]:
    """The newest runs of the experiment that is shown, the one shown and some others left out."""
    return tuple(_other(history.current, k) for k in _kin(history, without))


def _kin(history: History, without: Sequence[int]) -> list[RunInfo]:
    now = history.current
    kin = [k for k in history.runs if k.root == now.root and k.id != now.id and k.id not in without]
    return kin[-MOST_GHOSTS:]


def compared(history: History, chosen: Sequence[int]) -> tuple[Other, ...]:
    """The runs chosen, in the order of the choice; without the one shown."""
    known = {k.id: k for k in history.runs if not k.current}
    return tuple(_other(history.current, known[k]) for k in chosen if k in known)


def _other(now: RunInfo, info: RunInfo) -> Other:
    return Other(info.id, info.name, info.steps, info.record, parting(now.record, info.record))


def follow(time: TimeAxis, frame: Frame) -> None:
    """Let the axis of steps hold the whole path of `frame`, and what is drawn beside it."""
    history = frame.history
    beside = max((k.steps for k in _kin(history, ())), default=0)
    time.follow(frame.record, history.end_step, frame.cursor.step if history.in_past else None, beside)


def parting(run: Run, other: Run) -> float:
    """After how many steps `other` is no longer what `run` is; 0 where they have nothing in common."""
    until = {id(each): end for each, end in _line(run)}
    return next((min(end, until[id(each)]) for each, end in _line(other) if id(each) in until), 0.0)


def _line(run: Run) -> list[tuple[Run, float]]:
    """The run and those that it goes on from, each with after how many steps it was left."""
    found, end = [(run, math.inf)], math.inf
    while run.parent is not None:
        end = min(end, float(run.fork))
        run = run.parent
        found.append((run, end))
    return found
