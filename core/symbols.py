"""Symbols of the mathematics as plain text, w²₁₃ or ∂C/∂a¹₂: indices from 1, as on paper."""

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
    return symbol("b", pick.l, pick.A) if pick.B is None else symbol("w", pick.l, pick.A, pick.B)


def symbol(base: str, l: int, *indices: int) -> str:
    """z²₁: `base` with its layer and its indices, which are given from 0 and written from 1."""
    return f"{base}{raised(l)}{lowered(*(k + 1 for k in indices))}"


def derivative(base: str, l: int, *indices: int) -> str:
    """∂C/∂z²₁: the derivative of the cost by `symbol`."""
    return f"∂C/∂{symbol(base, l, *indices)}"
