"""The words about a batch's derivatives: what the bars are, and the update that their mean makes."""

import math

from core.contributions import Contributions
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Pick
from gui.chain.names import indices
from gui.writing.digits import Digits
from gui.writing.formula import Formula, Sym
from gui.writing.numbers import MINUS, grouped
from gui.writing.updates import along, along_in_numbers, written

STOPPED = "Training has stopped: a number is no longer finite."


@dataclass(frozen=True)
class Line:
    """One line: what it says, and what it adds more quietly.

    Where there is little room its words end with a line of their own, the `tail`; or it is said in
    one of the `short` ways, the longest first.
    """

    words: Formula
    remark: str = ""
    tail: Formula = ()
    short: tuple[Formula, ...] = ()


def parameter(pick: Pick, of: str = "") -> Sym:
    """w^ℓ_AB or b^ℓ_A, or `of` it."""
    if pick.B is None:
        return Sym(f"{of}b", str(pick.l), indices(pick.A))
    return Sym(f"{of}w", str(pick.l), indices(pick.A, pick.B))


def title(frame: Frame, found: Contributions) -> Line:
    """What the bars are; and where the sample shown is not among them, that it isn't."""
    count = f"{grouped(len(found.samples))} samples" if len(found.samples) > 1 else "one sample"
    words = (Sym("∂C"), "/", parameter(found.pick, "∂"), f" of each of the batch's {count}")
    if len(found.samples) == 1:
        words = (*words[:3], " of the batch's one sample")
    if frame.in_batch:
        return Line(words)
    sample = f"sample {grouped(frame.sample + 1)}"
    if frame.held_out[frame.sample]:
        return Line(words, f"{sample}, shown, is held out of training")
    if frame.live:  # batches fly by, and the shown sample is one of some of them
        return Line(words, f"{sample} is shown; the last batch is without it")
    return Line(words, f"{sample}, shown, is not in this batch")


def sample_words(found: Contributions, place: int, shown: bool, digits: Digits) -> Line:
    """What the bar at a place says."""
    sample = f"sample {grouped(int(found.samples[place]) + 1)}: "
    value = f" = {digits.write(float(found.values[place]))}"
    words = (sample, Sym("∂C"), "/", parameter(found.pick, "∂"), value)
    return Line(words, "the sample shown" if shown else "click to show it")


def mean_words(found: Contributions, digits: Digits) -> Line:
    """The mean over the batch."""
    ahead = f"computed ahead: this step's backward pass has not come to layer {found.pick.l} yet"
    words = ("mean = ", Sym("∂C̄"), "/", parameter(found.pick, "∂"), f" = {digits.write(found.mean)}")
    return Line(words, ahead if found.ahead else "")


def update_words(found: Contributions, digits: Digits) -> Line:
    """How Δw is made, and what it makes of the parameter: will make, until the update has been done."""
    w, change, write = parameter(found.pick), parameter(found.pick, "Δ"), digits.write
    way = f" {write(found.before)} → {write(found.after)}"
    when = "the update is done" if found.done else "the update is to come"
    if found.frozen and found.explained:
        return Line((change, " = 0,   ", w, f" = {write(found.before)}"), "frozen: updates leave it alone")
    if not found.explained:
        by = f" = {write(found.after - found.before)},   "
        remark = "how updates are made, or the number itself, was edited after this one"
        return Line((change, by, w, ":", way), remark)
    symbols, numbers = made(found), f"{MINUS}{written(found.eta)} · {along_in_numbers(found.update, write)}"
    tail: Formula = (w, ":", way)
    outcome: Formula = (f" = {write(found.delta)},   ", *tail)
    short = (change, *symbols, " = …", *outcome), (change, " = …", *outcome)
    return Line((change, *symbols, f" = {numbers}", *outcome), when, tail, short)


def went_well(found: Contributions) -> bool:
    """Whether the update has been done, with finite numbers alone."""
    return found.done and all(map(math.isfinite, (found.mean, found.delta, found.before, found.after)))


def made(found: Contributions) -> Formula:
    """= −η times what the optimiser makes of the derivatives."""
    slope, penalty = ((Sym(top), "/", parameter(found.pick, "∂")) for top in ("∂C̄", "∂R"))
    return (f" = {MINUS}η ", *along(found.update, slope, penalty))


def rule(found: Contributions) -> Line:
    """How Δw is made, without its numbers."""
    return Line((parameter(found.pick, "Δ"), *made(found)), "the exercise asks for what this is")
