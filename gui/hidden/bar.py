"""The line of the dock's title: which layer is shown, and what is drawn of it."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.frame import Frame
from core.hidden_space import HiddenSpace, space_of
from gui.fields import Choice
from gui.hidden.parts import Parts
from gui.hidden.words import grid_words, layer_options, lines_words

TIPS = {
    "grid": "Show where straight lines of the inputs go",
    "samples": "Show where the samples go",
    "lines": "Show where the nodes of the next layer decide",
}
CHOICE = 88
"""Pixels of the choice of a layer."""
NARROW = 260
"""Where there are fewer pixels than this, signs stand for the words of the switches."""
SIGNS = {"grid": "#", "samples": "•", "lines": "/"}


class HiddenBar(QWidget):
    """A choice of layers and three switches.

    Signals:
        layer_chosen: the number of a layer.
        parts_changed: what is to be drawn, `Parts`.

    """

    layer_chosen = Signal(int)
    parts_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing can be chosen before the first frame."""
        super().__init__(parent)
        self.layer = Choice([], "The layer whose space is shown")
        self.layer.setAccessibleName("Layer whose space is shown")
        self.layer.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.setFixedWidth(CHOICE)
        self.layer.chosen.connect(self.on_layer_chosen)
        self.switches = {name: self._switch(name, tip) for name, tip in TIPS.items()}
        self._offered: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(5)
        row.addWidget(self.layer)
        row.addStretch(1)
        for button in self.switches.values():
            row.addWidget(button)

    def _switch(self, name: str, tip: str) -> QPushButton:
        button = QPushButton(name)
        button.setCheckable(True)
        button.setChecked(True)
        button.setProperty("role", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(self.on_switched)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write words on the switches, or signs where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        for name, button in self.switches.items():
            button.setText(SIGNS[name] if narrow else name)

    @property
    def parts(self) -> Parts:
        """What is to be drawn."""
        return Parts(**{name: button.isChecked() for name, button in self.switches.items()})

    def show_frame(self, frame: Frame, space: HiddenSpace | None) -> None:
        """Offer the layers of `frame`, and switches for what there is."""
        shown = space_of(frame.n, frame.view.hidden)
        self._offer(frame)
        self.layer.setVisible(shown is not None)
        self.layer.show_value(shown)
        for button in self.switches.values():
            button.setVisible(shown is not None)
        if space is not None:
            self._allow("grid", grid_words(frame, space))
            self._allow("lines", lines_words(frame, space))

    def _allow(self, name: str, tip: str) -> None:
        """Let a switch be used if `tip` says that it shows something; else it says why there is nothing."""
        switch = self.switches[name]
        if switch.toolTip() != tip:
            switch.setToolTip(tip)
            switch.setEnabled(tip.startswith("Show"))

    def _offer(self, frame: Frame) -> None:
        options = layer_options(frame)
        if options == self._offered:
            return
        self._offered = options
        with QSignalBlocker(self.layer):
            self.layer.clear()
            for k, (words, l, why) in enumerate(options):
                self.layer.addItem(words, l)
                self.layer.setItemData(k, why or None, Qt.ItemDataRole.ToolTipRole)
                self.layer.model().item(k).setEnabled(not why)
        widest = max(self.layer.fontMetrics().horizontalAdvance(words) for words, *_ in options)
        self.layer.view().setMinimumWidth(widest + 30)

    @Slot(object)
    def on_layer_chosen(self, layer: int) -> None:
        """Hand on the choice."""
        self.layer_chosen.emit(layer)

    @Slot(bool)
    def on_switched(self, on: bool) -> None:
        """Hand on what is to be drawn."""
        self.parts_changed.emit(self.parts)
