"""What an exercise holds back: every number that the step has not computed yet."""

from dataclasses import replace

import numpy as np

from core.chain_rule import ChainRule
from core.checks import Array
from core.derivation import Derivation
from core.frame import Frame
from core.network import views
from core.score import Score


def withheld(frame: Frame) -> Frame:
    """Return `frame` with NaN in place of what this step has not computed yet.

    What others have worked out beside the step goes as well where it would give the answer away:
    the output over the inputs, the cost of the sample shown, and checked gradients.
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
        derivation=None if frame.derivation is None else _known_factors(frame.derivation, frame),
    )


def _known_factors(d: Derivation, frame: Frame) -> Derivation:
    """The derivation as far as the backward pass has come: each factor once ∂C/∂a behind it is known.

    For ℓ and above that is (1) with the cost, a Jacobian with ∂C/∂a of the layer before it,
    (3) with ∂C/∂a^ℓ, and (4) and the derivative itself with ∂C/∂z^ℓ.
    """
    chain, l, L = d.chain, d.pick.l, frame.L
    whole = frame.fresh_dC_dz(l)
    forward = (True, *(frame.fresh_a(k) for k in range(1, L + 1)))
    layers = range(L, l + 1, -1)
    known = ChainRule(
        pick=d.pick,
        z=_each(chain.z, forward),
        a=_each(chain.a, forward),
        sigma_prime=_each(chain.sigma_prime, forward),
        dC_daL=chain.dC_daL if frame.fresh_cost else _unknown(chain.dC_daL),
        jacobians=_each(chain.jacobians, tuple(frame.fresh_dC_da(k - 1) for k in layers)),
        column=chain.column if chain.column is None or frame.fresh_dC_da(l) else _unknown(chain.column),
        local=chain.local if whole else np.nan,
    )
    return replace(d, chain=known, C=d.C if frame.fresh_cost else np.nan, held_back=not whole)


def _each(arrays: tuple[Array, ...], known: tuple[bool, ...]) -> tuple[Array, ...]:
    return tuple(k if shown else _unknown(k) for k, shown in zip(arrays, known, strict=True))


def _known(arrays: tuple[Array, ...], fresh: tuple[bool, ...]) -> tuple[Array, ...]:
    """The arrays of layers 1 … L that are fresh, NaN for the others; slot 0 stays."""
    return arrays[0], *_each(arrays[1:], fresh)


def _unknown(array: Array) -> Array:
    hidden = np.full_like(array, np.nan)
    hidden.flags.writeable = False
    return hidden


def _known_gradient(gradient: Array, frame: Frame) -> Array:
    shown = gradient.copy()
    for l, layer in enumerate(views(shown, frame.n).wb):
        if l > 0 and not frame.fresh_dC_dz(l):
            layer[...] = np.nan
    shown.flags.writeable = False
    return shown


def _without(score: Score | None, sample: int) -> Score | None:
    """The score without the cost of one sample."""
    if score is None:
        return None
    costs = score.costs.copy()
    costs[sample] = np.nan
    costs.flags.writeable = False
    return replace(score, costs=costs)
