"""What is remarkable about the health of gradients, in plain words: where, and why.

The thresholds are far from what networks that learn well have: among the data sets' own experiments the
first layer's gradient is never below a fortieth of the last one's, nor above twenty times that.
What is noisy is the median of the last few measurements, and what was remarked stays until it is
clearly over, so that nothing flickers.
"""

import math
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

import numpy as np

from core.activations import ACTIVATIONS, Elementwise
from core.health.measuring import Health, LayerHealth
from core.health.words import about, layers_named, norm_of, share_about, slope_of, weights_of

WINDOW: Final = 8
"""Measurements of which the median is taken."""

FEWEST: Final = 3
"""Measurements before anything is said about the length of steps: the first are often long."""

VANISHING: Final = 1e-3
"""‖∂C̄/∂w^ℓ‖ below this share of the last layer's."""

EXPLODING: Final = 1e3
"""‖∂C̄/∂w^ℓ‖ above so many times the last layer's; or above this itself, while steps are large."""

LARGE: Final = 0.1
GRAVE: Final = 0.5
"""‖Δw‖/‖w‖ above which steps are large if it is so in all layers, and gravely so if it is in any.

Small weights of the last layer are often changed by a fifth or more in the first steps, and no harm done.
"""

SMALL: Final = 1e-6
"""‖Δw‖/‖w‖ below which steps are tiny, if it is so in all layers."""

TINY_WEIGHTS: Final = 0.01
"""Where the root mean square of the weights is less, a large share of them is not a large step."""

SATURATED: Final = 0.8
"""Share of nodes × samples of a hidden layer where σ′ is next to nothing."""

MOSTLY: Final = 0.5
"""Share of a layer's nodes that are dead, from which on it is grave."""

OVER: Final = 2.0
FAR_OVER: Final = 5.0
"""What was remarked is over when it is so many times better than the threshold; layers beside one another
differ most from batch to batch, and have the wider margin."""

BENDS = ("sigmoid", "tanh")
"""Those σ that flatten on both sides, so that they can be saturated."""

LARGEST_SLOPE = {"sigmoid": "at most ¼", "relu": "0 or 1", "leaky relu": "1 or 0.01", "identity": "1"}
WHY = "On its way back through each layer the derivative is multiplied by w and σ′"


class Remark(NamedTuple):
    """One thing that is remarkable.

    Attributes:
        kind: "exploding", "symmetric", "dead", "vanishing", "saturated", "large", "small" or "frozen".
        layers: the layers that it is about, from 1; none where it is about all of them.
        sentence: what it is, and why.
        grave: whether training can hardly do its work like this.

    """

    kind: str
    layers: tuple[int, ...]
    sentence: str
    grave: bool

    @property
    def brief(self) -> str:
        """What it is, without the reason."""
        return self.sentence.split(". ")[0].rstrip(".") + "."


def remarks(recent: Sequence[Health], before: Collection[Remark] = ()) -> tuple[Remark, ...]:
    """What is remarkable after the last of `recent` measurements, the gravest kinds first.

    `before` is what was remarked shortly before.
    """
    if not recent:
        return ()
    case = _Case(recent, before)
    kinds = (case.symmetric, case.dead, case.vanishing, case.saturated)
    first = case.exploding() or case.large()  # steps are large where gradients explode
    found = [k for k in (first, *(kind() for kind in kinds)) if k is not None]
    # What keeps gradients back is the reason why steps are tiny, and was said by then.
    tiny = None if any(k.grave for k in found) else case.small()
    return (*found, *(k for k in (tiny, case.frozen()) if k is not None))


def nothing_remarkable(recent: Sequence[Health]) -> str:
    """The sentence to say where there is no remark."""
    layers = _usual(recent)
    norms = [k.norm for k in layers if k.norm > 0.0]
    if len(norms) > 1:
        factor = about(max(norms) / min(norms), up=True)
        return (
            f"Nothing to remark: ‖∂C̄/∂w‖ of all layers lie within a factor of {factor} of one another, "
            "and gradients come through."
        )
    return "Nothing to remark: the gradient comes through, and steps are neither large nor tiny."


def _usual(recent: Sequence[Health]) -> tuple[LayerHealth, ...]:
    """Of each layer what is usual of late: the lower median of the measurements alike in kind."""
    last = recent[-1]
    alike = [k.table for k in recent[-WINDOW:] if (k.n, k.activations) == (last.n, last.activations)]
    middle = np.sort(np.stack(alike), axis=0)[(len(alike) - 1) // 2]
    return tuple(LayerHealth(*row) for row in middle.tolist())


class _Case:
    """The last measurements of a network, and what was said of them before."""

    def __init__(self, recent: Sequence[Health], before: Collection[Remark]) -> None:
        self._last, self._count = recent[-1], len(recent)
        self.L, self.n = self._last.L, self._last.n
        self.sigma = ("", *self._last.activations)
        self._usual = _usual(recent)
        self._before = {(k.kind, l) for k in before for l in (*k.layers, 0)}
        self._useless = [l for l in range(1, self.L + 1) if self.now(l).dead == self.n[l]]

    def now(self, l: int) -> LayerHealth:
        """Layer l as it was measured last."""
        return self._last.layer(l)

    def usual(self, l: int) -> LayerHealth:
        """Layer l as it is of late."""
        return self._usual[l - 1]

    def _slack(self, kind: str, l: int) -> float:
        """By how much a threshold is easier to reach for what was remarked before."""
        if (kind, l) not in self._before:
            return 1.0
        return FAR_OVER if kind in ("exploding", "vanishing") else OVER

    def _free(self) -> list[int]:
        """The layers that are not frozen as a whole."""
        return [l for l in range(1, self.L + 1) if self.now(l).frozen < 1.0]

    # Kinds of remarks

    def exploding(self) -> Remark | None:
        """A gradient that is not finite, or grows on its way back, or is huge."""
        norms = {l: self.usual(l).norm for l in range(1, self.L + 1)}
        bad = next((l for l in range(self.L, 0, -1) if not math.isfinite(self.now(l).norm)), None)
        if bad is not None:
            sentence = f"Gradients explode: {slope_of(bad)} is no longer finite."
            return Remark("exploding", (bad,), sentence, True)
        l, last = max(norms, key=norms.__getitem__), norms[self.L]
        limit = EXPLODING / self._slack("exploding", l)
        if l < self.L and last > 0.0 and norms[l] > limit * last:
            return Remark("exploding", (l,), self._exploding_words(l, norms[l] / last), True)
        if norms[l] > limit and self.usual(l).ratio > LARGE:
            words = f"Gradients explode: {norm_of(l)} is about {about(norms[l])}. {self._large_words(l)}"
            return Remark("exploding", (l,), words, True)
        return None

    def _exploding_words(self, l: int, times: float) -> str:
        return (
            f"Gradients explode: {norm_of(l)} is about {about(times)} times {norm_of(self.L)}. {WHY}: "
            "where these are large, it grows from layer to layer."
        )

    def symmetric(self) -> Remark | None:
        """Hidden layers of which all nodes are the same."""
        layers = [l for l in range(1, self.L) if self.n[l] > 1 and self.now(l).alike == self.n[l]]
        if not layers:
            return None
        sentence = (
            f"All nodes of {layers_named(layers)} are the same. Equal weights get equal gradients, so that "
            "they stay the same and each layer does what one node would; begin with random weights."
        )
        return Remark("symmetric", tuple(layers), sentence, True)

    def dead(self) -> Remark | None:
        """Layers with nodes whose σ′ is 0 for every sample."""
        counts = {l: round(self.now(l).dead) for l in range(1, self.L + 1) if self.now(l).dead}
        if not counts:
            return None
        places = ", ".join(f"{k} of {self.n[l]} in layer {l}" for l, k in counts.items())
        flat = all(self.sigma[l] == "relu" for l in counts)
        why = "z ≤ 0, so that σ′ = 0" if flat else "|z| is so large that σ′ = 0"
        through = f"no gradient comes through {layers_named(self._useless or [1])}"
        end = through if self._useless else "they learn nothing"
        sentence = f"Dead nodes: {places}. For every sample looked at {why}, and {end}."
        grave = any(k >= MOSTLY * self.n[l] for l, k in counts.items())
        return Remark("dead", tuple(counts), sentence, grave)

    def vanishing(self) -> Remark | None:
        """A layer whose gradient is very small beside the last one's, and no dead layer is the reason."""
        norms = {l: self.usual(l).norm for l in range(1, self.L + 1)}
        l, last = min(norms, key=norms.__getitem__), norms[self.L]
        if l == self.L or not math.isfinite(last) or any(k >= l for k in self._useless):
            return None
        if not norms[l] < VANISHING * self._slack("vanishing", l) * last:
            return None
        if norms[l] == 0.0:
            sentence = f"No gradient comes back to layer {l}: {norm_of(l)} = 0. {WHY}{self._slopes(l)}."
        else:
            share = share_about(norms[l] / last)
            sentence = (
                f"Gradients vanish: {norm_of(l)} is about {share} of {norm_of(self.L)}. "
                f"{WHY}{self._slopes(l)}."
            )
        return Remark("vanishing", (l,), sentence, True)

    def _slopes(self, l: int) -> str:
        """What σ′ is on the way back to layer l."""
        way = [k for k in range(l, self.L) if isinstance(ACTIVATIONS[self.sigma[k]], Elementwise)]
        slopes = [max(self.usual(k).slope, 1e-300) for k in way]
        if not slopes or not all(map(math.isfinite, slopes)):
            return ""
        mean = math.exp(sum(map(math.log, slopes)) / len(slopes))
        names = {self.sigma[k] for k in way}
        if names == {"identity"}:
            return ", and the weights are small"
        if len(names) > 1:
            return f", and σ′ is {mean:.2g} there on average"
        name = names.pop()
        return f", and σ′ of {name} is {LARGEST_SLOPE.get(name, 'at most 1')}, here {mean:.2g} on average"

    def saturated(self) -> Remark | None:
        """Hidden layers of which most nodes are on the flat parts of their σ."""
        layers = [
            l
            for l in range(1, self.L)
            if self.sigma[l] in BENDS
            and self.now(l).saturated > 1.0 - (1.0 - SATURATED) * self._slack("saturated", l)
        ]
        if not layers:
            return None
        share = math.floor(100 * min(self.now(l).saturated for l in layers))
        one = len(layers) == 1
        sentence = (
            f"{layers_named(layers).capitalize()} {'is' if one else 'are'} saturated. For "
            f"{'' if one else 'at least '}{share} % of nodes and samples |z| is so large that σ′ is "
            "less than a tenth of what it can be, and little of a gradient passes."
        )
        return Remark("saturated", tuple(layers), sentence, False)

    def large(self) -> Remark | None:
        """The layer whose weights each step changes most, if that is much."""
        ratios = {
            l: self.usual(l).ratio
            for l in self._free()
            if self.usual(l).weight > TINY_WEIGHTS * math.sqrt(self.n[l] * self.n[l - 1])
        }
        l = max(ratios, key=ratios.__getitem__, default=0)
        if self._count < FEWEST or not ratios:
            return None
        slack = self._slack("large", l)
        if not (min(ratios.values()) > LARGE / slack or ratios[l] > GRAVE / slack):
            return None
        return Remark("large", (l,), self._large_words(l), ratios[l] > GRAVE)

    def _large_words(self, l: int) -> str:
        share = about(100 * self.usual(l).ratio)
        return (
            f"Steps are large: an update changes {weights_of(l)} by about {share} % of its length. "
            "About 0.1 % is usual; a smaller η would do."
        )

    def small(self) -> Remark | None:
        """Steps that change next to nothing in any layer that may change."""
        ratios = [self.usual(l).ratio for l in self._free()]
        if self._count < FEWEST or not ratios:
            return None
        if not all(k < SMALL * self._slack("small", 0) for k in ratios):
            return None
        sentence = (
            "Steps are tiny: an update changes the weights of each layer by a millionth of their length or "
            "less. Either the cost is as low as it gets, or η is far too small."
        )
        return Remark("small", (), sentence, False)

    def frozen(self) -> Remark | None:
        """Layers that no update changes, whatever their gradient is."""
        layers = [l for l in range(1, self.L + 1) if self.now(l).frozen == 1.0]
        if not layers:
            return None
        one = len(layers) == 1
        sentence = (
            f"{layers_named(layers).capitalize()} {'is' if one else 'are'} frozen: no update changes "
            f"{'it' if one else 'them'}, whatever the gradient."
        )
        return Remark("frozen", tuple(layers), sentence, False)
