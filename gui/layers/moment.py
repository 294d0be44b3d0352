"""The matrices of one moment, every one of them of the parameters that it belongs to."""

import numpy as np

from core.activations import Elementwise, activation
from core.backprop import quiet
from core.checks import Array
from core.cursor import Phase
from core.frame import Frame
from core.network import Views
from core.selection import Selection
from core.update import layer_change

ROUNDING = 1e-15
"""Share of a number that is lost when another is added to it."""


class Memory:
    """Keeps each layer's ∂C/∂w of the shown sample, as the outer product that it was.

    A new a^{ℓ−1} takes the place of the old one before there is a new ∂C/∂z^ℓ: the product
    of the two would belong to no moment at all.
    """

    def __init__(self) -> None:
        """Nothing is known."""
        self._kept: dict[int, tuple[Array, Array]] = {}

    def dC_dw(self, frame: Frame, l: int) -> Array:
        """∂C/∂w^ℓ = ∂C/∂z^ℓ (a^{ℓ−1})ᵀ of the moment that ∂C/∂z^ℓ is of, NaN where that is gone."""
        dC_dz, a = frame.dC_dz[l], frame.a[l - 1]
        if l == 1 or frame.fresh_dC_dz(l) or not frame.fresh_a(l - 1):
            self._kept[l] = dC_dz, dC_dz @ a.T
        known, product = self._kept.get(l, (a, a))
        if known is dC_dz or np.array_equal(known, dC_dz):
            return product
        return np.full((len(dC_dz), len(a)), np.nan)


class Moment:
    """What a frame knows of each layer.

    Attributes:
        frame: the frame.
        w, b: the parameters that the sample's numbers belong to, at UPDATE those before it.
        updated: whether w and b have just been updated, so that there are new ones beside them.

    """

    def __init__(self, frame: Frame, memory: Memory) -> None:
        """Take the frame, and the memory of those before it."""
        self.frame, self._memory = frame, memory
        before = frame.precedes_update
        self.w, self.b = (frame.w_before, frame.b_before) if before else (frame.w, frame.b)
        self.updated = before or frame.live
        self._made: dict[int, Views] = {}

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return self.frame.L

    @property
    def pick(self) -> Selection | None:
        """What is selected."""
        return self.frame.pick

    def sigma(self, l: int) -> str:
        """The name of a layer's σ."""
        return self.frame.experiment.activations[l - 1]

    @quiet
    def sigma_prime(self, l: int) -> Array:
        """σ'(z^ℓ), which an exercise holds back until the backward pass comes to it."""
        frame, f = self.frame, activation(self.sigma(l))
        z, a = frame.z[l], frame.a[l]
        held_back = frame.view.exercise and not frame.fresh_dC_dz(l)
        if held_back or not isinstance(f, Elementwise):
            return np.full_like(z, np.nan)
        return np.where(np.isnan(z), np.nan, f.sigma_prime(z, a))

    @quiet
    def mixing(self, l: int) -> Array | None:
        """∂a^ℓ/∂z^ℓ (n_l, n_l) where σ mixes the nodes, held back as σ' is; None where it doesn't."""
        frame, f = self.frame, activation(self.sigma(l))
        if isinstance(f, Elementwise):
            return None
        z, a = frame.z[l][:, 0], frame.a[l][:, 0]
        held_back = frame.view.exercise and not frame.fresh_dC_dz(l)
        if held_back or np.isnan(a).any():
            return np.full((len(a), len(a)), np.nan)
        return f.jacobian(z, a)

    def dC_dw(self, l: int) -> Array:
        """∂C/∂w^ℓ of the sample's own C."""
        return self._memory.dC_dw(self.frame, l)

    # The batch and the update

    def mean(self, l: int, of: str) -> Array:
        """∂C̄/∂w^ℓ or ∂C̄/∂b^ℓ, NaN where nobody asked for it."""
        found = self.frame.dC_dw if of == "w" else self.frame.dC_db
        return found[l] if found else np.full_like(self.old(l, of), np.nan)

    def old(self, l: int, of: str) -> Array:
        """w^ℓ or b^ℓ as it is, or as it was if there is a new one."""
        frame = self.frame
        if self.updated:
            return (frame.w_before if of == "w" else frame.b_before)[l]
        return (frame.w if of == "w" else frame.b)[l]

    def new(self, l: int, of: str) -> Array:
        """w^ℓ or b^ℓ after the update, NaN before it."""
        found = (self.frame.w if of == "w" else self.frame.b)[l]
        return found if self.updated else np.full_like(found, np.nan)

    @quiet
    def change(self, l: int, of: str) -> Array:
        """What the update has added, NaN before it.

        Where the rule as it is now does not explain it (a parameter is frozen, or η was edited since),
        it is the difference of the two numbers themselves.
        """
        old, new = self.old(l, of), self.new(l, of)
        if not self.updated:
            return new
        made = self._made.get(l)
        if made is None:
            made = self._made[l] = layer_change(self.frame, l)
        change = (made.w if of == "w" else made.b)[1]
        off = np.abs(new - (old + change))
        explained = off <= ROUNDING * np.maximum(np.abs(old), np.abs(new))
        return np.where(explained, change, new - old)

    # What the present phase works out

    def works(self, phase: Phase, l: int) -> bool:
        """Whether the present phase is this one, of layer l."""
        cursor = self.frame.cursor
        if self.frame.live or cursor.phase is not phase:
            return False
        return phase in (Phase.UPDATE, Phase.COST) or cursor.l == l
