"""What can be asked of a session: frozen records, imperatives, nothing else crosses the threads downwards."""

from typing import TYPE_CHECKING, Any, Literal

from core.experiment import Experiment
from core.lazily import dataclass
from core.selection import Layer, Selection

if TYPE_CHECKING:
    from core.tables.reading import Reading

Unit = Literal["phase", "step", "epoch"]
Colouring = Literal["w", "dC_dw"]


@dataclass(frozen=True)
class ViewSpec:
    """What a frame should carry.

    Attributes:
        sample: index of the sample to show; None follows the batch while paused.
        pick: the weight, bias or node selected, shared by all panels; None for nothing.
        panels: names of the visible panels; what none of them shows is left out.
        edges: what colours the edges of the canvas, w or the batch's ∂C̄/∂w.
        edge_limit: at most so many edges of a pair of layers are drawn, 1 or more; None leaves it to the
            canvas.
        strongest: which edges are drawn where not all are, those of the largest |w| or |∂C̄/∂w|; None for
            what colours them.
        exercise: whether frames hold back the next phase's numbers and carry a question about one of them.
        axes: the two inputs that span the plane of inputs, for data that has more than two; None for the
            first two of those that do, and for no plane of others.
        maps: whether the nodes of the canvas show what they compute over that plane.
        hidden: the layer whose space is shown; None for the last hidden one that can be.
        landscape: the plane of parameters over which the cost is shown; None for that of the selection.

    """

    sample: int | None = None
    pick: Selection | None = None
    panels: frozenset[str] = frozenset({"gradients", "output"})
    edges: Colouring = "w"
    edge_limit: int | None = None
    strongest: Colouring | None = None
    exercise: bool = False
    axes: tuple[int, int] | None = None
    maps: bool = False
    hidden: int | None = None
    landscape: Any = None


@dataclass(frozen=True)
class Load:
    """Begin `experiment` as a new run; training that was running goes on with it."""

    experiment: Experiment


@dataclass(frozen=True)
class New:
    """Begin `experiment` in place of all there is: no runs, nothing that could be undone."""

    experiment: Experiment


@dataclass(frozen=True)
class Visit:
    """Put all there is aside and begin `experiment` beside it, until `Leave`.

    What is saved meanwhile is what was put aside, and another experiment, `New` and `Open` come back to it
    first. `theta` is where the parameters begin, None for what the experiment draws; `way` the steps and
    edits done before anything is shown; `pick` what is selected. `faulty` is the hidden layer whose σ' the
    backward pass forgets, 0 for none: nothing but this visit ever has a fault.
    """

    experiment: Experiment
    theta: tuple[float, ...] | None = None
    way: "tuple[Step | Edit, ...]" = ()
    pick: Selection | None = None
    faulty: int = 0


@dataclass(frozen=True)
class Leave:
    """End the visit: everything is where it was put aside."""


@dataclass(frozen=True)
class Reset:
    """Begin the present experiment again, paused at its first frame."""


@dataclass(frozen=True)
class Run:
    """Train until paused: `rate` of `unit` a second, or as fast as possible where it is None."""

    rate: float | None = None
    unit: Literal["phase", "step"] = "step"


@dataclass(frozen=True)
class Pause:
    """Stop training where it is."""


@dataclass(frozen=True)
class Step:
    """Do one phase, or go to the end of the step or of the epoch."""

    unit: Unit


@dataclass(frozen=True)
class Cancel:
    """Give up the long piece of work under way."""


@dataclass(frozen=True)
class Edit:
    """Change one setting of the experiment and go on from the same parameters.

    `quantity` is "eta", "m", "activations", "cost", "optimiser", "l1", "l2" or "schedule"; `value` is what
    the experiment would hold. A cost brings the σ that it needs to the output layer, and another σ there
    the cost "mse"; an optimiser begins with an empty memory.
    "frozen" is whether updates leave the weight or bias `at` alone, True or False; all weights into the
    node `at` and its bias, or all of the layer `at`.
    Or it is a number of the network or the shown sample: "parameter" for the weight or bias
    `at`, "x" and "y" for the input or target of the node `at`, of the sample `sample`;
    None means the one that is shown when the edit is heard.
    In the middle of a step the cursor returns to INPUT of the same step.
    `continued` tells that a hand moves on the number that it moved just before: together that is one
    edit, so long as nothing else is done between.
    "paint" adds points (x₁, x₂, class) to a drawing and "erase" takes those with the given numbers away;
    `drawing` is the digest of the drawing that they are numbered in, where another is not meant.
    """

    quantity: str
    value: Any
    at: Selection | Layer | None = None
    sample: int | None = None
    continued: bool = False
    drawing: str = ""


@dataclass(frozen=True)
class Show:
    """Let frames carry what `view` says."""

    view: ViewSpec


@dataclass(frozen=True)
class Audit:
    """Hold every weight and bias against central differences, for the shown sample or for all samples."""

    samples: Literal["shown", "all"] = "shown"


@dataclass(frozen=True)
class Seek:
    """Go to the moment after `step` updates, as far as the run has come; to the end of the run for None."""

    step: int | None = None


@dataclass(frozen=True)
class Back:
    """Go back by a phase, to the end of the step before, or of the epoch before."""

    unit: Unit


@dataclass(frozen=True)
class Undo:
    """Go to the moment just before the last edit."""


@dataclass(frozen=True)
class Redo:
    """Go back to where the last `Undo` began."""


@dataclass(frozen=True)
class Recover:
    """After a divergence go back to the last finite step, and halve the learning rate there if wanted."""

    halve_eta: bool = False


@dataclass(frozen=True)
class Return:
    """Go to the end of the run whose number is `run`."""

    run: int


@dataclass(frozen=True)
class NameRun:
    """Call a run `name`."""

    run: int
    name: str


@dataclass(frozen=True)
class DeleteRun:
    """Drop a run that is not shown."""

    run: int


@dataclass(frozen=True)
class Save:
    """Write everything to the file `path`; `window` is what the window wants to find again, as text."""

    path: str
    window: str = ""


@dataclass(frozen=True)
class Open:
    """Go on with what is in the session file `path`, in place of all there is."""

    path: str


@dataclass(frozen=True)
class Import:
    """Read the table in the file `path` as `reading` says, and begin to learn it, as `Load` does.

    Of its samples the share `held_out` is kept out of training, drawn from `seed`, and the others are what
    the `scaling` is fitted on. Training waits meanwhile; `Cancel` and `Pause` leave everything as it was.
    The network and its settings are those of the experiment `like`, whatever data that had, and what suits
    the data where there is none.
    """

    path: str
    reading: "Reading"
    held_out: float = 0.0
    seed: int = 0
    scaling: str = "standardise"
    like: Experiment | None = None


@dataclass(frozen=True)
class SaveData:
    """Write the data that is shown to the file `path`, as CSV."""

    path: str


@dataclass(frozen=True)
class Export:
    """Write `what` to the file `path`: a picture, a film, or what a name of `core.exports.contents` means.

    For a film (`core.film`) frames go from moment to moment, and at each wait for an `AddPicture`.
    """

    path: str
    what: Any


@dataclass(frozen=True)
class AddPicture:
    """Let `picture` be that of the `number` in the film that is written; one not waited for is dropped."""

    number: int
    picture: Any


Travel = Seek | Back | Undo | Redo | Recover | Return
Command = (
    Load
    | New
    | Visit
    | Leave
    | Reset
    | Run
    | Pause
    | Step
    | Cancel
    | Edit
    | Show
    | Audit
    | Travel
    | NameRun
    | DeleteRun
    | Save
    | Open
    | Import
    | SaveData
    | Export
    | AddPicture
)
