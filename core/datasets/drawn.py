"""A drawing after something was painted or erased, kept as what was changed of the drawing before."""

from typing import Any
from weakref import ReferenceType, ref

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.datasets.dataset import one_hot
from core.datasets.given import Given
from core.datasets.samples import apart, side_by_side

POINT = 3
"""Numbers of a point: x₁, x₂ and its class."""
SAID = ("title", "description", "origin", "task", "inputs", "outputs")


class Drawn(Given):
    """A drawing that is known by the one before it and by one change of that.

    Thousands of strokes would otherwise be thousands of copies of nearly the same points. They are worked
    out when somebody asks for them, and stay for as long as somebody holds x or y.
    """

    __slots__ = ("_before", "_gone", "_known", "_label", "_more", "_samples")

    _before: Given
    _more: Array
    _gone: NDArray[np.intp]
    _samples: int
    _known: "ReferenceType[Array] | None"
    _label: str

    def __init__(
        self, before: Given, more: Array | None = None, gone: NDArray[np.intp] | None = None
    ) -> None:
        """Put points (k, 3) of x₁, x₂ and class behind those of `before`, or leave the indices `gone` out."""
        own: dict[str, Any] = {k: getattr(before, k) for k in SAID}
        own["source"], own["_before"], own["_known"], own["_label"] = None, before, None, ""
        own["_more"] = np.empty((0, POINT)) if more is None else more
        own["_gone"] = np.empty(0, dtype=np.intp) if gone is None else gone
        own["_samples"] = before.samples + len(own["_more"]) - len(own["_gone"])
        for name, value in own.items():
            object.__setattr__(self, name, value)

    @property
    def x(self) -> Array:
        """The inputs (2, M)."""
        return apart(self._rows(), len(self.inputs))[0]

    @property
    def y(self) -> Array:
        """The expected outputs (n_L, M)."""
        return apart(self._rows(), len(self.inputs))[1]

    @property
    def digest(self) -> str:
        """What stands for all that is in it."""
        if not self._label:
            object.__setattr__(self, "_label", self._digest(self._rows()))
        return self._label

    @property
    def samples(self) -> int:
        """M, the number of points."""
        return self._samples

    @property
    def nbytes(self) -> int:
        """Bytes of x and y."""
        return self.samples * (len(self.inputs) + len(self.outputs)) * 8

    def _rows(self) -> Array:
        """The points as they lie in memory."""
        rows = self._remembered()
        if rows is None:
            rows = self._worked_out()
            object.__setattr__(self, "_known", ref(rows))
        return rows

    def _remembered(self) -> Array | None:
        return None if self._known is None else self._known()

    def _worked_out(self) -> Array:
        """Go back to a drawing that is there, and make from it what was changed since."""
        changes, each, rows = [self], self._before, None
        while isinstance(each, Drawn) and (rows := each._remembered()) is None:
            changes.append(each)
            each = each._before
        return _changed(side_by_side(each.x, each.y) if rows is None else rows, changes[::-1])


def _changed(before: Array, changes: list[Drawn]) -> Array:
    """Return the rows `before` after all `changes`."""
    outputs = len(changes[0].outputs)
    rows = np.concatenate([before, _as_rows(np.concatenate([k._more for k in changes]), outputs)])
    if any(len(k._gone) for k in changes):
        left, end = [np.arange(len(before))], len(before)
        for k in changes:
            left.append(np.arange(end, end + len(k._more)))
            end += len(k._more)
            if len(k._gone):
                left = [np.delete(np.concatenate(left), k._gone)]
        rows = rows[np.concatenate(left)]
    rows.flags.writeable = False
    return rows


def _as_rows(points: Array, outputs: int) -> Array:
    """Return points (k, 3) as they lie in memory beside others."""
    labels = points[:, 2].astype(np.intp)
    y = labels[np.newaxis].astype(np.float64) if outputs == 1 else one_hot(labels, outputs)
    return side_by_side(points[:, :2].T, y)
