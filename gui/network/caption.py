"""What the present phase does: a title, a sentence, and its equations."""

from dataclasses import dataclass

from core.cursor import Phase
from core.frame import Frame
from gui.equations import Equation, equation


@dataclass(frozen=True)
class Caption:
    """The words and equations for one moment."""

    title: str
    sentence: str
    equations: tuple[Equation, ...]


def caption(frame: Frame) -> Caption:
    """Return the caption of `frame`, its layer's number in the equations."""
    if frame.message:
        return Caption("Training stopped", frame.message, ())
    if frame.live:
        return _running(frame)
    makers = {
        Phase.INPUT: _input,
        Phase.FORWARD: _forward,
        Phase.COST: _cost,
        Phase.BACKWARD: _backward,
        Phase.UPDATE: _update,
    }
    return makers[frame.cursor.phase](frame)


def _running(frame: Frame) -> Caption:
    return Caption(
        "Running",
        "Every step: forward, cost, backward, update. Pause to look at one.",
        (equation("mean-cost"), equation("update-w"), equation("update-b")),
    )


def _input(frame: Frame) -> Caption:
    count = f"{frame.m} samples" if frame.m > 1 else "one sample"
    return Caption(
        "Input",
        f"A batch of {count} is drawn; a⁰ is the input x of the sample shown.",
        (equation("input"),),
    )


def _forward(frame: Frame) -> Caption:
    l = frame.cursor.l
    sigma = frame.experiment.activations[l - 1]
    return Caption(
        f"Forward, ℓ = {l}",
        "A weighted sum of what comes in, plus a bias, passes through σ.",
        (equation("forward-z", l), equation("forward-a", l), equation(f"activation-{sigma}")),
    )


def _cost(frame: Frame) -> Caption:
    return Caption(
        "Cost",
        "How far the output is from y, and how C changes with each output.",
        (equation("cost", frame.L), equation("cost-gradient", frame.L)),
    )


def _backward(frame: Frame) -> Caption:
    l = frame.cursor.l
    names = ["backward-z", "backward-w", "backward-b", *(["backward-a"] if l > 1 else [])]
    return Caption(
        f"Backward, ℓ = {l}",
        "The derivative goes back through σ to w and b" + (f", and on to layer {l - 1}." if l > 1 else "."),
        tuple(equation(name, l) for name in names),
    )


def _update(frame: Frame) -> Caption:
    return Caption(
        "Update",
        f"Step {frame.cursor.step} is done: w and b went downhill by η times the batch's mean gradient.",
        (equation("update-w"), equation("update-b")),
    )
