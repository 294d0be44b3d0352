"""What people type: weights and biases as they are written on paper or in code, indices from 1."""

import re
from collections.abc import Iterator, Sequence

from core.errors import BadInputError, shown
from core.reading import read_number
from core.selection import Pick
from core.symbols import parameter_name

__all__ = ["example", "read_number", "read_pick"]

LONGEST = 40
"""Characters of the longest name that is looked at."""

UPPER, LOWER = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"
PLAIN = str.maketrans(UPPER + LOWER, 2 * "0123456789")
NAME = re.compile(r"(?:∂C\u0304?/∂)? ?(w|weight|b|bias|)([0-9 ,;._^(){}\[\]]*)", re.IGNORECASE)
NUMBERS = {"w": 3, "b": 2}
"""A weight is named by its layer, its node and the node before; a bias by its layer and its node."""


def read_pick(text: str, n: Sequence[int]) -> Pick:
    """Return the weight or bias of layers `n` that `text` names: "w2 1 3", "w²₁₃", "w^2_13", "b2 1".

    Numbers may run together where there is only one way to read them. Raises `BadInputError`
    with one sentence that says what would do.
    """
    letter, rows = _taken_apart(text, n)
    readings = list(_readings(rows, NUMBERS[letter]))
    if re.search(f"[{UPPER}^]", text):
        readings = [k for k in readings if k[0] == int(rows[0])]  # an upper index stands for itself
    if not readings:
        raise BadInputError(_no_name(text, n, letter))
    fitting = [k for k in readings if _fault(k, n) is None]
    if len(fitting) > 1:
        both = " or ".join(parameter_name(_pick(k)) for k in fitting[:2])
        raise BadInputError(f"{shown(text.strip())} can be {both}: put a space between the numbers.")
    if not fitting:
        raise BadInputError(_fault(readings[0], n))
    return _pick(fitting[0])


def example(n: Sequence[int], letter: str = "w") -> str:
    """Say by an example of layers `n` how a weight, or a bias, is named."""
    l = min(2, len(n) - 1)
    if letter == "b":
        return f"b{l} 1 is bias {parameter_name(Pick(l, 0))}: layer, node."
    before = min(3, n[l - 1])
    return f"w{l} 1 {before} is weight {parameter_name(Pick(l, 0, before - 1))}: layer, node, node before."


def _no_name(text: str, n: Sequence[int], letter: str = "w") -> str:
    """Say that `text` is no name, and how one is written."""
    if not text.strip():
        return example(n, letter)
    wanted = "bias" if letter == "b" else "weight or bias"
    name, words = example(n, letter).removesuffix(".").split(" is ")
    what, order = words.split(": ")
    return f"{shown(text.strip())} is no {wanted}: write {name} for {what} ({order})."


def _taken_apart(text: str, n: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    """The letter, w or b, and the rows of digits behind it; numbers alone are a weight's."""
    plain = re.sub(f"[{UPPER}]+", r" \g<0> ", text).translate(PLAIN)
    match = NAME.fullmatch(" ".join(plain.split()))
    if len(text) > LONGEST or match is None:
        raise BadInputError(_no_name(text, n))
    letter, rows = match[1][:1].lower(), tuple(re.findall("[0-9]+", match[2]))
    if not letter and len(rows) != NUMBERS["w"]:
        raise BadInputError(_no_name(text, n))
    return letter or "w", rows


def _readings(rows: tuple[str, ...], count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut rows of digits into `count` numbers, none of which a cut lets begin with a 0."""
    if not rows or len(rows) > count:
        if count == len(rows) == 0:
            yield ()
        return
    for end in range(len(rows[0]), 0, -1):
        head, tail = rows[0][:end], rows[0][end:]
        if not tail.startswith("0"):
            for more in _readings((tail, *rows[1:]) if tail else rows[1:], count - 1):
                yield int(head), *more


def _pick(numbers: tuple[int, ...]) -> Pick:
    l, *nodes = numbers
    return Pick(l, *(k - 1 for k in nodes))


def _fault(numbers: tuple[int, ...], n: Sequence[int]) -> str | None:
    """What is wrong with the layer or a node, in one sentence; None where layers `n` have it."""
    l, A, *before = numbers
    L = len(n) - 1
    if not 1 <= l <= L:
        layers = f"layers 1 to {L}" if L > 1 else "layer 1 only"
        return f"Weights and biases belong to {layers}, not to layer {l}."
    for layer, node in ((l, A), *((l - 1, B) for B in before)):
        if not 1 <= node <= n[layer]:
            where = f"Layer {layer}" if layer else "The input"
            nodes = f"nodes 1 to {n[layer]}" if n[layer] > 1 else "one node, number 1"
            return f"{where} has {nodes}, not {node}."
    return None
