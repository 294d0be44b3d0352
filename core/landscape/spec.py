"""Which plane of parameters is wanted: two parameters, or two directions; and how much of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.checks import finite_number, whole_number
from core.errors import BadInputError, UnknownNameError, shown
from core.lazily import dataclass
from core.selection import Pick, Selection, check_pick

KINDS = ("parameters", "random", "path", "gradient")

FARTHEST, WIDEST, NARROWEST = 1e6, 1e6, 1e-6
"""Of the middle of a picture from the origin, and half of a side at most and at least."""

MOST_SEED = 2**31 - 1


@dataclass(frozen=True)
class PlaneSpec:
    """A plane, and a square window into it.

    Attributes:
        kind: "parameters" for two of them, everything else as it is; "random" for two random directions
            from where training stands; "path" for the two principal directions of the way that training
            took; "gradient" for those of the gradient and of the last update.
        first, second: the parameters to the right and upwards; None follows what is selected, and takes
            another of the same node.
        seed: of the random directions.
        centre, half: the middle of the window in the plane's coordinates, and half of its side; None where
            they are chosen so that the path is seen.
        turn: another number lays the plane anew through where training stands.

    """

    kind: str = "parameters"
    first: Pick | None = None
    second: Pick | None = None
    seed: int = 0
    centre: tuple[float, float] | None = None
    half: float | None = None
    turn: int = 0

    @property
    def lies_still(self) -> bool:
        """Whether the plane stays where it was laid while training moves on."""
        return self.kind != "parameters"


def checked_plane(spec: Any, n: Sequence[int]) -> PlaneSpec:
    """Return `spec` for layers `n`; raises one sentence, a `BadInputError`, for what is no such plane."""
    if not isinstance(spec, PlaneSpec):
        raise BadInputError(f"A plane of the landscape must be given as such, not {shown(spec)}.")
    if spec.kind not in KINDS:
        raise UnknownNameError("plane", spec.kind, KINDS)
    first, second = (_checked_parameter(pick, n) for pick in (spec.first, spec.second))
    if first is not None and first == second:
        raise BadInputError("The two parameters of a plane must differ.")
    whole_number(spec.turn, "The number of the plane", 0)
    seed = whole_number(spec.seed, "The seed of the directions", 0, MOST_SEED)
    return replace(spec, first=first, second=second, seed=seed, **checked_window(spec))


def _checked_parameter(pick: Any, n: Sequence[int]) -> Pick | None:
    if pick is not None and not isinstance(pick, Pick):
        raise BadInputError("A plane is laid through two weights or biases, and nothing else.")
    return None if pick is None else check_pick(pick, n)


def checked_window(spec: PlaneSpec) -> dict[str, Any]:
    """The middle and half the side of its window; raises one sentence for what can't be used."""
    centre, half = spec.centre, spec.half
    if half is not None:
        half = finite_number(half, "Half of the side of the picture", NARROWEST, WIDEST)
    if centre is not None:
        try:
            across, up = centre
        except (TypeError, ValueError):
            raise BadInputError("The middle of the picture must be two numbers.") from None
        middle = "The middle of the picture"
        centre = tuple(finite_number(k, middle, -FARTHEST, FARTHEST) for k in (across, up))  # type: ignore[assignment]
    return {"centre": centre, "half": half}


def fitting_plane(spec: PlaneSpec | None, n: Sequence[int]) -> PlaneSpec | None:
    """Return `spec` without what layers `n` have not; None stays None."""
    if spec is None:
        return None
    try:
        return checked_plane(spec, n)
    except BadInputError:
        return replace(spec, first=None, second=None, centre=None, half=None)


def pair_of(spec: PlaneSpec, selected: Selection | None, n: Sequence[int]) -> tuple[Pick, Pick]:
    """The two parameters that are meant while `selected` is selected."""
    first = spec.first or (selected if isinstance(selected, Pick) else Pick(len(n) - 1, 0, 0))
    second = spec.second or partner(first, n)
    return first, partner(first, n) if second == first else second


def partner(pick: Pick, n: Sequence[int]) -> Pick:
    """Another parameter of the same node: of a weight its bias, of a bias the first weight."""
    return Pick(pick.l, pick.A, 0 if pick.B is None else None)
