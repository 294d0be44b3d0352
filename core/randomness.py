"""Random numbers as pure functions of a seed, so that one seed fixes everything."""

from enum import IntEnum

import numpy as np

from core.checks import whole_number


class Purpose(IntEnum):
    """What the numbers are for: each purpose has a key, so none shares a stream with another."""

    INITIALISATION = 1
    DATA = 2
    ORDER = 3
    SPLIT = 4
    LANDSCAPE = 5


class Streams:
    """`generator(seed, purpose, index)` for one index after another, without the cost of making each.

    `at` returns the same object every time, set back to the beginning of the stream asked for.
    """

    def __init__(self, seed: int, purpose: Purpose) -> None:
        """Raises as `generator` does."""
        self._generator = generator(seed, purpose)
        self._state = self._generator.bit_generator.state

    def at(self, index: int) -> np.random.Generator:
        """Return what `generator` would, for use before the next call."""
        self._state["state"]["counter"] = np.array([0, 0, index, 0], dtype=np.uint64)
        self._generator.bit_generator.state = self._state
        return self._generator


def generator(seed: int, purpose: Purpose, index: int = 0) -> np.random.Generator:
    """Return the generator of (`seed`, `purpose`, `index`), the same at every call.

    `index` (an epoch, say) goes into a high word of Philox's counter: in the low word
    neighbouring indices would share one stream, shifted by a block.
    Raises `BadInputError` for a seed that is not a whole number from 0 to 2^63 − 1.
    """
    seed = whole_number(seed, "The seed", least=0, most=2**63 - 1)
    key = np.array([seed, purpose], dtype=np.uint64)
    counter = np.array([0, 0, index, 0], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key, counter=counter))
