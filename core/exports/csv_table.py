"""The present derivation as one CSV table at full precision."""

import csv
import io
from collections.abc import Iterator

from core.checks import Array
from core.derivation import Derivation
from core.exports.origin import Origin

HEADER = ("factor", "quantity", "layer (0 is the input)", "row (from 1)", "column (from 1)", "value")
Row = tuple[object, ...]


def csv_table(d: Derivation, of: Origin) -> str:
    """Return the table of derivation `d`: one number a row, every bit of it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for rows in (_origin(d, of), _forward(d), _factors(d), _products(d), _witnesses(d)):
        writer.writerows(rows)
    return text.getvalue()


def _number(value: float) -> str:
    return repr(float(value))


def _column(quantity: str, l: int | str, values: Array, factor: str = "") -> Iterator[Row]:
    """One row a node."""
    for i, value in enumerate(values.tolist()):
        yield factor, quantity, l, i + 1, "", _number(value)


def _matrix(quantity: str, l: int, values: Array, factor: str = "") -> Iterator[Row]:
    """One row an entry."""
    for i, row in enumerate(values.tolist()):
        for j, value in enumerate(row):
            yield factor, quantity, l, i + 1, j + 1, _number(value)


def _single(d: Derivation, quantity: str, value: float, factor: str = "") -> Row:
    """A number that belongs to the weight or bias itself."""
    pick = d.pick
    column = "" if pick.B is None else pick.B + 1
    return factor, quantity, pick.l, pick.A + 1, column, _number(value)


def _parameter(d: Derivation) -> str:
    return "b" if d.pick.B is None else "w"


def _origin(d: Derivation, of: Origin) -> Iterator[Row]:
    yield "", "data set", "", "", "", of.dataset
    yield "", "sample (from 1)", "", "", "", of.sample + 1
    yield "", "steps done", "", "", "", of.step
    for l, name in enumerate(d.net.activations, start=1):
        yield "", "sigma", l, "", "", name
    yield "", "cost", "", "", "", d.net.cost
    if of.regulariser:
        yield "", "lambda_1 of R, which is no part of C", "", "", "", _number(of.regulariser.l1)
        yield "", "lambda_2 of R, which is no part of C", "", "", "", _number(of.regulariser.l2)
    yield _single(d, _parameter(d), d.parameter)


def _forward(d: Derivation) -> Iterator[Row]:
    chain = d.chain
    yield from _column("a", 0, chain.a[0])
    for l in range(1, chain.L + 1):
        yield from _column("z", l, chain.z[l])
        yield from _column("a", l, chain.a[l])
        if l == chain.L and chain.mixing is not None:
            yield from _matrix("da/dz", l, chain.mixing)
        else:
            yield from _column("sigma'(z)", l, chain.sigma_prime[l])
    yield from _column("y", chain.L, d.y)
    yield "", "C", "", "", "", _number(d.C)


def _factors(d: Derivation) -> Iterator[Row]:
    """(1) to (4); what drops out for ℓ = L and ℓ = L − 1 is not there."""
    chain, L, A = d.chain, d.chain.L, d.pick.A
    if chain.column is None and not chain.is_mixed:
        yield "(1)", "dC/da", L, A + 1, "", _number(chain.dC_daL[A])
    else:
        yield from _column("dC/da", L, chain.dC_daL, "(1)")
    for k, jacobian in zip(range(L, d.pick.l + 1, -1), chain.jacobians, strict=True):
        yield from _matrix("da/da(layer before)", k, jacobian, "(2)")
    if chain.column is not None:
        for j, value in enumerate(chain.column.tolist()):
            yield "(3)", "da/da(layer before)", d.pick.l + 1, j + 1, A + 1, _number(value)
    if isinstance(chain.local, float):
        yield _single(d, f"da/d{_parameter(d)}", chain.local, "(4)")
    else:
        yield from _column(f"da/d{_parameter(d)}", L, chain.local, "(4)")


def _products(d: Derivation) -> Iterator[Row]:
    """What (1) becomes by each further factor."""
    chain, name = d.chain, "(1)"
    for k, row in zip(range(chain.L - 1, d.pick.l, -1), chain.rows[1:], strict=True):
        name = "(1)(2)"
        yield from _column("dC/da", k, row, name)
    if chain.column is not None:
        name += "(3)"
        yield name, "dC/da", d.pick.l, d.pick.A + 1, "", _number(chain.dC_daA)
    yield _single(d, f"dC/d{_parameter(d)}", chain.value, f"{name}(4)")


def _witnesses(d: Derivation) -> Iterator[Row]:
    found, name = d.witnesses, f"dC/d{_parameter(d)}"
    yield _single(d, f"{name} by the backward pass", found.backward)
    yield _single(d, f"{name} by a central difference", found.difference.value)
