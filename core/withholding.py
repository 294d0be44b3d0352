"""What an exercise holds back: every number that the step has not computed yet."""

from dataclasses import replace

import numpy as np

from core.checks import Array
from core.derivation import known_ones
from core.frame import Frame
from core.network import views
from core.score import Score


def withheld(frame: Frame) -> Frame:
    """Return `frame` with NaN in place of what this step has not computed yet.

    What others have worked out beside the step goes as well where it would give the answer away:
    the output over the inputs, the class and the cost of the sample shown, and checked gradients.
    """
    layers = range(1, frame.L + 1)
    a = tuple(frame.fresh_a(l) for l in layers)
    dC_da = tuple(frame.fresh_dC_da(l) for l in layers)
    dC_dz = tuple(frame.fresh_dC_dz(l) for l in layers)
    return replace(
        frame,
        z=_known(frame.z, a),
        a=_known(frame.a, a),
        C=frame.C if frame.fresh_cost else np.nan,
        dC_da=_known(frame.dC_da, dC_da),
        dC_dz=_known(frame.dC_dz, dC_dz),
        gradient=None if frame.gradient is None else _known_gradient(frame.gradient, frame),
        mean_cost=frame.mean_cost if frame.fresh_cost else np.nan,
        score=frame.score if frame.fresh_cost else _without(frame.score, frame.sample),
        output=frame.output if frame.fresh_a(frame.L) else None,
        audit=frame.audit if frame.fresh_dC_dz(1) else None,
    )


def _known(arrays: tuple[Array, ...], fresh: tuple[bool, ...]) -> tuple[Array, ...]:
    """The arrays of layers 1 … L that are fresh, NaN for the others; slot 0 stays."""
    return arrays[0], *known_ones(arrays[1:], fresh)


def _known_gradient(gradient: Array, frame: Frame) -> Array:
    shown = gradient.copy()
    for l, layer in enumerate(views(shown, frame.n).wb):
        if l > 0 and not frame.fresh_dC_dz(l):
            layer[...] = np.nan
    shown.flags.writeable = False
    return shown


def _without(score: Score | None, sample: int) -> Score | None:
    """The score without the cost of one sample, and without what the network says of each."""
    if score is None:
        return None
    costs = score.costs.copy()
    costs[sample] = np.nan
    costs.flags.writeable = False
    return replace(score, costs=costs, true=None, predicted=None, confusion=None)
