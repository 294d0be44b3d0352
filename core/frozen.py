"""What is frozen as a whole: of all weights into a node and its bias, or of all a layer's."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.selection import Layer, Node, Pick, stretch_of

Flags = NDArray[np.bool_]


def is_frozen(mask: Flags, n: Sequence[int], at: Pick | Node | Layer) -> bool:
    """Whether updates leave alone all of what `at` names; the input layer has nothing that they change."""
    if at.l == 0:
        return False
    start, end = stretch_of(at, n)
    return bool(mask[start:end].all())


def frozen_nodes(mask: Flags, n: Sequence[int], l: int) -> Flags:
    """Return (n_l,), True for the nodes of layer l ≥ 1 of which `mask` holds every weight and the bias."""
    start, end = stretch_of(Layer(l), n)
    whole: Flags = np.all(mask[start:end].reshape(n[l], n[l - 1] + 1), axis=1)
    return whole
