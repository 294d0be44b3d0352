"""The lines beside the picture: the sample shown, and what colours and marks mean."""

import numpy as np
from PySide6.QtGui import QColor

from core.frame import Frame
from core.hidden_space import HiddenSpace
from core.symbols import raised
from gui.hidden.deciding import Decision
from gui.hidden.ground import STRENGTH
from gui.hidden.words import axis_name, output_name, point_words
from gui.output.marks import BAR, bar_mark, dot_mark, line_mark, shown_mark
from gui.output.notes import Note
from gui.targets import Targets, blended_colours, class_colours, short
from gui.theme import Theme
from gui.writing.numbers import grouped, significant

MOST_CLASSES = 10
"""So many classes are told apart by colours."""


def shown_notes(frame: Frame, space: HiddenSpace, targets: Targets, theme: Theme) -> list[Note]:
    """The number, a^ℓ and y of the sample shown."""
    mark = shown_mark(targets.colour(frame.sample), theme)
    k = int(np.searchsorted(space.samples, frame.sample))
    found = [Note(f"sample {grouped(frame.sample + 1)}", mark, heading=True)]
    if k < len(space.samples) and space.samples[k] == frame.sample:
        found += [Note(words, strong=True) for words in _values(space, k)]
    return [*found, Note(targets.words(frame.sample, whole=True), brief=targets.words(frame.sample))]


def _values(space: HiddenSpace, k: int) -> list[str]:
    """a^ℓ of a sample in one line, or of three nodes in as many."""
    a = space.a[k].tolist()
    if len(a) == 2:
        return [point_words(f"a{raised(space.layer)}", a)]
    return [f"{axis_name(space, i)} = {significant(value, 3)}" for i, value in enumerate(a)]


def legend(
    frame: Frame,
    space: HiddenSpace,
    targets: Targets,
    decided: list[Decision],
    theme: Theme,
    named: bool = False,
) -> list[Note]:
    """What the ground, the lines and the rings stand for; the classes not where the dots are `named`."""
    notes = [] if named and targets.classes else _ground(frame, space, targets, theme)
    if decided:
        words = decided[0].name + (", …" if len(decided) > 1 else "")
        notes.append(Note(words, line_mark(QColor(theme.good), 2.2)))
    if frame.held_out.any():
        notes.append(Note("held out", dot_mark(QColor(theme.muted), theme, hollow=True)))
    if space.a.shape[1] == 3:
        notes.append(Note("drag to turn it"))
    return notes


def _ground(frame: Frame, space: HiddenSpace, targets: Targets, theme: Theme) -> list[Note]:
    if targets.classes:
        names = frame.dataset.outputs[:MOST_CLASSES]
        colours = class_colours(len(names), theme).tolist()
        return [Note(n, dot_mark(QColor(*c), theme)) for n, c in zip(names, colours, strict=True)]
    low, high = targets.centre - targets.reach, targets.centre + targets.reach
    ground = space.ground is not None
    colours = targets.of_values(np.linspace(low, high, BAR), ground=ground)
    colours = blended_colours(colours, theme.surface, STRENGTH if ground else 1.0)
    name = output_name(frame, 0) if ground else "y"
    return [Note(f"{name}: {short(low)} to {short(high)}", bar_mark(colours), room=BAR + 8)]
