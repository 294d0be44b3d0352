"""A moment of a trainer, kept to be back there at once."""

from typing import NamedTuple

from core.checks import Array
from core.cursor import Cursor
from core.divergence import Divergence


class Memo(NamedTuple):
    """A moment of a trainer: its arrays, the cursor where the batch was drawn (`begun`), and its size `m`.

    `memory` and `memory_before` are the optimiser's, (slots, size), after and before the last update.
    """

    cursor: Cursor
    begun: Cursor
    theta: Array
    theta_before: Array
    gradient: Array
    mean_cost: float
    divergence: Divergence | None
    m: int
    memory: Array
    memory_before: Array
