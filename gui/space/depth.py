"""What lies farther away is fainter: colours that sink into the ground, opaque."""

import numpy as np
from numpy.typing import NDArray

from gui.space.camera import HALF_DIAGONAL, Floats
from gui.targets import Colours, blended_colours

FAINTEST = 0.45
"""How much of its colour the farthest corner of the cube has."""


def strengths(depth: Floats, faintest: float = FAINTEST) -> Floats:
    """How much of its colour a thing has that is `depth` (k,) away: all of it in front, little behind."""
    behind = np.clip(np.nan_to_num(depth) / (2 * HALF_DIAGONAL) + 0.5, 0.0, 1.0)
    return 1.0 - (1.0 - faintest) * behind


def faded(colours: Colours, depth: Floats, ground: str, faintest: float = FAINTEST) -> Colours:
    """`colours` (k, 3) of things that are `depth` (k,) away, on `ground`."""
    return blended_colours(colours, ground, strengths(depth, faintest))


def bands(depth: Floats, count: int) -> NDArray[np.intp]:
    """Which of `count` layers of the cube each thing is in, 0 for the farthest: one pen is enough for one."""
    behind = np.clip(np.nan_to_num(depth) / (2 * HALF_DIAGONAL) + 0.5, 0.0, 1.0)
    return np.minimum(((1.0 - behind) * count).astype(np.intp), count - 1)
