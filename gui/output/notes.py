"""Lines of words beside a plot: the sample shown, and what the colours and marks mean."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from core.frame import Frame
from core.lazily import dataclass
from gui.output.marks import Paint
from gui.output.view import FADED
from gui.targets import Targets, short
from gui.theme import Theme, quiet
from gui.units import in_units, with_units
from gui.writing.fonts import number_font
from gui.writing.indices import lowered, raised
from gui.writing.numbers import grouped, significant

LINE, MARK, SPACE, NARROWEST = 18, 18, 12, 100
SAMPLE_LINES = 4


@dataclass(frozen=True)
class Note:
    """One line: its words, a mark before them, and how it is written; `brief` where they have no room."""

    words: str
    mark: Paint | None = None
    strong: bool = False
    faded: bool = False
    heading: bool = False
    room: int = MARK
    brief: str = ""


def sample_notes(frame: Frame, targets: Targets, mark: Paint) -> list[Note]:
    """The number, x, a^L and y of the sample shown."""
    axes = frame.output.plane.inputs if frame.output is not None else range(frame.dataset.base)
    x = [short(k, 3 if len(axes) == 1 else 2) for k in frame.x[list(axes), 0].tolist()]
    inputs = x[0] if len(x) == 1 else f"({', '.join(x)})"
    at = "x =" if len(axes) == frame.dataset.base else "at"  # features follow from the data's own inputs
    equals = "was" if frame.precedes_update else "="  # the map beside it is of the new parameters already
    return [
        Note(f"sample {grouped(frame.sample + 1)}", mark, heading=True),
        Note(f"{at} {inputs}", brief=inputs),
        Note(
            _output(frame, equals, whole=True),
            strong=True,
            faded=not frame.fresh_a(frame.L),
            brief=_output(frame, equals),
        ),
        Note(targets.words(frame.sample, whole=True), brief=targets.words(frame.sample)),
    ]


def _output(frame: Frame, equals: str, whole: bool = False) -> str:
    """a^L of the sample, or of many classes the one that it is for, and how much; in its units too."""
    values, name = frame.a[frame.L][:, 0], f"a{raised(frame.L)}"
    if len(values) > 2 and frame.dataset.task == "classification" and np.isfinite(values).all():
        k = int(values.argmax())
        return f"{name}{lowered(k + 1)} {equals} {significant(float(values[k]), 3)}"
    output = [significant(k, 3) for k in values.tolist()]
    words = output[0] if len(output) == 1 else f"({', '.join(output)})"
    return with_units(f"{name} {equals} {words}", in_units(frame.dataset, values.tolist()), whole)


def places(box: QRectF, lines: tuple[int, ...]) -> list[QPointF | None]:
    """Where blocks of so many lines begin: below one another, or side by side where the box is low.

    One that has no room has None.
    """
    below = sum(lines) * LINE + SPACE * (len(lines) - 1) <= box.height()
    found: list[QPointF | None] = []
    at, across = box.topLeft(), max(130.0, box.width() / len(lines))
    for count in lines:
        found.append(at if at.x() <= box.right() - NARROWEST else None)
        at = at + (QPointF(0, count * LINE + SPACE) if below else QPointF(across, 0))
    return found


def paint_notes(painter: QPainter, at: QPointF | None, notes: list[Note], theme: Theme, right: float) -> None:
    """Paint lines below one another from a point on, up to `right`, or not at all where there is none."""
    for k, note in enumerate(notes if at is not None else ()):
        _paint_note(painter, at + QPointF(0, k * LINE), note, theme, right)


def _paint_note(painter: QPainter, at: QPointF, note: Note, theme: Theme, right: float) -> None:
    painter.setFont(number_font(12, QFont.Weight.DemiBold if note.heading else QFont.Weight.Normal))
    ink = QColor(theme.text if note.strong or note.heading else theme.muted)
    if note.mark is not None:
        note.mark(painter, at + QPointF(0, LINE / 2))
    painter.setPen(quiet(ink, theme.surface, FADED) if note.faded else ink)
    left = at.x() + (note.room if note.mark else 0)
    room = right - left - 2
    fits = not note.brief or painter.fontMetrics().horizontalAdvance(note.words) <= room
    words = note.words if fits else note.brief
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(QRectF(left, at.y(), room, LINE), Qt.AlignmentFlag.AlignVCenter, words)
