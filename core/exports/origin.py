"""Where a derivation comes from, in words."""

from dataclasses import dataclass

from core.frame import Frame


@dataclass(frozen=True)
class Origin:
    """The data set's title, the sample (from 0), and how many steps its parameters had been trained for."""

    dataset: str
    sample: int
    step: int

    @property
    def words(self) -> str:
        """In one line, the sample counted from 1."""
        steps = {0: "before the first step", 1: "after 1 step"}.get(self.step, f"after {self.step} steps")
        return f"{self.dataset}, sample {self.sample + 1}, parameters {steps}"


def origin(frame: Frame) -> Origin:
    """Where the derivation of `frame` comes from; at UPDATE it belongs to the parameters before."""
    step = frame.cursor.step - (1 if frame.precedes_update else 0)
    return Origin(_on_one_line(frame.dataset.title), frame.sample, step)


def _on_one_line(title: str) -> str:
    """A title that anybody may have given, as it can stand in a comment: without line breaks and the like."""
    return "".join(sign if sign.isprintable() else " " for sign in title)
