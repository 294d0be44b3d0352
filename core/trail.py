"""The way that training takes through the space of its parameters, noted as it goes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.checks import Array
from core.timeline.moments import whole_steps
from core.timeline.tree import Segment

MOST, CAP = 300, 16 * 2**20
"""Notes at most, and bytes that all of them may take."""

FEWEST = 16
"""Where not even so many have room nothing is noted: checkpoints are all there is."""

DETAIL = 32
"""Each step is noted at first; later so many for every e-fold, about, however long training goes on."""


class Note(NamedTuple):
    """The parameters after `step` updates; read-only. `jumped` where an edit has put them there."""

    step: int
    theta: Array
    jumped: bool = False


def spacing(steps: int) -> int:
    """How many steps there are between two notes after so many steps of a segment."""
    return max(1, steps // DETAIL)


class Trail:
    """What was noted of every segment that there is; not saved, and thinned where it grows too long."""

    def __init__(self) -> None:
        """Nothing was noted yet."""
        self._notes: list[tuple[Segment, Note]] = []

    def __len__(self) -> int:
        return len(self._notes)

    def patience(self, segment: Segment, step: int) -> int:
        """How many steps may be done from `step` on before the next one should be noted."""
        return max(1, self._due(segment, step) - step)

    def _due(self, segment: Segment, step: int) -> int:
        """After how many updates the next note is due."""
        known = self._notes[-1] if self._notes else None
        last = known[1].step if known is not None and known[0] is segment else first_step(segment)
        return last + spacing(step - first_step(segment))

    def pass_by(self, segment: Segment, step: int, theta: Array, done: int) -> None:
        """Note the parameters after `step` updates, if it was a single one of the `done`, or it is time."""
        if done == 1 or (done > 0 and step >= self._due(segment, step)):
            self.note(segment, step, theta)

    def note(self, segment: Segment, step: int, theta: Array) -> None:
        """Note the parameters; those noted of the same step are replaced."""
        if _most(theta) < FEWEST:
            return
        while self._notes and self._notes[-1][0] is segment and self._notes[-1][1].step >= step:
            self._notes.pop()
        self._notes.append((segment, Note(step, _kept(theta))))
        self._limit(_most(theta))

    def jump(self, segment: Segment, step: int, theta: Array) -> None:
        """Note where an edit has put the parameters, at the beginning of a segment."""
        if _most(theta) < FEWEST:
            return
        first = next((k for k, (s, _) in enumerate(self._notes) if s is segment), len(self._notes))
        known = first < len(self._notes) and self._notes[first][1].jumped
        self._notes[first : first + known] = [(segment, Note(step, _kept(theta), jumped=True))]
        self._limit(_most(theta))

    def _limit(self, most: int) -> None:
        if len(self._notes) > most:
            self._thin(most)

    def _thin(self, most: int) -> None:
        """Forget every second one that training led to."""
        last = len(self._notes) - 1
        self._notes = [n for k, n in enumerate(self._notes) if k % 2 == last % 2 or n[1].jumped]
        if len(self._notes) > most:  # so many edits that they alone are too many
            self._notes = self._notes[-(most // 2) :]

    def forget_removed(self) -> None:
        """Forget what is not in the tree any more."""
        self._notes = [(s, k) for s, k in self._notes if not s.removed]

    def along(self, leaf: Segment, segment: Segment, step: int) -> list[Note]:
        """The way to `segment` of the path to `leaf`, up to `step`, ascending; the present point apart.

        Where nothing was noted checkpoints tell it.
        """
        path = leaf.path
        path = path[: path.index(segment) + 1]
        own: dict[Segment, list[Note]] = {k: [] for k in path}
        for noted_in, note in self._notes:
            if noted_in in own:
                own[noted_in].append(note)
        found: list[Note] = []
        for each, after in zip(path, (*path[1:], None), strict=True):
            end = step if after is None else whole_steps(after.fork, after.L)
            found += [
                k for k in _merged(each, own[each], min(end, step)) if not found or k.step >= found[-1].step
            ]
        return _evenly(found, MOST)


def _most(theta: Array) -> int:
    """How many notes have room."""
    return min(MOST, CAP // theta.nbytes)


def _kept(theta: Array) -> Array:
    kept = theta.copy()
    kept.flags.writeable = False
    return kept


def first_step(segment: Segment) -> int:
    """How many updates were done when it began."""
    return whole_steps(segment.start, segment.L)


def _merged(segment: Segment, noted: list[Note], end: int) -> Iterator[Note]:
    """What is known of one segment up to `end`: its beginning, its notes, and checkpoints between them."""
    if segment.first is not None:
        yield Note(0, segment.first)
    begin = last = first_step(segment)
    for note in noted:
        if note.step > end:
            break
        yield from _checkpoints(segment, last, note.step - 1, begin)
        if note.jumped or note.step > begin:
            yield note
        last = note.step
    yield from _checkpoints(segment, last, end, begin)


def _checkpoints(segment: Segment, last: int, end: int, begin: int) -> Iterator[Note]:
    """Those between `last` and `end`, as far apart as notes would be."""
    wanted = last + spacing(last - begin)
    while wanted <= end:
        kept = segment.checkpoints.after(wanted)
        if kept is None or kept.cursor.step > end:
            return
        yield Note(kept.cursor.step, kept.theta)
        wanted = kept.cursor.step + spacing(kept.cursor.step - begin)


def _evenly(notes: Sequence[Note], most: int) -> list[Note]:
    """At most `most` of them, evenly apart, the first and the last among them."""
    if len(notes) <= most:
        return list(notes)
    return [notes[round(k * (len(notes) - 1) / (most - 1))] for k in range(most)]
