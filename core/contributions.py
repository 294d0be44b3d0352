"""The batch behind one update: each sample's own derivative, their mean, and the change made from it."""

import numpy as np
from numpy.typing import NDArray

from core.backprop import backward, forward, quiet
from core.checks import Array
from core.cursor import Phase
from core.frame import Frame
from core.lazily import dataclass
from core.network import Network
from core.selection import Pick, index_of
from core.update import Update, update_of

SAME = 1e-9
"""Share of the numbers at hand within which an update counts as the one that the mean makes."""


@dataclass(frozen=True)
class Contributions:
    """∂C/∂w^ℓ_AB or ∂C/∂b^ℓ_A of each sample of a step's batch; all belongs to the theta before its update.

    Attributes:
        pick: the weight or bias.
        samples: (m,), the batch's samples in the data's order.
        values: (m,), each sample's own derivative, without 1/m.
        update: what is made of their mean: by the optimiser and the regulariser as they are now.
        before: the parameter before the update.
        done: whether the update has been made; then `present` is the parameter after it.
        ahead: whether this step's backward pass has not come to the parameter's layer yet. The
            values are those that it will find.

    """

    pick: Pick
    samples: NDArray[np.intp]
    values: Array
    update: Update
    before: float
    present: float
    done: bool
    ahead: bool

    @property
    def mean(self) -> float:
        """∂C̄/∂w, the mean over the batch."""
        return float(self.values.mean())

    @property
    def eta(self) -> float:
        """The learning rate of the update, as the schedule has it."""
        return self.update.eta

    @property
    def frozen(self) -> bool:
        """Whether updates leave the parameter alone."""
        return self.update.frozen

    @property
    def delta(self) -> float:
        """Δw, made from the mean: −η ∂C̄/∂w by plain gradient descent; 0 for a frozen parameter."""
        return self.update.delta

    @property
    def after(self) -> float:
        """The parameter after the update: what it is, or what it will be."""
        return self.present if self.done else self.before + self.delta

    @property
    def explained(self) -> bool:
        """Whether the parameter is what the update makes of it; not where η, λ or w was edited since."""
        wanted = self.before + self.delta
        return not self.done or abs(self.present - wanted) <= SAME * max(abs(self.before), abs(wanted))


def contributions(frame: Frame) -> Contributions | None:
    """Return what each sample of the frame's batch contributes to the parameter selected; None without one.

    At UPDATE, and while training runs, the batch has done its work, at theta_before. Otherwise the
    batch is still to do it, at theta.
    """
    return contributions_to(frame, frame.pick) if isinstance(frame.pick, Pick) else None


@quiet
def contributions_to(frame: Frame, pick: Pick) -> Contributions:
    """Return the same for the weight or bias `pick`, whatever is selected."""
    place, done = index_of(pick, frame.n), frame.cursor.phase is Phase.UPDATE
    theta = frame.theta_before if done else frame.theta
    net = frame.net.with_theta(theta)
    x, y = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    values = own_derivatives(net, pick, x, y)
    return Contributions(
        pick=pick,
        samples=frame.batch,
        values=values,
        update=update_of(frame, pick, float(values.mean())),
        before=float(theta[place]),
        present=float(frame.theta[place]),
        done=done,
        ahead=not frame.fresh_dC_dz(pick.l),
    )


def own_derivatives(net: Network, pick: Pick, x: Array, y: Array) -> Array:
    """Return the derivative of each sample's own C (m,) by the parameter, for x (n_0, m) and y (n_L, m)."""
    p = forward(net, x)
    dC_dz: Array = backward(net, p, y).dC_dz[pick.l][pick.A]
    return dC_dz if pick.B is None else dC_dz * p.a[pick.l - 1][pick.B]
