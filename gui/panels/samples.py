"""The samples: which one is shown, what it is, the present batch and the whole set."""

import numpy as np
from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.frame import Frame
from gui.fields import WholeField
from gui.network.legend import FittingLabel
from gui.output.pixels import picture, side_of
from gui.samples.cells import Samples
from gui.samples.glance import Glance
from gui.samples.legend import Legend
from gui.samples.view import CellView
from gui.targets import Targets, guessing_cost, short
from gui.theme import DARK, Theme
from gui.writing.numbers import grouped, significant

MOST_VALUES = 4
STRIP_HEIGHT = 21
MOST_OF_TARGET = 0.6
"""Of the width, what y takes at most: a long name of a class leaves x some room."""
INPUT_TIP = "x = a⁰, the input of this sample"
TARGET_TIP = "y, the expected output for this sample"
NONE = np.empty(0, dtype=np.intp)


class SamplesPanel(QWidget):
    """The number of the sample shown, its x, y and C, and all samples as cells to choose from.

    Signals:
        sample_chosen: index of the sample to show, or None to show one of the batch.
        left: the person has finished (Enter).
    """

    sample_chosen = Signal(object)
    left = Signal()

    title = "Samples"
    name = "samples"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._theme = DARK
        self._targets: Targets | None = None
        self._drawn: tuple[object, ...] = ()
        self._pointed: int | None = None
        self._marked = NONE
        self._make_parts()
        self._arrange()
        self._connect()

    def _make_parts(self) -> None:
        self.number = WholeField(1, 1, "Which sample's own values and derivatives are shown")
        self.number.setAccessibleName("Sample shown")
        self.number.setStepType(WholeField.StepType.DefaultStepType)
        self.number.setWrapping(True)
        self.follow = QCheckBox("one of the batch")
        self.follow.setChecked(True)
        self.follow.setToolTip("While paused, show a sample that is in the present batch")
        self._total, self._inputs, self._target = QLabel(), FittingLabel(), QLabel()
        self._inputs.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._total.setToolTip("M, how many samples the set has")
        self._cost, self._place = QLabel(), QLabel()
        self._cost.setToolTip(
            "C, the cost of this sample alone: how far the output is from y; pale while it is an older step's"
        )
        self._place.setToolTip(
            "The batch: the samples whose gradients are averaged for one step. "
            "A sample that is not in it has no part in the step's gradient"
        )
        for label in (self._total, self._target):
            label.setProperty("role", "muted")
        self.strip, self.grid, self.legend = CellView(single_row=True), CellView(), Legend()
        self.glance = Glance(self)
        self.strip.setFixedHeight(STRIP_HEIGHT)
        self.strip.setAccessibleName("Samples of the batch")
        self.grid.setAccessibleName("All samples")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 8)
        column.setSpacing(4)
        column.addLayout(_row(self.number, self._total, None, self._cost))
        values = _row(self._inputs, self._target)
        values.setStretch(0, 1)
        column.addLayout(values)
        column.addLayout(_row(self.follow, None, self._place))
        column.addWidget(self.strip)
        column.addWidget(self.grid, 1)
        column.addWidget(self.legend)
        self.setMinimumSize(220, 170)

    def _connect(self) -> None:
        self.number.changed.connect(self.on_number_changed)
        self.number.left.connect(self.left)
        self.follow.clicked.connect(self.on_follow_clicked)
        self.grid.scrolled.connect(self.on_scrolled)
        for view in (self.strip, self.grid):
            view.chosen.connect(self.on_cell_chosen)
            view.pointed.connect(self.on_pointed)
            view.left.connect(self.left)

    def sizeHint(self) -> QSize:
        """Room for a few rows of cells."""
        return QSize(268, 250)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let no picture stay behind."""
        self.glance.hide()
        super().hideEvent(event)

    # What the session says

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme, self._targets = theme, None
        for part in (self.strip, self.grid, self.glance):
            part.set_theme(theme)

    def show_again(self) -> None:
        """Put back what is really so, after something was refused."""
        if self._frame is not None:
            self.show_frame(self._frame)

    def show_frame(self, frame: Frame) -> None:
        """Show the sample of `frame`, its batch and the costs of all samples."""
        if not self.isVisible():
            return
        self._frame = frame
        with QSignalBlocker(self.number):
            self.number.setMaximum(frame.dataset.samples)
            self.number.setValue(frame.sample + 1)
        self.follow.setChecked(frame.follows_batch)
        self._say(frame)
        self._show_cells(frame)

    def _say(self, frame: Frame) -> None:
        self._total.setText(f"of {grouped(frame.dataset.samples)}")
        inputs = _inputs(frame)
        self._inputs.show_wordings(*inputs)
        self._inputs.setToolTip(f"{inputs[0]}\n\n{INPUT_TIP}")
        self._cost.setText(f"C = {significant(frame.C, 3)}")
        _set_role(self._cost, "" if frame.fresh_cost else "muted")
        unseen = bool(frame.held_out[frame.sample])
        _set_role(self._place, "muted" if frame.in_batch or frame.live or unseen else "bad")
        number = grouped(frame.batch_number + 1)
        if frame.live:
            self._place.setText("too fast to follow")
        elif frame.in_batch:
            self._place.setText(f"batch {number} of {grouped(frame.batches)}")
        elif unseen:
            self._place.setText("held out of training")
        else:
            self._place.setText(f"not in batch {number}")

    def _show_cells(self, frame: Frame) -> None:
        """Draw the cells again if anything about them has changed, or only the outline of the one shown."""
        if self._targets is None or self._targets.dataset is not frame.dataset:
            self._take_dataset(frame)
        room = round(MOST_OF_TARGET * self.width())
        words, middle = self._targets.words(frame.sample), Qt.TextElideMode.ElideMiddle
        self._target.setText(self._target.fontMetrics().elidedText(words, middle, room))
        self._target.setToolTip(f"{self._targets.words(frame.sample, whole=True)}\n\n{TARGET_TIP}")
        costs = None if frame.score is None else frame.score.costs
        batch = NONE if frame.live else frame.batch
        drawn = (self._targets, costs, frame.held_out, self._marked, batch)
        if len(self._drawn) == len(drawn) and all(map(_same, self._drawn, drawn)):
            self.strip.show_sample(frame.sample)
            self.grid.show_sample(frame.sample)
        else:
            self._drawn = drawn
            self._draw_cells(frame, costs, batch)
        self._say_pointed()

    def _take_dataset(self, frame: Frame) -> None:
        self._targets = Targets(frame.dataset, self._theme)
        self._guessing = guessing_cost(frame.dataset, frame.experiment)
        self._everything = np.arange(frame.dataset.samples)
        self._pointed = None
        self.legend.show_targets(self._targets, self._guessing)

    def _draw_cells(self, frame: Frame, costs: np.ndarray | None, batch: np.ndarray) -> None:
        in_batch, marked = (self._chosen(k) for k in (batch, self._marked))
        known = np.full(len(self._everything), np.nan) if costs is None else costs
        of = Samples(self._targets, known, self._guessing, frame.held_out, in_batch, marked)
        self.strip.show_cells(batch, of, frame.sample)
        self.grid.show_cells(self._everything, of, frame.sample)

    def _chosen(self, samples: np.ndarray) -> np.ndarray:
        """(M,), True for these samples."""
        found = np.zeros(len(self._everything), dtype=np.bool_)
        found[samples[samples < len(found)]] = True
        return found

    # What the person does

    @Slot(object)
    def show_marked(self, samples: np.ndarray | None) -> None:
        """Outline these samples, those of a cell of the confusion matrix, or none."""
        self._marked = NONE if samples is None else samples
        if self._frame is not None and self.isVisible():
            self._show_cells(self._frame)

    @Slot(int)
    def on_number_changed(self, number: int) -> None:
        """Show that sample and stay with it."""
        self.on_cell_chosen(number - 1)

    @Slot(int)
    def on_cell_chosen(self, sample: int) -> None:
        """Show that sample and stay with it."""
        self.follow.setChecked(False)
        self.sample_chosen.emit(sample)

    @Slot(bool)
    def on_follow_clicked(self, on: bool) -> None:
        """Follow the batch, or stay with the sample shown."""
        self.sample_chosen.emit(None if on else self.number.value() - 1)

    @Slot(object)
    def on_pointed(self, sample: int | None) -> None:
        """Say what the sample under the mouse is, and show it where it is a picture."""
        self._pointed = sample
        self._say_pointed()
        side = None if sample is None or self._frame is None else side_of(self._frame.dataset)
        view = self.sender()
        box = None if side is None else view.rect_of(sample)
        if box is None:
            self.glance.hide()
            return
        data = self._frame.dataset
        cell = box.toAlignedRect().translated(view.mapTo(self, QPoint(0, 0)))
        self.glance.show_picture(picture(data, data.x[:, sample], side, self._theme), self, cell)

    @Slot()
    def on_scrolled(self) -> None:
        """Say which samples are in view, where there are more."""
        found = self.grid.in_view()
        self.legend.say_view("" if found is None else " – ".join(grouped(k + 1) for k in found) + " in view")

    def _say_pointed(self) -> None:
        frame, k = self._frame, self._pointed
        if frame is None or self._targets is None or k is None or k >= frame.dataset.samples:
            self.legend.say("")  # in another theme the colours are those of the next frame
            return
        words = [f"sample {grouped(k + 1)}: {self._targets.words(k)}"]
        if frame.score is not None:
            words.append(f"C = {significant(float(frame.score.costs[k]), 3)}")
        if frame.held_out[k]:
            words.append("held out")
        elif not frame.live and k in frame.batch:
            words.append("in this batch")
        self.legend.say(", ".join(words))


def _same(one: object, other: object) -> bool:
    arrays = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return one is other or (arrays and one.dtype == other.dtype == np.intp and np.array_equal(one, other))


def _set_role(label: QLabel, role: str) -> None:
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().polish(label)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Parts side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addStretch(1) if part is None else row.addWidget(part)
    return row


def _inputs(frame: Frame) -> tuple[str, ...]:
    """The data's own inputs, for features follow from them; shorter, and only their number, if need be."""
    x = frame.x[: frame.dataset.base, 0].tolist()
    count = f"x: {grouped(len(x))} inputs"
    if len(x) > MOST_VALUES:
        return (count,)
    written = [", ".join(short(k, digits) for k in x) for digits in ((3, 2) if len(x) <= 2 else (2,))]
    return (f"x = {written[0]}",) if len(x) == 1 else (*(f"x = ({values})" for values in written), count)
