"""The network's output: over a line or a plane of inputs, or against the targets."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.frame import Frame
from core.plane import usual_axes
from gui.drawing.classes import ClassRow
from gui.drawing.easel import Easel
from gui.drawing.layer import BrushLayer
from gui.drawing.tools import DrawingTools
from gui.fields import Choice
from gui.network.legend import FittingLabel
from gui.output.axes_row import PLANE, AxesRow, Looks
from gui.output.bars import BarsView
from gui.output.curve import CurveView
from gui.output.plane import NOBODY, PlaneView
from gui.output.view import OutputView
from gui.pages import empty_page, pages_in
from gui.theme import DARK, Theme
from gui.writing.indices import raised
from gui.writing.numbers import grouped

PLANAR = 2
"""Data with more inputs has a plane only where two of them are chosen."""
LARGEST = "largest"
WORDS = 140
"""Pixels left for the line above the picture, so that an output may be chosen beside the classes."""
BRIEF = 16
"""Letters of the names of the inputs, at most, that the line above the picture has."""
NOT_YET = "not computed yet"
HINT = "The output appears with the forward pass."


TIP = (
    "The output of the last layer for inputs all over the axes, computed beside training "
    "with the parameters after the step that is named"
)


def briefer(words: str) -> tuple[str, ...]:
    """A reading, without the sample, and without the place."""
    first = words.split("  ·  ", maxsplit=1)[0]
    return words, first, first.split(": ")[-1]


def _over_two_of_many(frame: Frame, name: str) -> tuple[str, ...]:
    """What is shown over a plane in which the other inputs stand."""
    plane = frame.output.plane
    others = f"{name}; other inputs as in sample {grouped(plane.sample + 1)}"
    short = f"{name}; others as in sample {grouped(plane.sample + 1)}"
    if frame.live:
        return others, short, name
    return f"{others}, step {grouped(frame.output.step)}", others, short, name


class OutputPanel(QWidget):
    """Shows the output in the way that suits the data, and reads it under the mouse.

    Signals:
        sample_chosen: index of the sample that was clicked.
        viewed: a dict of fields of the view that should change.

    Attributes:
        looks, axes: of data with more than two inputs: bars or a plane, and the two that span it.
        easel: paints on the plane; `layer` lies over it, `classes` and `bar` have the tools.

    """

    sample_chosen = Signal(object)
    viewed = Signal(object)

    title = "Output"
    name = "output"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._frame: Frame | None = None
        self.curve, self.plane, self.bars = CurveView(), PlaneView(), BarsView()
        self._views: tuple[OutputView, ...] = (self.curve, self.plane, self.bars)
        self.easel = Easel(self)
        self.layer = BrushLayer(self.plane, self.easel)
        self.bar, self.classes = DrawingTools(self.easel), ClassRow(self.easel)
        self.easel.renewed.connect(self.on_renewed)
        self.looks, self.axes = Looks(), AxesRow()
        self.looks.chosen.connect(self.on_look_chosen)
        self.axes.chosen.connect(self.on_axes_chosen)
        self._several, self._offered = False, None
        self._words, self._pointed = FittingLabel(), ""
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._readout = ""
        self.which = Choice([], "Which output is shown")
        self.which.setAccessibleName("Output shown")
        self.which.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(6)
        self.which.chosen.connect(self.on_output_chosen)
        self._arrange()
        self.easel.changed.connect(self._fit_head)
        for view in self._views:
            view.chosen.connect(self.sample_chosen)
            view.pointed.connect(self.on_pointed)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 6, 0)
        head.setSpacing(6)
        head.addWidget(self._words, 1)
        head.addWidget(self.which)
        head.addWidget(self.classes)
        self.hint = empty_page(HINT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.axes)
        column.addLayout(head)
        self._pages = pages_in(column, (self.hint, *self._views))
        self.which.hide()
        self.axes.hide()
        self.looks.hide()
        self.bar.put_beside(self.looks)
        self.setMinimumSize(180, 120)

    def sizeHint(self) -> QSize:
        """Room for a plane and its notes."""
        return QSize(390, 240)

    @property
    def readout(self) -> str:
        """What the line above the picture says where there is room for all of it."""
        return self._readout

    @property
    def maps_painted(self) -> int:
        """How many maps of the output were painted, each of which was new."""
        return self.curve.maps_painted + self.plane.maps_painted

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        for view in self._views:
            view.set_theme(theme)
        self.bar.set_theme(theme)
        self.classes.set_theme(theme)
        if self.plane.targets is not None:
            self.classes.show_targets(self.plane.targets)

    def show_frame(self, frame: Frame) -> None:
        """Show the output of `frame`."""
        if not self.isVisible() or self._waits(frame):
            return
        if self._frame is None or self._frame.dataset is not frame.dataset:
            self._offer_outputs(frame)
        self._frame = frame
        self._show_axes(frame)
        view = self._view_of(frame)
        view.show_frame(frame)
        self._pages.setCurrentWidget(self.hint if self._hint_for(frame) else view)
        self.hint.setText(self._hint_for(frame))
        self._fit_head()
        if view is self.plane:
            self.layer.follow()
            self.classes.show_targets(self.plane.targets)
        self._say()

    def _waits(self, frame: Frame) -> bool:
        """Whether the plane stays as it is for a moment, since the output over another is not there yet."""
        soon = frame.output is None and not frame.view.exercise
        return soon and self.easel.ready and self.plane.area is not None

    def _show_axes(self, frame: Frame) -> None:
        """Of more than two inputs show which span the plane; at first those that spread most."""
        many = frame.dataset.base > PLANAR
        self.looks.setVisible(many)
        chosen = many and self.looks.look == PLANE
        self.axes.setVisible(chosen)
        if not chosen:
            return
        self.axes.show_axes(frame.dataset.inputs, frame.view.axes)
        if frame.view.axes is None:
            self.viewed.emit({"axes": usual_axes(frame.dataset)})

    def _view_of(self, frame: Frame) -> OutputView:
        base = frame.dataset.base
        if base > PLANAR:
            return self.plane if self.looks.look == PLANE else self.bars
        return self.plane if base == PLANAR else self.curve

    def _hint_for(self, frame: Frame) -> str:
        return HINT if frame.output is None and self._view_of(frame) is not self.bars else ""

    def _offer_outputs(self, frame: Frame) -> None:
        """Let one of several outputs over a plane be chosen, or the largest of classes."""
        names, classes = frame.dataset.outputs, frame.dataset.task == "classification"
        offered = names, classes, frame.dataset.base
        if offered == self._offered:
            return
        self._offered = offered
        options: list[tuple[str, object]] = [(LARGEST, None)] if classes else []
        options += [(name, i) for i, name in enumerate(names)]
        with QSignalBlocker(self.which):
            self.which.clear()
            for words, value in options:
                self.which.addItem(words, value)
        widest = max(self.which.fontMetrics().horizontalAdvance(words) for words, _ in options)
        self.which.view().setMinimumWidth(min(widest + 30, 360))
        self._several = len(names) > 1
        self.plane.show_output(None if classes else 0)

    @Slot()
    def _fit_head(self) -> None:
        """While one paints, the classes come before the choice of an output, and that before the words."""
        needed = self.which.sizeHint().width() + self.classes.sizeHint().width() + WORDS
        choosable = self._several and self._frame is not None and self._view_of(self._frame) is self.plane
        self.which.setVisible(choosable and (not self.easel.on or self.width() >= needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what fits."""
        super().resizeEvent(event)
        self._fit_head()

    def _say(self) -> None:
        """Say what is under the mouse, or else what is shown."""
        frame = self._frame
        wordings = briefer(self._pointed) if self._pointed else self._what_is_shown(frame)
        self._readout = wordings[0]
        self._words.show_wordings(*wordings)
        self._words.setToolTip(TIP)

    def _what_is_shown(self, frame: Frame) -> tuple[str, ...]:
        name = f"a{raised(frame.L)}"
        if self._view_of(frame) is self.bars:
            known = np.isfinite(frame.a[frame.L]).all()
            sample = f"{name} against y, sample {grouped(frame.sample + 1)}"
            return (sample, f"{name} against y", name) if known else (f"{name}: {NOT_YET}", name)
        if frame.output is None:
            return ("",)
        if frame.output.plane.sample is not None:
            return _over_two_of_many(frame, name)
        inputs = ", ".join(frame.dataset.inputs[: frame.dataset.base])
        words = f"{name} over {inputs if len(inputs) <= BRIEF else 'the inputs'}"
        if frame.live:  # words that change with every map would lay out the window again each time
            return words, name
        step = f"step {grouped(frame.output.step)}"
        return f"{words}, {step}", words, name

    @Slot(str)
    def on_look_chosen(self, look: str) -> None:
        """Show bars, or a plane."""
        if self._frame is not None:
            self.show_frame(self._frame)

    @Slot(object)
    def on_axes_chosen(self, axes: tuple[int, int]) -> None:
        """Ask for another plane."""
        self.viewed.emit({"axes": axes})

    @Slot()
    def on_renewed(self) -> None:
        """Show at once what has become of a stroke."""
        frame = self.easel.frame
        if frame is not None and frame is not self._frame:
            self.show_frame(frame)
        elif frame is not None and self._view_of(frame) is self.plane:
            self.layer.follow()

    @Slot(object)
    def show_marked(self, samples: NDArray[np.intp] | None) -> None:
        """Mark these samples on the plane, those of a cell of the confusion matrix, or none."""
        self.plane.mark(NOBODY if samples is None else samples)

    @Slot(object)
    def on_output_chosen(self, output: int | None) -> None:
        """Show another output."""
        self.plane.show_output(output)

    @Slot(str)
    def on_pointed(self, words: str) -> None:
        """Say what is under the mouse."""
        self._pointed = words
        if self._frame is not None:
            self._say()
