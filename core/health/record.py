"""What a run keeps of the health of its gradients: few moments, evenly apart."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from core.health.measuring import Health

LIMIT = 400
"""Moments that are kept at most."""


class HealthRecord:
    """Measurements in the order of their steps; when there are too many, every second is dropped.

    What is published is a tuple that is replaced, never changed, so that another thread can read it.

    Attributes:
        entries: the measurements of this run alone.
        stride: of so many moments that are entered one is kept, beside the latest.
        entered: how many there were.

    """

    def __init__(self, base: "HealthRecord | None" = None, fork: int = 0) -> None:
        """Be empty; up to step `fork` the measurements are those of `base`, another record."""
        self._base, self._fork = base, fork if base is not None else -1
        self.entries: tuple[Health, ...] = ()
        self.stride = 1
        self.entered = 0

    @property
    def latest(self) -> int:
        """The step of the last measurement; the fork where there is none yet, −1 at a root."""
        return self.entries[-1].step if self.entries else self._fork

    @property
    def path(self) -> tuple[Health, ...]:
        """All measurements on the way to the last one, those before the fork among them."""
        return (*self._before(self._fork), *self.entries)

    def _before(self, step: int) -> tuple[Health, ...]:
        if self._base is None:
            return ()
        known = self._base.path
        return known[: bisect_right(known, step, key=attrgetter("step"))]

    def enter(self, found: Health) -> None:
        """Keep a measurement, if it is of a later step than all that there are."""
        if found.step <= self.latest:
            return
        kept = self._kept
        self.entered += 1
        if len(kept) >= LIMIT:
            kept = kept[::2]
            self.stride *= 2
        self.entries = (*kept, found)

    def until(self, step: int, most: int) -> tuple[Health, ...]:
        """The last `most` measurements up to `step`."""
        entries = self.entries  # one picture of them: another thread may be entering more
        end = bisect_right(entries, step, key=attrgetter("step"))
        own = entries[max(0, end - most) : end]
        if len(own) == most or self._base is None:
            return own
        return (*self._base.until(min(step, self._fork), most - len(own)), *own)

    def restore(self, entries: Iterable[Health], stride: int, entered: int) -> None:
        """Be what another record was, of `entered` measurements; this one is empty."""
        self.entries, self.stride, self.entered = tuple(entries), stride, entered

    def halved(self) -> "HealthRecord":
        """A copy with every second measurement, and the latest."""
        other = HealthRecord(self._base, self._fork)
        kept, last = self._kept[::2], self.entries[-1:]
        other.restore(kept if kept[-1:] == last else (*kept, *last), 2 * self.stride, self.entered)
        return other

    @property
    def _kept(self) -> tuple[Health, ...]:
        """Without the latest, unless it stays: only when another comes that shows."""
        stays = self.entered == 0 or (self.entered - 1) % self.stride == 0
        return self.entries if stays else self.entries[:-1]
