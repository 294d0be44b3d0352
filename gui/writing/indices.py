"""Raised and lowered numbers, and the names of parameters as on paper: indices from 1."""

from core.selection import Pick

RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def raised(number: int) -> str:
    """A number as an exponent or upper index."""
    return str(number).translate(RAISED)


def lowered(*numbers: int) -> str:
    """Numbers as lower indices, side by side while each has one digit only."""
    between = "" if all(k < 10 for k in numbers) else ","
    return between.join(str(k).translate(LOWERED) for k in numbers)


def parameter_name(pick: Pick) -> str:
    """w²₁₃ or b²₁: the index from 1 of the node that it belongs to, then of the one before."""
    l = raised(pick.l)
    if pick.B is None:
        return f"b{l}{lowered(pick.A + 1)}"
    return f"w{l}{lowered(pick.A + 1, pick.B + 1)}"
