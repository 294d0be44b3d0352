"""What the colours and marks of the output over a plane mean."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from core.frame import Frame
from gui.output.marks import BAR, bar_mark, dot_mark, line_mark
from gui.output.notes import LINE, Note
from gui.targets import Targets, class_colours, short
from gui.theme import Theme, blended

FAINTEST = 0.4
"""How much is left of the colour of a sample that is far from the plane."""

ELSEWHERE = "faint: off the plane"


def legend(frame: Frame, targets: Targets, theme: Theme, output: str | None, far: bool) -> list[Note]:
    """The colours of `output`, or of all classes where it is None; and what dots and lines there are.

    `far` tells whether there are inputs besides the two that span the plane.
    """
    notes = _classes(frame, theme) if output is None else _bar(frame, targets, output)
    if frame.dataset.task == "classification" and output is not None:
        notes.append(Note(f"{output} = ½", line_mark(QColor(theme.text))))
    if far:
        grey = blended(QColor(theme.text), theme.surface, 0.4)
        notes.append(Note(ELSEWHERE, dot_mark(grey, theme)))
    if frame.held_out.any():
        notes.append(Note("held out", dot_mark(QColor(theme.muted), theme, hollow=True)))
    return notes


def fitting(notes: list[Note], room: QRectF | None) -> list[Note]:
    """As many lines as have room."""
    most = len(notes) if room is None else max(1, int(room.height() // LINE))
    if len(notes) <= most:
        return notes
    return [*notes[: most - 1], Note(f"and {len(notes) - most + 1} more", room=0)]


def _classes(frame: Frame, theme: Theme) -> list[Note]:
    names = frame.dataset.outputs
    colours = class_colours(len(names), theme).tolist()
    return [Note(n, dot_mark(QColor(*c), theme)) for n, c in zip(names, colours, strict=True)]


def _bar(frame: Frame, targets: Targets, output: str) -> list[Note]:
    low, high = targets.centre - targets.reach, targets.centre + targets.reach
    mark = bar_mark(targets.of_values(np.linspace(low, high, BAR), ground=True))
    ends, room = f"{short(low)} to {short(high)}", BAR + 8
    if frame.dataset.task == "classification":
        return [Note(f"{output}: {ends}", mark, room=room)]
    return [Note(output, mark, room=room), Note(ends)]  # side by side they may be too wide
