"""Which sample is shown, whether it is in the batch, and what it is."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.frame import Frame
from gui.fields import WholeField
from gui.numbers import significant

MOST_VALUES = 4


class SampleBox(QWidget):
    """A number to choose the sample by, and a tick to follow the batch.

    Signals:
        chosen: the sample's index, or None to show one of the batch.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Empty until the first frame."""
        super().__init__()
        self.number = WholeField(1, 1, "Which sample's own values and derivatives are shown")
        self.number.setAccessibleName("Sample shown")
        self.number.setStepType(WholeField.StepType.DefaultStepType)
        self.number.setWrapping(True)
        self._total = QLabel()
        self.follow = QCheckBox("one of the batch")
        self.follow.setChecked(True)
        self.follow.setToolTip("While paused, show a sample that is in the present batch")
        self._place = QLabel()
        self._values = QLabel()
        self._values.setWordWrap(True)
        self._values.setProperty("role", "muted")
        self._arrange()
        self.number.changed.connect(self.on_number_changed)
        self.follow.clicked.connect(self.on_follow_clicked)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addWidget(self._total)
        row.addStretch()
        row.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self._values)
        column.addWidget(self._place)

    def show_frame(self, frame: Frame) -> None:
        """Show the sample of `frame`."""
        with QSignalBlocker(self.number):
            self.number.setMaximum(frame.dataset.samples)
            self.number.setValue(frame.sample + 1)
        self.follow.setChecked(frame.follows_batch)
        self._total.setText(f"of {frame.dataset.samples}")
        self._values.setText(_values(frame))
        self._place.setText(_place(frame))
        role = "muted" if frame.in_batch or frame.live else "bad"
        if self._place.property("role") != role:
            self._place.setProperty("role", role)
            self._place.style().polish(self._place)

    @Slot(int)
    def on_number_changed(self, number: int) -> None:
        """Show that sample and stay with it."""
        self.follow.setChecked(False)
        self.chosen.emit(number - 1)

    @Slot(bool)
    def on_follow_clicked(self, on: bool) -> None:
        """Follow the batch, or stay with the sample shown."""
        self.chosen.emit(None if on else self.number.value() - 1)


def _place(frame: Frame) -> str:
    if frame.live:
        return "batches pass by too fast to follow"
    if frame.in_batch:
        return f"one of the {frame.m} in this batch" if frame.m > 1 else "is this batch"
    return "not in this batch, nor in its gradient"


def _values(frame: Frame) -> str:
    x, y = frame.x[:, 0], frame.y[:, 0]
    if len(y) > 1:
        target = f"y: {frame.dataset.outputs[int(y.argmax())]}"
    else:
        target = f"y = {significant(y[0], 3) if y[0] != round(y[0]) else f'{y[0]:g}'}"
    if len(x) > MOST_VALUES:
        return f"{len(x)} inputs, {target}"
    inputs = ", ".join(significant(k, 3) if k != round(k) else f"{k:g}" for k in x.tolist())
    return f"x = ({inputs}), {target}" if len(x) > 1 else f"x = {inputs}, {target}"
