"""The space of a layer of two or three nodes: where the inputs go, and where the next layer decides."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from core.commands import Load
from core.frame import Frame
from core.hidden_space import HiddenSpace, space_of
from core.pictures.hidden import hidden_space
from gui.hidden.bar import HiddenBar
from gui.hidden.offer import offered
from gui.hidden.parts import Parts
from gui.hidden.way import WaySlider
from gui.hidden.words import TIP, headings, hint_for, on_the_way
from gui.network.legend import FittingLabel
from gui.pages import empty_page
from gui.picture_panel import PicturePanel
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding


class HiddenPanel(Unfolding, PicturePanel):
    """A picture with a line above it that reads it; `bar`, for the dock's title, chooses what is drawn."""

    name, title = "hidden", "Hidden space"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self._theme = DARK
        self._frame: Frame | None = None
        self._pointed = self._readout = ""
        self.bar = HiddenBar()
        self.setMinimumSize(180, 120)

    def make(self) -> None:
        """Make the picture and the words around it."""
        from gui.hidden.view import SpaceView  # noqa: PLC0415 - not a part of every start

        self.picture, self.words = SpaceView(), FittingLabel()
        self.way = WaySlider()
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.hint = empty_page()
        self.offer = QPushButton()
        self.offer.setToolTip("Begin again with a network that has such a layer before the output")
        self._arrange()
        self._connect()
        self.on_parts_changed(self.bar.parts)
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        empty, shown = QWidget(), QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(self.hint)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column = QVBoxLayout(shown)
        column.setContentsMargins(10, 2, 4, 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.way)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(shown)

    def _connect(self) -> None:
        self.bar.layer_chosen.connect(self.on_layer_chosen)
        self.bar.parts_changed.connect(self.on_parts_changed)
        self.way.changed.connect(self.on_way_changed)
        self.picture.chosen.connect(self.sample_chosen)
        self.picture.pointed.connect(self.on_pointed)
        self.picture.left.connect(self.left)
        self.offer.clicked.connect(self.on_offer_clicked)

    def sizeHint(self) -> QSize:
        """Room for a picture and its notes."""
        return QSize(390, 260)

    @property
    def readout(self) -> str:
        """What the line above the picture says where there is room for all of it."""
        return self._readout

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        if self.made:
            self.picture.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Show the picture that `frame` carries, or why there is none."""
        if not self.isVisible():
            return
        self._frame = frame
        space = hidden_space(frame)
        why = hint_for(frame, space)
        self.bar.show_frame(frame, space)
        if why:
            self._say_why(frame, why)
        else:
            self._lead_to(space)
            self.picture.show_frame(frame)
            self._say()
        self._pages.setCurrentIndex(int(not why))

    def _lead_to(self, space: HiddenSpace) -> None:
        """Offer the way there from a plane of inputs; without one there is only its end."""
        self.way.setVisible(space.plane is not None)
        self.way.show_layer(space.layer)
        if space.plane is None and self.way.share < 1.0:
            self.way.arrive()
            self.picture.show_way(1.0)

    def _say_why(self, frame: Frame, why: str) -> None:
        self.hint.setText(why)
        found = offered(frame.experiment) if space_of(frame.n, None) is None else None
        self.offer.setVisible(found is not None)
        if found is not None:
            self.offer.setText(found.words)

    def _say(self) -> None:
        """Read what is under the mouse, or else say what is shown."""
        frame = self._frame
        space = None if frame is None else hidden_space(frame)
        if space is None:
            return
        pointed = self._pointed
        still = headings(frame, space) if self.way.share == 1.0 else on_the_way(space, self.way.share)
        wordings = (pointed, pointed.split(": ")[-1]) if pointed else still
        self._readout = wordings[0]
        self.words.show_wordings(*wordings)
        self.words.setToolTip(TIP)
        self.picture.setAccessibleDescription(wordings[0])

    # What the person does

    @Slot(int)
    def on_layer_chosen(self, layer: int) -> None:
        """Show another layer's space."""
        self.viewed.emit({"hidden": layer})

    @Slot(object)
    def on_parts_changed(self, parts: Parts) -> None:
        """Draw more or less."""
        self.picture.show_parts(parts)

    @Slot(float)
    def on_way_changed(self, way: float) -> None:
        """Draw it on its way."""
        self.picture.show_way(way)
        self._say()

    @Slot(str)
    def on_pointed(self, words: str) -> None:
        """Say what is under the mouse."""
        self._pointed = words
        self._say()

    @Slot()
    def on_offer_clicked(self) -> None:
        """Begin with the network that is offered."""
        found = None if self._frame is None else offered(self._frame.experiment)
        if found is not None:
            self.asked.emit(Load(found.experiment))
