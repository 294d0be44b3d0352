"""Tasks that ask for a number, which the learner works out and types."""

from core.backprop import backward, forward, quiet
from core.checks import Array
from core.course.step import Seen
from core.exercise import TOLERANCES, Mistake, Question, Verdict, judge
from core.exercise.entry import Entry
from core.exercise.question import Batch, question_about
from core.frame import Frame
from core.lazily import dataclass

NEAR = next(k for k in TOLERANCES if k.words == "± 1 %")
"""How near an answer must come: two digits that are rounded rightly are enough."""


class Asking:
    """A task that is done once the right number was typed."""

    entry: Entry | None

    def verdict(self, seen: Seen) -> Verdict | None:
        """What there is to say of the answer; None before there is one, and where none can be right."""
        raise NotImplementedError

    def done(self, seen: Seen) -> bool:
        """Whether the answer is right."""
        found = self.verdict(seen)
        return found is not None and found.right

    def wrong(self, seen: Seen) -> str:
        """What is wrong with the answer."""
        found = self.verdict(seen)
        return "" if found is None or found.right else found.sentence


@dataclass(frozen=True)
class Answer(Asking):
    """Work out one number of the sample shown; for "w" and "b" the value after the update."""

    entry: Entry

    def verdict(self, seen: Seen) -> Verdict | None:
        """Judge the answer by the numbers of the present moment."""
        asked = None if seen.answer is None else asked_in(seen.now, self.entry)
        return None if asked is None or seen.answer is None else judge(asked, seen.answer, NEAR)


@dataclass(frozen=True)
class Number(Asking):
    """Type a number that is always the same; `mistakes` are wrong ones, with what there is to say of them."""

    value: float
    hint: str
    mistakes: tuple[Mistake, ...] = ()
    entry: None = None

    def verdict(self, seen: Seen) -> Verdict | None:
        """Judge the answer."""
        if seen.answer is None:
            return None
        if NEAR.allows(seen.answer, self.value):
            return Verdict("right", "Right.")
        for mistake in self.mistakes:
            if NEAR.allows(seen.answer, mistake.value):
                return Verdict("mistake", mistake.sentence)
        return Verdict("wrong", f"Not yet. {self.hint}")


def asked_in(frame: Frame, entry: Entry) -> Question | None:
    """The question for `entry` with the numbers of `frame`; None where it is not finite."""
    e = frame.experiment
    batch = Batch(_gradient(frame), frame.eta, frame.m, e.optimiser, frame.memory, frame.regulariser)
    return question_about(frame.net, frame.x[:, 0], frame.y[:, 0], entry, batch)


@quiet
def _gradient(frame: Frame) -> Array:
    """The batch's gradient, which the step may not have come to yet."""
    x, y = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    found: Array = backward(frame.net, forward(frame.net, x), y).flat
    return found
