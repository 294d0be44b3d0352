"""The frozen picture of one moment that travels from the session to the screen."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.audit import Audit
from core.checks import Array
from core.commands import ViewSpec
from core.cursor import Cursor, Phase
from core.datasets import Dataset
from core.derivation import Derivation, derive, held_back
from core.experiment import Experiment
from core.lazily import dataclass
from core.network import Network, views
from core.output_map import OutputMap
from core.record import Run
from core.regularisers import Regulariser
from core.score import Score
from core.selection import Pick, Selection
from core.timeline.history import History

if TYPE_CHECKING:
    from core.exercise import Question

Number = TypeVar("Number", bound=np.generic)


def freeze(array: NDArray[Number]) -> NDArray[Number]:
    """Return a copy that cannot be written."""
    copy = np.array(array)
    copy.flags.writeable = False
    return copy


def freeze_all(arrays: tuple[Array, ...]) -> tuple[Array, ...]:
    """Return frozen copies, slot by slot."""
    return tuple(freeze(k) for k in arrays)


class Pose(NamedTuple):
    """Which picture of a film a moment is waiting for: its number from 0, and of how many."""

    number: int
    total: int


@dataclass(frozen=True)
class Frame:
    """One moment of training. Arrays are read-only and shaped as in the public core, with m = 1.

    While training runs (`live`) the shown sample's x, z, a, C, dC_da, dC_dz are one full
    pass at `theta`. Otherwise they are what the present step has computed so far; what
    it has not is from an earlier step, or NaN where there was none, and `fresh_…` tells
    which; in an exercise it is NaN. At UPDATE they belong to `theta_before`, and `theta` is
    already the new one.

    The batch's gradient (`gradient`, dC_dw, dC_db, means over the batch) belongs to `theta`
    as far as this step has computed it, and to `theta_before` where it is left from the
    last one, at UPDATE and while running.

    Attributes:
        state: the session's state; `message` the sentence that goes with it, if any.
        live: whether training runs faster than phase by phase.
        cursor, experiment, dataset: where training stands, and on what.
        view: what was asked for; the session has dropped from it what the data and network have not.
        sample, in_batch: the shown sample's index, and whether the present batch holds it.
        batch: indices of the batch's samples; batch_number counts from 0 to batches − 1.
        x, y: (n_0, 1) and (n_L, 1) of the shown sample; C its cost.
        z, a, dC_da, dC_dz: (n_l, 1) of the shown sample and its own C.
        theta, theta_before: flat parameters; w[l], b[l] are views of theta.
        gradient: flat; dC_dw[l], dC_db[l] are views of it. None where no panel asked.
        mean_cost: C̄ of the last batch whose cost was computed, NaN before.
        score: C_train and accuracy, with the step that they belong to; None before.
        output: the network's output over the inputs, with the step that it belongs to; None before,
            where no panel asked, and for more than two inputs none of which was chosen for an axis.
        pictures: further pictures of what the network does, by the names of their kinds (`core.pictures`);
            of each the last that was made, and only of those that are shown.
        audit: the last check of all gradients, with the parameters and samples that it belongs to (see
            `audit_is_stale`); None before, and where no panel asked.
        held_out: (M,), True for the samples kept out of training.
        mask: flat, True for the parameters that updates leave alone.
        eta: the learning rate of this step's update, as the schedule has it.
        memory, memory_before: the optimiser's, (slots, size), after and before the last update; None while
            training runs and nothing is selected that it belongs to, nor any panel shows it.
        R: what the regulariser comes to at theta, 0 without one.
        record: what the run has recorded so far, readable while it grows.
        history: the runs, where on its path this moment is, and what can be undone.
        visiting: whether all of this is beside what is a person's own (see `core.visiting`), whose stamp
            the history then has.
        faulty: the layer whose σ' the backward pass forgets, 0 for none.
        pose: where this moment waits for its picture, which one that is in the film that is written; the
            state is then the one that a session has which stands there.

    """

    state: str
    live: bool
    cursor: Cursor
    experiment: Experiment
    dataset: Dataset
    view: ViewSpec
    sample: int
    in_batch: bool
    batch: NDArray[np.intp]
    batch_number: int
    batches: int
    m: int
    x: Array
    y: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    C: float
    dC_da: tuple[Array, ...]
    dC_dz: tuple[Array, ...]
    theta: Array
    theta_before: Array
    gradient: Array | None
    mean_cost: float
    score: Score | None
    output: OutputMap | None
    pictures: Mapping[str, Any]
    audit: Audit | None
    held_out: NDArray[np.bool_]
    mask: NDArray[np.bool_]
    eta: float
    memory: Array | None
    memory_before: Array | None
    R: float
    record: Run
    history: History
    message: str | None = None
    progress: float | None = None
    question: "Question | None" = None
    visiting: bool = False
    faulty: int = 0
    pose: Pose | None = None

    @property
    def n(self) -> tuple[int, ...]:
        """Layer sizes (n_0, …, n_L)."""
        return self.experiment.n

    @property
    def pick(self) -> Selection | None:
        """The weight, bias or node selected."""
        return self.view.pick

    @property
    def follows_batch(self) -> bool:
        """Whether nobody chose the sample, so that it may change with the batch."""
        return self.view.sample is None

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return len(self.experiment.n) - 1

    @cached_property
    def w(self) -> tuple[Array, ...]:
        """w[l] (n_l, n_{l−1}) at theta."""
        return views(self.theta, self.n).w

    @cached_property
    def b(self) -> tuple[Array, ...]:
        """b[l] (n_l, 1) at theta."""
        return views(self.theta, self.n).b

    @cached_property
    def w_before(self) -> tuple[Array, ...]:
        """w[l] (n_l, n_{l−1}) at theta_before."""
        return views(self.theta_before, self.n).w

    @cached_property
    def b_before(self) -> tuple[Array, ...]:
        """b[l] (n_l, 1) at theta_before."""
        return views(self.theta_before, self.n).b

    @cached_property
    def dC_dw(self) -> tuple[Array, ...]:
        """∂C̄/∂w[l] (n_l, n_{l−1}), the batch's mean; empty where no panel asked for it."""
        return () if self.gradient is None else views(self.gradient, self.n).w

    @cached_property
    def dC_db(self) -> tuple[Array, ...]:
        """∂C̄/∂b[l] (n_l, 1), the batch's mean; empty where no panel asked for it."""
        return () if self.gradient is None else views(self.gradient, self.n).b

    @property
    def optimiser(self) -> str:
        """The name of the rule that makes updates of gradients."""
        return self.experiment.optimiser

    @property
    def regulariser(self) -> Regulariser:
        """What R is made of; false where there is none."""
        return Regulariser(self.experiment.l1, self.experiment.l2)

    @cached_property
    def dR_dw(self) -> tuple[Array, ...]:
        """∂R/∂w[l] (n_l, n_{l−1}) at theta; R has no other derivatives."""
        net = Network.over(self.theta, self.n, self.experiment.activations, self.experiment.cost)
        return views(self.regulariser.gradient(net), self.n).w

    @cached_property
    def net(self) -> Network:
        """The network that the shown sample's numbers belong to, to be read only."""
        theta = self.theta_before if self.precedes_update else self.theta
        net = Network.over(theta, self.n, self.experiment.activations, self.experiment.cost)
        net.mask, net.faulty = self.mask, self.faulty
        return net

    @cached_property
    def derivation(self) -> Derivation | None:
        """The shown sample's derivative by the selected weight or bias, taken apart when it is asked for.

        In an exercise, as far as the step has come.
        """
        if not isinstance(self.view.pick, Pick):
            return None
        found = derive(self.net, self.x[:, 0], self.y[:, 0], self.view.pick, self.precedes_update)
        return held_back(found, self) if self.view.exercise else found

    # What this step has computed

    @property
    def place(self) -> int:
        """How far the step is: 0 for INPUT … 2L + 2 for UPDATE, and while running."""
        return 2 * self.L + 2 if self.live else self.cursor.position(self.L)

    @property
    def precedes_update(self) -> bool:
        """Whether the sample's numbers belong to theta_before, while theta is already the new one."""
        return not self.live and self.cursor.phase is Phase.UPDATE

    @cached_property
    def audit_is_stale(self) -> bool:
        """Whether the audit is of other parameters, functions or samples than the gradients of this frame."""
        found, e = self.audit, self.experiment
        if found is None or (found.activations, found.cost) != (e.activations, e.cost):
            return True
        if found.regulariser != self.regulariser:
            return True
        step, theta = self.cursor.step, self.theta
        if self.precedes_update:
            step, theta = step - 1, self.theta_before
        if found.step != step or not np.array_equal(found.theta, theta):
            return True
        if found.sample is None:
            return not (_same(found.x, self.dataset.x) and _same(found.y, self.dataset.y))
        return found.sample != self.sample or not (_same(found.x, self.x) and _same(found.y, self.y))

    def fresh_a(self, l: int) -> bool:
        """Whether z[l] and a[l] are this step's."""
        return self.place >= l

    @property
    def fresh_cost(self) -> bool:
        """Whether C and mean_cost are this step's."""
        return self.place >= self.L + 1

    def fresh_dC_da(self, l: int) -> bool:
        """Whether dC_da[l] is this step's."""
        return self.place >= 2 * self.L + 1 - l

    def fresh_dC_dz(self, l: int) -> bool:
        """Whether dC_dz[l], dC_dw[l] and dC_db[l] are this step's."""
        return self.place >= 2 * self.L + 2 - l

    def working_layer(self) -> int | None:
        """The layer at work, if the phase has one: FORWARD and BACKWARD name it, COST works on L."""
        if self.live or self.cursor.phase is Phase.UPDATE:
            return None
        return self.L if self.cursor.phase is Phase.COST else self.cursor.l


def _same(a: Array, b: Array) -> bool:
    return a is b or np.array_equal(a, b)
