"""Tasks that are done with the network: going on, selecting, setting, training, checking."""

import math

from core.course.step import Seen
from core.cursor import Phase, position
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Pick
from core.symbols import parameter_name

WORDS = {"eta": "η", "m": "m"}


@dataclass(frozen=True)
class Reach:
    """Go to a phase of the step under way, or beyond it."""

    phase: Phase
    l: int = 0

    def done(self, seen: Seen) -> bool:
        """Whether one is there, or further."""
        return self._place(seen.now) >= self._target(seen)

    def wrong(self, seen: Seen) -> str:
        """Going back leads away from it."""
        if self._place(seen.now) < self._place(seen.begun):
            return "That led back in time. → goes on."
        return ""

    def _target(self, seen: Seen) -> tuple[int, int]:
        """The number of the step, and the place in it."""
        begun = self._place(seen.begun)
        return begun[0], position(self.phase, self.l, seen.begun.L)

    def _place(self, frame: Frame) -> tuple[int, int]:
        """The step under way, counted as the one that an update ends, and the place in it."""
        return frame.cursor.step - (frame.place == 2 * frame.L + 2), frame.place


@dataclass(frozen=True)
class Select:
    """Select one weight or bias."""

    pick: Pick

    def done(self, seen: Seen) -> bool:
        """Whether it is selected."""
        return seen.now.pick == self.pick

    def wrong(self, seen: Seen) -> str:
        """Another one is selected."""
        found = seen.now.pick
        if found is None or found in (seen.begun.pick, self.pick):
            return ""
        wanted = parameter_name(self.pick)
        what = parameter_name(found) if isinstance(found, Pick) else "a node"
        return f"That is {what}; {wanted} is the one that is meant."


@dataclass(frozen=True)
class SelectIn:
    """Select any weight or bias of a layer; `others` says of other layers why it is not those."""

    l: int
    others: tuple[tuple[int, str], ...] = ()

    def done(self, seen: Seen) -> bool:
        """Whether something in the layer is selected, and not from before."""
        found = seen.now.pick
        return isinstance(found, Pick) and found.l == self.l and found != seen.begun.pick

    def wrong(self, seen: Seen) -> str:
        """Something in another layer is selected, or a node."""
        found = seen.now.pick
        if found is None or found == seen.begun.pick:
            return ""
        if found.l != self.l:
            return dict(self.others).get(found.l, f"That is in layer {found.l}; layer {self.l} is meant.")
        return "" if isinstance(found, Pick) else "That is a node. Select a weight or a bias."


@dataclass(frozen=True)
class Set:
    """Set η or the size of batches to a value from `least` to `most`."""

    quantity: str
    least: float
    most: float

    def done(self, seen: Seen) -> bool:
        """Whether it is set so."""
        return self.least <= self._value(seen.now) <= self.most

    def wrong(self, seen: Seen) -> str:
        """It was changed, to something else."""
        value, name = self._value(seen.now), WORDS[self.quantity]
        if self.done(seen) or value == self._value(seen.begun):
            return ""
        span = f"from {self.least:g} to {self.most:g}" if self.least < self.most else f"{self.least:g}"
        return f"{name} is {value:g} now. It should be {span}."

    def _value(self, frame: Frame) -> float:
        return float(getattr(frame.experiment, self.quantity))


@dataclass(frozen=True)
class SetHidden:
    """Give all hidden layers another σ."""

    sigma: str

    def done(self, seen: Seen) -> bool:
        """Whether all have it."""
        return set(seen.now.experiment.activations[:-1]) == {self.sigma}

    def wrong(self, seen: Seen) -> str:
        """Another one was chosen, or not for all layers."""
        now, begun = seen.now.experiment.activations, seen.begun.experiment.activations
        if self.done(seen) or now == begun:
            return ""
        if self.sigma in now[:-1]:
            return f"Not every hidden layer has {self.sigma} yet: the field Hidden σ gives it to all of them."
        return f"The hidden layers should have {self.sigma}, and the output keep its own."


@dataclass(frozen=True)
class Train:
    """Do so many steps more, or go on until C_train is small or C̄ has grown."""

    steps: int = 1
    below: float = math.inf
    grown: float = 0.0

    def done(self, seen: Seen) -> bool:
        """Whether as many were done, and the cost is as it should be."""
        far = seen.now.cursor.step - seen.begun.cursor.step >= self.steps
        return far and self._is_low(seen.now) and self._has_grown(seen)

    def wrong(self, seen: Seen) -> str:
        """Training has gone back, or ended."""
        if seen.now.cursor.step < seen.begun.cursor.step:
            return "That led back in time. Shift+→ does a step, Space runs."
        if seen.now.state == "diverged" and not self.done(seen):
            return (
                "A number is no longer finite. Ctrl+Backspace goes back to the last step in which all were."
            )
        return ""

    def _is_low(self, frame: Frame) -> bool:
        score = frame.score
        return self.below == math.inf or (score is not None and score.cost < self.below)

    def _has_grown(self, seen: Seen) -> bool:
        return not self.grown or not seen.now.mean_cost <= self.grown * seen.begun.mean_cost


@dataclass(frozen=True)
class Epoch:
    """Go to the end of the epoch."""

    def done(self, seen: Seen) -> bool:
        """Whether another epoch has been finished."""
        return seen.now.cursor.epoch > seen.begun.cursor.epoch

    def wrong(self, seen: Seen) -> str:
        """Steps lead there as well, but slowly."""
        if seen.now.cursor.step < seen.begun.cursor.step:
            return "That led back in time. Ctrl+→ goes on to the end of the epoch."
        if seen.now.cursor.step > seen.begun.cursor.step and not self.done(seen):
            return "That was one step. Ctrl+→ does all that are left of the epoch."
        return ""


@dataclass(frozen=True)
class Check:
    """Check all gradients."""

    def done(self, seen: Seen) -> bool:
        """Whether a check is finished, and of the parameters that are shown."""
        found = seen.now.audit
        return found is not None and found.done and not seen.now.audit_is_stale

    def wrong(self, seen: Seen) -> str:
        """The parameters have changed since."""
        found = seen.now.audit
        if found is not None and found.done and seen.now.audit_is_stale:
            return "Training has gone on since that check. Check once more."
        return ""
