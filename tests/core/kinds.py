"""Which activations and costs go together, for tests of all of them."""

from hypothesis import strategies as st

from core.activations import ACTIVATIONS, HIDDEN
from core.costs import COSTS

SIGMAS, NAMES = tuple(ACTIVATIONS), tuple(COSTS)


def outputs_of(cost):
    """The activations that an output layer of this cost can have."""
    wanted = COSTS[cost].of_sigma
    return SIGMAS if wanted is None else (wanted,)


def fit(sigma, cost):
    """Whether a network can have them both, `sigma` in its hidden layers or at its output."""
    return sigma in HIDDEN or sigma in outputs_of(cost)


TOGETHER = [(sigma, cost) for sigma in SIGMAS for cost in NAMES if fit(sigma, cost)]
"""Every activation with every cost, where they go together."""


def everywhere(sigma, cost, L):
    """The activations of layers 1 … L: `sigma` in all that can have it."""
    hidden = sigma if sigma in HIDDEN else "tanh"
    output = sigma if sigma in outputs_of(cost) else outputs_of(cost)[0]
    return (*[hidden] * (L - 1), output)


@st.composite
def drawn(draw, L):
    """Activations of layers 1 … L, mixed, and a cost that goes with them."""
    cost = draw(st.sampled_from(NAMES))
    hidden = draw(st.lists(st.sampled_from(HIDDEN), min_size=L - 1, max_size=L - 1))
    return (*hidden, draw(st.sampled_from(outputs_of(cost)))), cost
