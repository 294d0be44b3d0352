"""How often a page that computes something of its own looks at a frame while training runs."""

from time import perf_counter

SHARE = 15.0
"""A batch is looked at again after so many times as long as the last one took."""


class Pace:
    """Lets a page rest in proportion to what it did."""

    def __init__(self) -> None:
        """Nothing was done yet."""
        self._begun = self._next = 0.0

    def begin(self, live: bool) -> bool:
        """Whether it is time for another frame; it always is while training stands."""
        self._begun = perf_counter()
        return not live or self._begun >= self._next

    def end(self) -> None:
        """The frame is done with."""
        self._next = perf_counter() + SHARE * (perf_counter() - self._begun)
