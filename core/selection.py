"""What can be selected: one weight, one bias or one node; indices from 0."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.checks import whole_number
from core.errors import BadInputError, shown


@dataclass(frozen=True, slots=True)
class Pick:
    """One weight w^ℓ_AB, or the bias b^ℓ_A where B is None; indices from 0."""

    l: int
    A: int
    B: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One node i of layer l, 0 ≤ l ≤ L; the index from 0."""

    l: int
    i: int


Selection = Pick | Node


def check_pick(pick: Pick, n: Sequence[int]) -> Pick:
    """Return `pick` with plain ints; raises one sentence where layers `n` have no such."""
    l = whole_number(pick.l, "The layer l of a weight or bias", 1, len(n) - 1)
    A = whole_number(pick.A, f"The node A of layer {l}", 0, n[l] - 1)
    if pick.B is None:
        return Pick(l, A)
    return Pick(l, A, whole_number(pick.B, f"The node B of layer {l - 1}", 0, n[l - 1] - 1))


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
