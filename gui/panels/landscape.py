"""The cost over a plane of parameters, and the way that training takes in it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.commands import Edit
from core.frame import Frame
from core.landscape.picture import landscape
from core.landscape.spec import MOST_SEED, PlaneSpec, pair_of
from core.landscape.window import Window, seen_through
from core.selection import Pick
from gui.landscape.bar import LandscapeBar
from gui.pages import empty_page, pages_in
from gui.picture_panel import PicturePanel
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding

if TYPE_CHECKING:
    from gui.landscape.view import LandscapeView

WAITING = "The cost is being worked out at the points of a grid."
EXERCISE = "The exercise asks for what the slopes here would tell: the landscape waits for its end."
DIVERGED = "Training has diverged. Go back to a finite step to see the cost around it."

PATIENCE = 3
"""Frames after which what was asked for has come about, or was refused."""

MAP_TIP = (
    "The cost seen from above.\nDrag to move; turn the wheel or press + and − to come nearer; Home shows all."
)
PUT_TIP = "\nA double click puts the two parameters there, and training goes on from it."
SPACE_TIP = "The cost as a surface.\nDrag it or press an arrow key to turn it; turn the wheel to come nearer."


def briefer(words: str) -> str:
    """A reading without the names: "(1.20, −0.40): C_train = 0.31"."""
    places, colon, cost = words.partition(": ")
    numbers = ", ".join(part.split(" = ")[-1] for part in places.split(", "))
    return f"({numbers}){colon}{cost}" if colon else ""


class LandscapePanel(Unfolding, PicturePanel):
    """A map or a surface of C_train over a plane of parameters."""

    name, title = "landscape", "Landscape"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame that has a landscape."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._spec = PlaneSpec()
        self._asked: PlaneSpec | None = None
        self._missed = 0
        self._theme = DARK
        self.bar = LandscapeBar()
        self.setMinimumSize(180, 120)

    def make(self) -> None:
        """Make the map, the surface and the line above them."""
        from gui.landscape.head import LandscapeHead  # noqa: PLC0415 - not a part of every start
        from gui.landscape.map_view import MapView  # noqa: PLC0415 - not a part of every start
        from gui.landscape.surface_view import SurfaceView  # noqa: PLC0415 - not a part of every start

        self.head = LandscapeHead()
        self.map, self.surface = MapView(), SurfaceView()
        self.views: tuple[LandscapeView, ...] = (self.map, self.surface)
        self.hint = empty_page(WAITING)
        self.hint.setToolTip("C_train over a plane of parameters, and the way that training takes in it")
        self._arrange()
        self._connect()
        self.on_log_toggled(self.bar.log.isChecked())
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.head)
        self._pages = pages_in(column, (self.hint, *self.views))
        self.map.setToolTip(MAP_TIP)
        self.surface.setToolTip(SPACE_TIP)
        self.map.setAccessibleName("Map of the cost")
        self.surface.setAccessibleName("Surface of the cost")

    def _connect(self) -> None:
        head, bar = self.head, self.bar
        head.kind_chosen.connect(self.on_kind_chosen)
        head.first_chosen.connect(self.on_first_chosen)
        head.second_chosen.connect(self.on_second_chosen)
        head.anew.connect(self.on_anew)
        head.said.connect(self.said)
        head.left.connect(self.left)
        bar.fit.clicked.connect(self.on_fit)
        bar.log.toggled.connect(self.on_log_toggled)
        bar.surface.toggled.connect(self.on_look_chosen)
        self.map.put.connect(self.on_put)
        for view in self.views:
            view.pointed.connect(self.on_pointed)
            view.moved.connect(self.on_moved)
            view.left.connect(self.left)

    def sizeHint(self) -> QSize:
        """Room for a map and its notes."""
        return QSize(390, 280)

    @property
    def view(self) -> "LandscapeView":
        """The look that is chosen."""
        return self.views[self.bar.looks.checkedId()]

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        if self.made:
            for view in self.views:
                view.set_theme(theme)

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Show the landscape of `frame`."""
        if not self.isVisible():
            return
        self._frame = frame
        self._take_spec(frame.view.landscape or PlaneSpec())
        self.head.show_frame(frame, self._spec)
        self.bar.fit.setVisible(self._spec.half is not None)
        hint = self._hint_for(frame)
        self.hint.setText(hint)
        self._pages.setCurrentWidget(self.hint if hint else self.view)
        if not hint:
            self.map.setToolTip(MAP_TIP + (PUT_TIP if self._spec.kind == "parameters" else ""))
            self.view.show_frame(frame, self._window())
        if hint or not self.view.underMouse():
            self._say("" if hint else self._what_is_shown(frame))

    def _take_spec(self, spec: PlaneSpec) -> None:
        """Go by what the frame has, unless what was asked for has not come about yet."""
        self._missed += 1
        if self._asked is None or spec == self._asked or self._missed > PATIENCE:
            self._spec, self._asked = spec, None

    def _window(self) -> Window | None:
        spec = self._spec
        return Window(spec.centre, spec.half) if spec.centre is not None and spec.half is not None else None

    def _hint_for(self, frame: Frame) -> str:
        if frame.view.exercise:
            return EXERCISE
        found = landscape(frame)
        if found is None:
            return DIVERGED if frame.state == "diverged" else WAITING
        return found.trouble or ("" if found.surface is not None else WAITING)

    def _what_is_shown(self, frame: Frame) -> str:
        found = landscape(frame)
        first, second = found.surface.plane.names
        if found.pair is None:
            return f"C_train over the plane of {first} and {second}"
        return f"C_train over {first} and {second}, all others as they are"

    def _say(self, words: str) -> None:
        brief = words.split(", all others", maxsplit=1)[0]
        self.bar.words.show_wordings(words, brief, briefer(words), words.rpartition(": ")[2])

    @Slot(str)
    def on_pointed(self, words: str) -> None:
        """Say what is under the mouse."""
        frame = self._frame
        if words or frame is None or self._hint_for(frame):
            self._say(words)
        else:
            self._say(self._what_is_shown(frame))

    # What a person asks for

    def _ask(self, spec: PlaneSpec) -> None:
        self._spec = self._asked = spec
        self._missed = 0
        self.viewed.emit({"landscape": spec})

    @Slot(object)
    def on_kind_chosen(self, kind: str) -> None:
        """Lay a plane of another kind."""
        self._ask(seen_through(replace(self._spec, kind=kind, turn=self._spec.turn + 1), None))

    @Slot(object)
    def on_first_chosen(self, pick: Pick | None) -> None:
        """Another parameter goes to the right; where it went upwards the two change places."""
        self._choose(pick, self._second_beside(pick))

    @Slot(object)
    def on_second_chosen(self, pick: Pick | None) -> None:
        """Another parameter goes upwards; where it went to the right the two change places."""
        first, second = pair_of(self._spec, self._frame.pick, self._frame.n)
        self._choose(second if pick == first else self._spec.first, pick)

    def _second_beside(self, pick: Pick | None) -> Pick | None:
        first, second = pair_of(self._spec, self._frame.pick, self._frame.n)
        return first if pick == second else self._spec.second

    def _choose(self, first: Pick | None, second: Pick | None) -> None:
        self._ask(seen_through(replace(self._spec, first=first, second=second), None))

    @Slot()
    def on_anew(self) -> None:
        """Lay the plane anew."""
        seed = self._spec.seed + (self._spec.kind == "random")
        spec = replace(self._spec, turn=self._spec.turn + 1, seed=seed % (MOST_SEED + 1))
        self._ask(seen_through(spec, None))

    @Slot(object)
    def on_moved(self, window: Window | None) -> None:
        """Look at another part of the plane."""
        self._ask(seen_through(self._spec, window))
        if self._frame is not None and not self._hint_for(self._frame):
            self.view.show_frame(self._frame, self._window())

    @Slot()
    def on_fit(self) -> None:
        """See the whole path."""
        self.on_moved(None)

    @Slot(bool)
    def on_log_toggled(self, on: bool) -> None:
        """Draw heights on the other scale."""
        for view in self.views:
            view.show_log(on)

    @Slot(bool)
    def on_look_chosen(self, space: bool) -> None:
        """Show the other look."""
        if self._frame is not None:
            self.show_frame(self._frame)

    @Slot(object)
    def on_put(self, point: tuple[float, float]) -> None:
        """Put the two parameters where the map was clicked twice."""
        found = landscape(self._frame)
        if self._frame.state == "diverged" or found is None or found.pair is None:
            return
        for pick, value in zip(found.pair, point, strict=True):
            self.asked.emit(Edit("parameter", value, at=pick))
