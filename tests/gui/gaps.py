"""How long each of the things that are done to a window keeps it from the next."""

from heapq import nlargest
from time import perf_counter, thread_time

LONG = 250
"""Milliseconds for which nothing that a person does may keep the window from the next."""
MANY = 10


class Gaps:
    """The longest of many times, by the clock and by the processor time of this thread.

    Other programs of the machine have a part in the first, and none in the second.

    Attributes:
        longest: the longest ten by the clock, each in milliseconds, its number, and what it was.
        hardest: the same by the processor.
        long: how many took longer than `LONG` milliseconds by the clock, and by the processor.
        used: seconds of the processor altogether.

    """

    def __init__(self):
        self.longest, self.hardest = [], []
        self.long = [0, 0]
        self.used = 0.0

    def of(self, doing, number):
        """Do it, note the time under a `number`, and return what it returns: in words, what it was."""
        begun, used = perf_counter(), thread_time()
        words = doing()
        took, used = (perf_counter() - begun) * 1000, (thread_time() - used) * 1000
        self.used += used / 1000
        self.longest = nlargest(MANY, [*self.longest, (round(took, 1), number, words)])
        self.hardest = nlargest(MANY, [*self.hardest, (round(used, 1), number, words)])
        self.long = [self.long[0] + (took > LONG), self.long[1] + (used > LONG)]
        return words
