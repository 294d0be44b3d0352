"""Where a derivation comes from, in words."""

from core.frame import Frame
from core.lazily import dataclass
from core.regularisers import NO_R, Regulariser


@dataclass(frozen=True)
class Origin:
    """The data set's title, the sample (from 0), and how many steps its parameters had been trained for.

    A regulariser is no part of a derivation, which is of C alone: that there is one is said beside it.
    """

    dataset: str
    sample: int
    step: int
    regulariser: Regulariser = NO_R

    @property
    def words(self) -> str:
        """In one line, the sample counted from 1."""
        steps = {0: "before the first step", 1: "after 1 step"}.get(self.step, f"after {self.step} steps")
        return f"{self.dataset}, sample {self.sample + 1}, parameters {steps}"

    @property
    def aside(self) -> tuple[str, ...]:
        """Lines about R, where training has one."""
        if not self.regulariser:
            return ()
        l1, l2 = self.regulariser.l1, self.regulariser.l2
        return (
            "C is this sample's cost alone: the R = λ₁ Σ|w| + ½ λ₂ Σ w² that training adds to the mean of C,",
            f"with λ₁ = {l1:g} and λ₂ = {l2:g}, and its slope ∂R/∂w = λ₁ sign(w) + λ₂ w are no part of this.",
        )


def origin(frame: Frame) -> Origin:
    """Where the derivation of `frame` comes from; at UPDATE it belongs to the parameters before."""
    return Origin(on_one_line(frame.dataset.title), frame.sample, steps_before(frame), frame.regulariser)


def steps_before(frame: Frame) -> int:
    """After how many updates the numbers of the sample and of its step were worked out."""
    return frame.cursor.step - (1 if frame.precedes_update else 0)


def on_one_line(title: str) -> str:
    """A title that anybody may have given, as it can stand in a comment: without line breaks and the like."""
    return "".join(sign if sign.isprintable() else " " for sign in title)
