"""What the panel says: of what moment the counts are, what a cell holds, and why there is no matrix."""

import math

import numpy as np

from core.confusion import MOST_CLASSES, Counts
from core.datasets import Dataset
from core.frame import Frame
from core.lazily import dataclass
from core.score import Score
from gui.confusion.placing import Cell
from gui.plots.readings import percent
from gui.writing.numbers import counted, grouped, significant

TRAINED, HELD_OUT, EVERYTHING = "trained", "held_out", "everything"
CHOICES = {TRAINED: "trained on", HELD_OUT: "held out", EVERYTHING: "all"}
HINT = "Click a cell to see its samples, one after another."
TRUE, SAID, PRECISION = "true", "predicted", "precision"


def class_names(dataset: Dataset) -> tuple[str, ...]:
    """What the classes are called; where one output tells two of them apart, by its value."""
    return ("0", "1") if len(dataset.outputs) == 1 else dataset.outputs


def counts_of(score: Score, which: str) -> Counts:
    """How many samples of a choice are in each cell (n, n)."""
    found: Counts = getattr(score.confusion, which)
    return found


def why_none(frame: Frame) -> str:
    """The sentence in place of the matrix; empty where there is one."""
    score = frame.score
    if frame.dataset.task != "classification":
        return "A confusion matrix is about classes, and the targets of this data are numbers."
    if len(frame.dataset.outputs) > MOST_CLASSES:
        return f"Of more than {MOST_CLASSES} classes there is no confusion matrix."
    if score is None:
        return "The counts appear once the network was tried on all samples."
    if score.confusion is None:
        return "An exercise asks for the output first: the matrix is back once it is worked out."
    if not math.isfinite(score.cost):
        return "The outputs are no numbers any more, so that no class is predicted."
    return ""


def is_fresh(frame: Frame) -> bool:
    """Whether the counts are those of the present parameters; while training runs their step tells."""
    return frame.live or (frame.score is not None and frame.score.step == frame.cursor.step)


def moment(frame: Frame, which: str) -> tuple[str, ...]:
    """When the counts were taken, and cost and accuracy of the same samples then; longest wording first."""
    score = frame.score
    if why_none(frame):
        return ("",)
    counts = counts_of(score, which)
    step = f"after step {grouped(score.step)}" if score.step else "before the first step"
    if not is_fresh(frame):
        step += ", a new count is under way"
    total = int(counts.sum())
    rate = f"accuracy {percent(int(np.trace(counts)) / total)}" if total else "no samples"
    cost = {TRAINED: ("C_train", score.cost), HELD_OUT: ("C held out", score.held_out_cost)}.get(which)
    priced = f"{cost[0]} = {significant(cost[1], 3)}" if cost and cost[1] is not None else ""
    whole = "   ".join(k for k in (step, priced, rate) if k)
    return whole, f"{step}   {rate}", step


@dataclass(frozen=True)
class Shown:
    """Which sample of a cell is shown, from 0, and which of the cell's samples that is."""

    sample: int
    place: int


def cell_words(names: tuple[str, ...], cell: Cell, count: int, shown: Shown | None = None) -> str:
    """What a cell holds: "true 4, predicted 9: 3 samples, sample 812 shown (1 of 3)"."""
    row, column = cell
    samples = counted(count, "sample") if count else "no sample"
    words = f"{TRUE} {names[row]}, {SAID} {names[column]}: {samples}"
    if shown is not None:
        words += (
            f", sample {grouped(shown.sample + 1)} shown ({grouped(shown.place + 1)} of {grouped(count)})"
        )
    return words


def cell_tip(names: tuple[str, ...], cell: Cell, counts: Counts) -> str:
    """The same under the mouse, with the share of the class that it is."""
    count, of_class = int(counts[cell]), int(counts[cell[0]].sum())
    words = cell_words(names, cell, count)
    if of_class:
        words += f"\n{percent(count / of_class)} of the {grouped(of_class)} that are truly {names[cell[0]]}"
    return words


def rate(part: int, whole: int) -> str:
    """A share without decimals, as there is room for; nothing of nothing."""
    return percent(part / whole, 0) if whole else "–"
