"""What an exercise says: which phase is next, and what a question is about."""

import re

from core.cursor import Phase, at_position, phase_count
from core.frame import Frame
from gui.writing.numbers import grouped, significant

SHOWN_DIGITS = 8
"""Digits of the right answer, once it may be known."""
BRACKET = re.compile(r"(\b\w )?\([^()]{1,12}\)")
"""A short bracket, and the factor before it."""


def next_phase(frame: Frame) -> tuple[Phase, int]:
    """The phase that comes next, and its layer."""
    return at_position((frame.cursor.position(frame.L) + 1) % phase_count(frame.L), frame.L)


def title(frame: Frame) -> str:
    """Name the phase that comes next."""
    if frame.state != "paused":
        return "Exercise"
    phase, l = next_phase(frame)
    return f"Next: {phase.value}, ℓ = {l}" if l else f"Next: {phase.value}"


def about(frame: Frame) -> tuple[str, ...]:
    """Whose numbers are asked for, and what has to be known besides: the longest wording first."""
    if frame.state != "paused":
        return "Pause, and one number of the next phase is asked for.", "Pause to be asked."
    phase, l = next_phase(frame)
    if phase is Phase.INPUT:
        return "A new batch is drawn; there is nothing to work out.", "nothing to work out"
    if frame.question is None:
        return "Its numbers are too large to be asked for.", "too large to be asked for"
    if phase is Phase.UPDATE:
        eta = f"η = {frame.eta:g}"
        if frame.optimiser != "gradient descent":
            eta = f"{frame.optimiser}, {eta}"
        return f"from the mean of the batch, with {eta}", f"batch's mean, {eta}"
    sample = f"sample {grouped(frame.sample + 1)}"
    if phase is Phase.COST:
        return f"for {sample}", sample
    sigma = f"σ is {frame.experiment.activations[l - 1]}"
    own = " and its own C" if phase is Phase.BACKWARD else ""
    return f"for {sample}{own}, {sigma}", f"{sample}, {sigma}", sigma


def answer_words(symbol: str, answer: float) -> str:
    """The right answer, written out."""
    return f"{symbol} = {significant(answer, SHOWN_DIGITS)}"


def score_words(right: int, asked: int, brief: bool = False) -> str:
    """How many questions were answered rightly; nothing before the first."""
    words = f"{right} of {asked}" if brief else f"{right} of {asked} right"
    return words if asked else ""


def together(sentence: str) -> str:
    """A sentence whose short brackets are not torn apart at the end of a line."""
    return BRACKET.sub(lambda found: found[0].replace(" ", "\u00a0"), sentence)
