"""The lines beside the landscape: cost and slopes where training stands, and what colours and signs mean."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from core.frame import Frame
from core.landscape.picture import Landscape
from core.landscape.way import Way
from gui.landscape.heights import Heights, coloured
from gui.output.marks import BAR, Paint, bar_mark, line_mark
from gui.output.notes import Note
from gui.theme import Theme
from gui.writing.numbers import grouped, significant

FAR = 0.005
"""A distance from the plane of this share of the picture can be seen."""


def notes_of(
    frame: Frame, shown: Landscape, heights: Heights, marks: tuple[str, ...], theme: Theme
) -> list[Note]:
    """Everything that there is to say, the most important first."""
    surface, way = shown.surface, shown.way
    stale = way.step != frame.cursor.step
    notes = [Note(f"{cost_name(shown)} = {significant(way.cost, 4)}", heading=True, faded=stale)]
    for name, slope in zip(surface.plane.names, way.slopes, strict=True):
        notes.append(Note(_slope_words(shown, name, slope), strong=True, faded=stale))
    notes.append(_bar(heights, theme))
    notes += [_mark_note(name, shown, theme) for name in marks]
    notes += [Note(words, brief=brief) for words, brief in _small_print(shown)]
    return notes


def cost_name(shown: Landscape) -> str:
    """What the height is."""
    return "C_train + R" if shown.surface is not None and shown.surface.regularised else "C_train"


def _slope_words(shown: Landscape, name: str, slope: float) -> str:
    if not shown.pair:
        return f"slope {name}: {significant(slope, 3)}"
    of = "∂(C+R)" if shown.surface.regularised else "∂C"
    return f"{of}/∂{name} = {significant(slope, 3)}"


def _bar(heights: Heights, theme: Theme) -> Note:
    mark = bar_mark(coloured(np.linspace(0.0, 1.0, BAR), theme))
    low, high = significant(heights.low, 2), significant(heights.high, 2)
    return Note(f"{low} to {'≥ ' if heights.cut else ''}{high}", mark, room=BAR + 8, brief=f"{low}–{high}")


def _mark_note(name: str, shown: Landscape, theme: Theme) -> Note:
    words, brief = _mark_words(name, shown.way)
    return Note(words, mark_of(name, theme), brief=brief)


def _mark_words(name: str, way: Way) -> tuple[str, str]:
    if name == "path":
        return f"path, {grouped(int(way.steps[-1]))} steps", "path"
    return {
        "delta": ("the last update Δθ", "last Δθ"),
        "long delta": ("direction of the last Δθ", "last Δθ"),
        "downhill": ("steepest descent", "downhill"),
        "tangent": ("tangent plane", "tangent"),
    }[name]


def mark_of(name: str, theme: Theme) -> Paint:
    """The small sign of a part of the picture."""
    if name == "path":
        return line_mark(QColor(theme.accent), 2.2)
    if name == "tangent":
        return line_mark(tangent_ink(theme), 1.4)
    ink = delta_ink(theme) if "delta" in name else downhill_ink(theme)

    def paint(painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(ink, 2.0))
        tip = at + QPointF(12, 0)
        for tail in (at, tip + QPointF(-4, -3.5), tip + QPointF(-4, 3.5)):
            painter.drawLine(tail, tip)

    return paint


def delta_ink(theme: Theme) -> QColor:
    """The colour of the last update."""
    return QColor("#ff6fae" if theme.dark else "#c2185b")


def downhill_ink(theme: Theme) -> QColor:
    """The colour of the steepest descent."""
    return QColor("#f4f6f8" if theme.dark else "#14161a")


def tangent_ink(theme: Theme) -> QColor:
    """The colour of the tangent plane."""
    return QColor("#ff8f6b" if theme.dark else "#b3261e")


def _small_print(shown: Landscape) -> list[tuple[str, str]]:
    """Which samples, which parameters, and what is not in the plane."""
    surface, way = shown.surface, shown.way
    few = f"{grouped(surface.samples)} of {grouped(surface.of)} samples"
    found = [(few if surface.samples < surface.of else f"all {grouped(surface.of)} samples", few)]
    if shown.pair:
        if surface.step != way.step:
            found.append((f"surface: step {grouped(surface.step)}", ""))
        return found
    found.append((f"plane laid at step {grouped(surface.step)}", f"laid at {grouped(surface.step)}"))
    if way.farthest > FAR * surface.window.half:
        off = significant(way.farthest, 2)
        found.append((f"path ≤ {off} off the plane", f"path ≤ {off} off"))
    if way.distance > FAR * surface.window.half:
        off = significant(way.distance, 2)
        found.append((f"now {off} off the plane", f"now {off} off"))
    return found
