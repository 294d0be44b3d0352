"""What is known of a node, weight or bias at the moment of a frame, in words and numbers."""

import math
from dataclasses import replace

from core.checks import Array
from core.datasets.scaling import Affine
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Node, Pick, Selection, index_of
from gui.units import BEFORE, plain, with_units
from gui.writing.indices import lowered, parameter_name, raised
from gui.writing.numbers import significant

DIGITS = 4


@dataclass(frozen=True)
class Line:
    """One quantity: its symbol, its value as it is written, and whether this step has computed it."""

    symbol: str
    value: str
    fresh: bool = True


def describe(frame: Frame, selection: Selection | None) -> str:
    """Symbols and values of `selection` in one line, "" for nothing; indices count from 1."""
    if selection is None:
        return ""
    return "   ".join(f"{line.symbol} = {line.value}" for line in lines(frame, selection))


def lines(frame: Frame, selection: Selection) -> list[Line]:
    """Return the quantities of `selection`: a node's own sample, a parameter's batch."""
    return _node(frame, selection) if isinstance(selection, Node) else _parameter(frame, selection)


def meaning(frame: Frame, selection: Selection) -> str:
    """What `selection` is, in words."""
    l = selection.l
    if isinstance(selection, Node):
        name = _label(frame, selection)
        return f"node {selection.i + 1} of {_layer(l, frame.L)}" + (f": {name}" if name else "")
    frozen = ", frozen: updates leave it alone" if frame.mask[index_of(selection, frame.n)] else ""
    if selection.B is None:
        return f"bias of node {selection.A + 1} in {_layer(l, frame.L)}{frozen}"
    of, to = (
        f"node {selection.B + 1} in {_layer(l - 1, frame.L)}",
        f"node {selection.A + 1} in {_layer(l, frame.L)}",
    )
    return f"weight from {of} to {to}{frozen}"


def _layer(l: int, L: int) -> str:
    if l == 0:
        return "the input"
    return "the output" if l == L else f"layer {l}"


def _label(frame: Frame, node: Node) -> str:
    """What the data calls an input or an output."""
    if node.l == 0:
        return frame.dataset.inputs[node.i]
    return frame.dataset.outputs[node.i] if node.l == frame.L else ""


def before_scaling(frame: Frame, node: Node) -> str:
    """What an input was in its own units, in words; "" where it was not scaled."""
    data = frame.dataset
    if node.l or node.i >= data.base or data.scaling is None:
        return ""
    return f", {_original(data.scaling.x, frame.a[0][: data.base], node.i)} {BEFORE}"


def with_target(frame: Frame, node: Node) -> list[Line]:
    """The quantities of a node; of an output of a scaled regression its target too, both in their units."""
    found, i = lines(frame, node), node.i
    scaling = frame.dataset.scaling
    if node.l != frame.L or scaling is None or scaling.y is None:
        return found
    target = Line("y", with_units(_value(frame.y, i), _original(scaling.y, frame.y, i), whole=True))
    if math.isfinite(frame.a[node.l][i, 0]):
        units = _original(scaling.y, frame.a[node.l], i)
        found[0] = replace(found[0], value=with_units(found[0].value, units, whole=True))
    return [found[0], target, *found[1:]]


def _node(frame: Frame, node: Node) -> list[Line]:
    l, i = node.l, node.i
    index = f"{raised(l)}{lowered(i + 1)}"
    a, fresh = _value(frame.a[l], i), frame.fresh_a(l)
    if l == 0:
        return [Line(f"a{index}", a)]
    found = [Line(f"a{index}", a, fresh), Line(f"z{index}", _value(frame.z[l], i), fresh)]
    for symbol, values, known in (
        ("∂C/∂a", frame.dC_da, frame.fresh_dC_da(l)),
        ("∂C/∂z", frame.dC_dz, frame.fresh_dC_dz(l)),
    ):
        found.append(Line(f"{symbol}{index}", _value(values[l], i), known))
    return found


def _parameter(frame: Frame, pick: Pick) -> list[Line]:
    name, l, at = parameter_name(pick), pick.l, (pick.A, pick.B or 0)
    values, gradient = (frame.b, frame.dC_db) if pick.B is None else (frame.w, frame.dC_dw)
    found = [Line(name, _signed(values[l][at]))]
    if gradient:
        # While training runs it is the last step's, and there is no other.
        found.append(Line(f"∂C̄/∂{name}", _signed(gradient[l][at]), frame.fresh_dC_dz(l)))
    return found


def _value(column: Array, i: int) -> str:
    return significant(float(column[i, 0]), DIGITS)


def _original(scaling: Affine, column: Array, i: int) -> str:
    return plain(float(scaling.undo(column)[i, 0]), DIGITS)


def _signed(value: float) -> str:
    text = significant(float(value), DIGITS)
    return f"+{text}" if value > 0 and not math.isinf(value) else text
