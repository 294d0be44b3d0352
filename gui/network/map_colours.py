"""The colours of what nodes compute over the inputs: from the lowest value of σ to the highest."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.experiment import Experiment
from core.node_maps import NodeMaps
from gui.targets import short
from gui.theme import Theme, image, nice_reach

BOUNDED = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0)}
"""Where the values of a σ lie. The others have no such ends: theirs are the largest value of the layer."""

COLOURS = 255
"""From the lowest value to the highest."""

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint32]
Ends = Sequence[tuple[float, float]]
"""For each of some nodes its lowest and its highest value."""


class Scale(NamedTuple):
    """The values that the ends of the colours stand for, and why these."""

    low: float
    high: float
    why: str


class Scales:
    """The colours of every node; where σ has no range they grow with its values, in jumps."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._of: NodeMaps | None = None
        self._reaches: dict[int, float] = {}

    def follow(self, maps: NodeMaps) -> None:
        """Let the ends take in all values of `maps`."""
        if self._of is None or len(self._of.values) != len(maps.values):
            self._reaches.clear()
        if maps is not self._of:
            for l, values in enumerate(maps.values[1:], 1):
                if values is not None:
                    self._reaches[l] = nice_reach(values, self._reaches.get(l, 0.0), least=0.3)
        self._of = maps

    def of_layer(self, experiment: Experiment, l: int) -> Scale:
        """The colours of the nodes of layer l ≥ 1."""
        sigma = experiment.activations[l - 1]
        if sigma in BOUNDED:
            return Scale(*BOUNDED[sigma], f"range of {sigma}")
        reach = self._reaches.get(l, 1.0)
        return Scale(-reach, reach, f"reach of layer {l}")

    def of_input(self, i: int) -> Scale:
        """The colours of input i: its own range."""
        values = self._of.values[0][i] if self._of is not None and self._of.values[0] is not None else ()
        low, high = (float(np.min(values)), float(np.max(values))) if len(values) else (0.0, 0.0)
        if low == high:
            return Scale(low - 1.0, high + 1.0, "stands still")
        return Scale(low, high, "range of its axis")

    def of_node(self, experiment: Experiment, l: int, i: int) -> Scale:
        """The colours of node i of layer l."""
        return self.of_layer(experiment, l) if l else self.of_input(i)

    def ends(self, experiment: Experiment, l: int, count: int) -> Ends:
        """The lowest and the highest value of each of `count` nodes of layer l."""
        if l:
            scale = self.of_layer(experiment, l)
            return [(scale.low, scale.high)] * count
        return [(k.low, k.high) for k in map(self.of_input, range(count))]


def ends_in_words(activations: Sequence[str]) -> tuple[str, str]:
    """What the ends of the colours stand for in all layers: two numbers, or words where they differ."""
    found = {BOUNDED.get(sigma) for sigma in activations}
    ends = found.pop()
    if found or ends is None:
        return "low", "high"
    return short(ends[0]), short(ends[1])


def coloured(values: Floats, side: int, ends: Ends, theme: Theme) -> Pixels:
    """Pictures (n, side, side), opaque, of the maps of n nodes, each from the one to the other of its `ends`.

    The second axis of `values` (n, rows, columns) goes upwards; those over one input (n, k) make stripes.
    """
    return pictures(places(values, ends), side, theme)


def pictures(found: Floats, side: int, theme: Theme) -> Pixels:
    """The same from the places (n, …) of the values among the colours."""
    # As few steps as can be: at each the interpreter's lock may have to be waited for.
    return _table(theme).take(enlarged(found, side).astype(np.uint8))


def bar(count: int, theme: Theme) -> Pixels:
    """All colours in a row (1, count)."""
    return _table(theme)[np.linspace(0, COLOURS - 1, count).astype(np.intp)][np.newaxis]


@np.errstate(all="ignore")  # training that diverges has numbers of any size
def places(values: Floats, ends: Ends) -> Floats:
    """Where among the colours each value lies between its two ends; in the middle if that is not known.

    They are half a colour up, so that without their decimals they are numbers of colours.
    """
    low, high = np.array(ends, dtype=np.float32).T.reshape(2, -1, *(1,) * (values.ndim - 1))
    scale = (COLOURS - 1) / (high - low)
    found = values * scale
    found += 0.5 - low * scale
    np.clip(found, 0.5, COLOURS - 0.5, out=found)
    found[np.isnan(found)] = COLOURS / 2
    return found


@lru_cache(maxsize=4)
def _table(theme: Theme) -> Pixels:
    """The colours from the lowest to the highest, as Qt's 32 bits."""
    middle = COLOURS // 2
    steps = np.arange(-middle, middle + 1.0)
    r, g, b, _ = image(steps[np.newaxis], middle, theme)[0].T.astype(np.uint32)
    found: Pixels = np.uint32(0xFF000000) | r << np.uint32(16) | g << np.uint32(8) | b
    return found


def enlarged(values: Floats, side: int) -> Floats:
    """(n, rows, columns) as pictures (n, side, side) with the second axis upwards; (n, k) as stripes."""
    if values.ndim == 2:
        stripes = values @ _weights(values.shape[1], side).T
        return np.repeat(stripes[:, np.newaxis], side, axis=1)
    across = _weights(values.shape[2], side)
    up = _weights(values.shape[1], side)[::-1]
    found: Floats = up @ values @ across.T
    return found


@lru_cache(maxsize=32)
def _weights(count: int, side: int) -> Floats:
    """(side, count): how much each of `count` points gives to each of `side` pixels between them."""
    at = (np.arange(side) + 0.5) / side * (count - 1)
    left = np.minimum(at.astype(np.intp), count - 2)
    weights = np.zeros((side, count), dtype=np.float32)
    rows = np.arange(side)
    weights[rows, left] = 1 - (at - left)
    weights[rows, left + 1] = at - left
    return weights


@lru_cache(maxsize=16)
def disc(side: int) -> NDArray[np.bool_]:
    """Which pixels of a square lie in its circle."""
    away = np.arange(side) + 0.5 - side / 2
    return np.hypot(away[:, np.newaxis], away) <= side / 2 - 0.25


def pixels_of(radius: float, ratio: float, most: int) -> int:
    """Pixels along a side of the picture of a node."""
    return max(2, min(most, math.ceil(2 * radius * ratio)))
