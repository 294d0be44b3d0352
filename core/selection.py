"""What can be selected: one weight, one bias or one node; indices from 0."""

from collections.abc import Sequence
from typing import NamedTuple

from core.checks import whole_number
from core.errors import BadInputError, shown
from core.lazily import dataclass
from core.network import parameter_count


@dataclass(frozen=True)
class Pick:
    """One weight w^ℓ_AB, or the bias b^ℓ_A where B is None; indices from 0."""

    l: int
    A: int
    B: int | None = None


@dataclass(frozen=True)
class Node:
    """One node i of layer l, 0 ≤ l ≤ L; the index from 0."""

    l: int
    i: int


class Layer(NamedTuple):
    """All nodes of layer l, 1 ≤ l ≤ L: what an edit can mean, and nothing that can be selected."""

    l: int


Selection = Pick | Node


def check_pick(pick: Pick, n: Sequence[int]) -> Pick:
    """Return `pick` with plain ints; raises one sentence where layers `n` have no such."""
    l = whole_number(pick.l, "The layer l of a weight or bias", 1, len(n) - 1)
    A = whole_number(pick.A, f"The node A of layer {l}", 0, n[l] - 1)
    if pick.B is None:
        return Pick(l, A)
    return Pick(l, A, whole_number(pick.B, f"The node B of layer {l - 1}", 0, n[l - 1] - 1))


def stretch_of(at: Pick | Node | Layer, n: Sequence[int]) -> tuple[int, int]:
    """Where in theta one weight or bias lies, or all weights into a node and its bias, or those of a layer.

    Returns the first index and the one behind the last. Raises one sentence where layers `n` have no such.
    """
    if isinstance(at, Pick):
        start = index_of(check_pick(at, n), n)
        return start, start + 1
    l = whole_number(at.l, "The layer l of weights and biases", 1, len(n) - 1)
    start = parameter_count(n[:l])
    if isinstance(at, Layer):
        return start, parameter_count(n[: l + 1])
    start += whole_number(at.i, f"The node of layer {l}", 0, n[l] - 1) * (n[l - 1] + 1)
    return start, start + n[l - 1] + 1


def index_of(pick: Pick, n: Sequence[int]) -> int:
    """Where a weight or bias lies in theta, for layers of sizes `n`; `core.network.Views` tells the order."""
    before = n[pick.l - 1]
    return parameter_count(n[: pick.l]) + pick.A * (before + 1) + (before if pick.B is None else pick.B)


def pick_at(index: int, n: Sequence[int]) -> Pick:
    """The weight or bias that lies at `index` of theta, the inverse of `index_of`."""
    l = next(l for l in range(1, len(n)) if index < parameter_count(n[: l + 1]))
    A, B = divmod(index - parameter_count(n[:l]), n[l - 1] + 1)
    return Pick(l, A, None if n[l - 1] == B else B)


def check_selection(selected: Selection | None, n: Sequence[int]) -> None:
    """Raise one sentence, a `BadInputError`, unless layers of sizes `n` have what is selected."""
    if selected is None:
        return
    if isinstance(selected, Node):
        l = whole_number(selected.l, "The layer of a node", 0, len(n) - 1)
        whole_number(selected.i, f"The node of layer {l}", 0, n[l] - 1)
    elif isinstance(selected, Pick):
        check_pick(selected, n)
    else:
        raise BadInputError(f"What is selected must be a weight, a bias or a node, not {shown(selected)}.")
