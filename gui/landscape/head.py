"""The line above the landscape: which plane, its two parameters, and words about what is seen."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.frame import Frame
from core.landscape.spec import PlaneSpec, pair_of
from core.selection import Pick
from gui.fields import Choice
from gui.landscape.axis_field import AxisField

KINDS: list[tuple[str, object]] = [
    ("chosen", "parameters"),
    ("path", "path"),
    ("gradient", "gradient"),
    ("random", "random"),
]
TIPS = {
    "parameters": "C_train over two chosen parameters; all others stay as they are at the step named",
    "path": "The plane through the present point along the two principal directions of the path so far",
    "gradient": "The plane of the gradient of C_train and of the last update",
    "random": "Two random directions, each node's part as long as its own weights (Li et al. 2018)",
}


class LandscapeHead(QWidget):
    """Chooses the plane.

    Signals:
        kind_chosen: a kind of `PlaneSpec`.
        first_chosen, second_chosen: a parameter; None to follow the selection.
        anew: the plane is to be laid anew: through the present point, or along other random directions.
        said: a sentence.
        left: the keyboard goes back.

    """

    kind_chosen = Signal(object)
    first_chosen = Signal(object)
    second_chosen = Signal(object)
    anew = Signal()
    said = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        """Two parameters at first."""
        super().__init__()
        self.kind = Choice(KINDS, TIPS["parameters"])
        self.kind.setAccessibleName("Plane of the landscape")
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(5)
        self.first, self.second = AxisField("→", "to the right"), AxisField("↑", "upwards")
        self.again = QPushButton("anew")
        self.again.setProperty("role", "small")
        self.again.setToolTip("Lay the plane anew")
        self.again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._arrange()
        self.kind.chosen.connect(self.kind_chosen)
        self.again.clicked.connect(self.anew)
        for field, chosen in ((self.first, self.first_chosen), (self.second, self.second_chosen)):
            field.chosen.connect(chosen)
            field.armed.connect(self.on_armed)
            field.said.connect(self.said)
            field.left.connect(self.left)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(4)
        for part in (self.kind, self.first, self.second, self.again):
            row.addWidget(part)
        row.addStretch(1)

    def show_frame(self, frame: Frame, spec: PlaneSpec) -> None:
        """Show which plane is asked for."""
        self.kind.show_value(spec.kind)
        self.kind.setToolTip(TIPS[spec.kind])
        two = spec.kind == "parameters"
        for field in (self.first, self.second):
            field.setVisible(two)
        self.again.setVisible(not two)
        random = spec.kind == "random"
        self.again.setText("others" if random else "here")
        self.again.setToolTip(
            "Take two other random directions, from the present point"
            if random
            else "Lay the plane anew, through the present point"
        )
        if two:
            self._show_pair(frame, spec)

    def _show_pair(self, frame: Frame, spec: PlaneSpec) -> None:
        pair = pair_of(spec, frame.pick, frame.n)
        for field, pick in zip((self.first, self.second), pair, strict=True):
            field.show_pick(pick, frame.n, frame.pick)
        self._pair: tuple[Pick, Pick] = pair

    @Slot()
    def on_armed(self) -> None:
        """Only one axis waits at a time."""
        field = self.sender()
        other = self.second if field is self.first else self.first
        other.button.setChecked(False)
