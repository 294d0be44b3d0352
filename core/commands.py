"""What can be asked of a session: frozen records, imperatives, nothing else crosses the threads downwards."""

from dataclasses import dataclass
from typing import Any, Literal

from core.experiment import Experiment
from core.selection import Selection

Unit = Literal["phase", "step", "epoch"]
Colouring = Literal["w", "dC_dw"]


@dataclass(frozen=True, slots=True)
class ViewSpec:
    """What a frame should carry.

    Attributes:
        sample: index of the sample to show; None follows the batch while paused.
        pick: the weight, bias or node selected, shared by all panels; None for nothing.
        panels: names of the visible panels; what none of them shows is left out.
        edges: what colours the edges of the canvas, w or the batch's ∂C̄/∂w.
        edge_limit: at most so many edges of a pair of layers are drawn; None leaves it to the canvas.

    """

    sample: int | None = None
    pick: Selection | None = None
    panels: frozenset[str] = frozenset({"gradients", "output"})
    edges: Colouring = "w"
    edge_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Begin `experiment` as a new run; training that was running goes on with it."""

    experiment: Experiment


@dataclass(frozen=True, slots=True)
class Reset:
    """Begin the present experiment again, paused at its first frame."""


@dataclass(frozen=True, slots=True)
class Run:
    """Train until paused: `rate` of `unit` a second, or as fast as possible where it is None."""

    rate: float | None = None
    unit: Literal["phase", "step"] = "step"


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop training where it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Do one phase, or go to the end of the step or of the epoch."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give up the long piece of work under way."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Change one setting of the experiment and go on from the same parameters.

    `quantity` is "eta", "m" or "activations"; `value` is what the experiment would hold.
    In the middle of a step the cursor returns to INPUT of the same step.
    """

    quantity: str
    value: Any


@dataclass(frozen=True, slots=True)
class Show:
    """Let frames carry what `view` says."""

    view: ViewSpec


Command = Load | Reset | Run | Pause | Step | Cancel | Edit | Show
