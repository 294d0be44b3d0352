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
        "Each node sums what it receives, weighted, adds its bias, and passes it through σ.",
        (equation("forward-z", l), equation("forward-a", l), equation(f"activation-{sigma}")),
    )


def _cost(frame: Frame) -> Caption:
    return Caption(
        "Cost",
        "How far the output is from the target y, and how C changes with each output.",
        (equation("cost", frame.L), equation("cost-gradient", frame.L)),
    )


def _backward(frame: Frame) -> Caption:
    l = frame.cursor.l
    names = ["backward-z", "backward-w", "backward-b", *(["backward-a"] if l > 1 else [])]
    return Caption(
        f"Backward, ℓ = {l}",
        "The cost's derivative goes back through σ to weights and biases"
        + (f" and on to layer {l - 1}." if l > 1 else "."),
        tuple(equation(name, l) for name in names),
    )


def _update(frame: Frame) -> Caption:
    mean = "the mean over the batch" if frame.m > 1 else "the sample's gradient"
    return Caption(
        "Update",
        f"Every weight and bias takes a step downhill along {mean}: step {frame.cursor.step} is done.",
        (equation("update-w"), equation("update-b")),
    )
