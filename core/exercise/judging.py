"""What is right or wrong about an answer."""

from typing import Literal

from core.exercise.question import Question
from core.exercise.tolerance import Tolerance
from core.lazily import dataclass


@dataclass(frozen=True)
class Verdict:
    """What there is to say of an answer: right, a mistake that was recognised, or wrong with a hint."""

    kind: Literal["right", "mistake", "wrong"]
    sentence: str

    @property
    def right(self) -> bool:
        """Whether the answer counts."""
        return self.kind == "right"


def judge(question: Question, answer: float, tolerance: Tolerance) -> Verdict:
    """Judge `answer`; of several mistakes that would explain it, the nearest is taken."""
    if tolerance.allows(answer, question.answer, question.most):
        return Verdict("right", "Right.")
    # A wrong answer that the tolerance can't tell from the right one explains nothing.
    explaining = [
        mistake
        for mistake in question.mistakes
        if tolerance.allows(answer, mistake.value, question.most)
        and not tolerance.allows(mistake.value, question.answer, question.most)
    ]
    if explaining:
        nearest = min(explaining, key=lambda mistake: abs(mistake.value - answer))
        return Verdict("mistake", nearest.sentence)
    return Verdict("wrong", f"Not yet. {question.hint}")
