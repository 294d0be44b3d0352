"""The easel: whether one paints, with what, and the stroke under way."""

from random import Random

from PySide6.QtCore import QObject, Signal, Slot

from core.datasets.given import DRAWING
from core.drawings import can_be_drawn_on
from core.frame import Frame
from core.painting import MOST_CLASSES, class_count
from gui.drawing.beginnings import ANOTHER_CLASS, CLEARED, HERE, NEW, Beginning
from gui.drawing.brush import FINE, WIDE, Brush, Place, Way
from gui.drawing.sending import Sending, Stroke
from gui.drawing.strokes import Erased, Painted


class Easel(QObject):
    """Makes strokes of what the mouse does, and beginnings of what the tools ask for.

    Signals:
        asked: a command.
        said: a sentence.
        changed: something that the tools show.
        renewed: the strokes that lie over the plane are others, not only longer.
        opened: the plane is to be seen.

    Attributes:
        sending: what is on its way to the session.
        frame: how things are.
        on: whether one paints, or will as soon as there is a drawing.
        classes, label: how many there are, and which one is painted, from 0.
        erasing, wide: whether the eraser is in the hand, and which of the two brushes.

    """

    asked = Signal(object)
    said = Signal(str)
    changed = Signal()
    renewed = Signal()
    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Do nothing until somebody wants to paint."""
        super().__init__(parent)
        self.on, self.erasing, self.wide = False, False, True
        self.classes, self.label = 2, 0
        self.frame: Frame | None = None
        self._chance = Random()
        self._now: Stroke | None = None
        self._way: Way | None = None
        self.sending = Sending(self)
        self.sending.asked.connect(self.asked)
        self.sending.said.connect(self.said)
        self.sending.done.connect(self.on_done)

    @property
    def ready(self) -> bool:
        """Whether one paints, and there is a drawing to paint on."""
        return self.on and self.frame is not None and self.frame.experiment.dataset == DRAWING

    @property
    def brush(self) -> Brush:
        """The brush in the hand."""
        return WIDE if self.wide else FINE

    @property
    def now(self) -> Stroke | None:
        """The stroke under way."""
        return self._now

    @property
    def strokes(self) -> list[Stroke]:
        """The strokes that the plane does not show yet, in their order."""
        return [*self.sending.strokes, *([self._now] if self._now else [])]

    def follow(self, frame: Frame) -> None:
        """Take note of what there is: an empty drawing is painted on at once, and other data no more."""
        before, self.frame = self.frame, frame
        self.sending.follow(frame)
        if frame.experiment.dataset != DRAWING:
            if not self.sending.begins:
                self._set(on=False)
            return
        classes = class_count(len(frame.dataset.outputs))
        label = self.label if self.sending.begins else min(self.label, classes - 1)
        self._set(classes=classes, label=label)
        if frame.dataset.samples <= classes and (before is None or before.experiment.dataset != DRAWING):
            self._invite(before)

    def _invite(self, before: Frame | None) -> None:
        """Turn it on for a drawing without anything on it, in sight if somebody has just asked for one."""
        self._set(on=True)
        if before is not None:
            self.opened.emit()

    @Slot()
    def on_done(self) -> None:
        """Something was heard, shown or refused."""
        if self.frame is not None:
            self.follow(self.frame)
        self.renewed.emit()

    def _set(self, **what: int) -> None:
        """Change what the tools show."""
        if any(getattr(self, name) != value for name, value in what.items()):
            for name, value in what.items():
                setattr(self, name, value)
            self.changed.emit()

    # What a person wants

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Paint from now on, on a drawing of the data shown where that can be one; or no longer."""
        if self.frame is None or on == self.on:
            return
        if not on:
            self.release()
            self._set(on=False)
        elif self.frame.experiment.dataset == DRAWING:
            self._open()
            self.said.emit(f"Paint with the mouse, its right button erases; {_keys(self.classes)}")
        else:
            self._begin(HERE if can_be_drawn_on(self.frame.dataset) else NEW)

    @Slot()
    def draw_here(self) -> None:
        """Let the data shown be a drawing."""
        self._begin(HERE)

    @Slot()
    def draw_anew(self) -> None:
        """Begin another drawing."""
        self._begin(NEW)

    def _begin(self, beginning: Beginning) -> None:
        self.sending.add(beginning)
        self._open()

    def _open(self) -> None:
        self._set(on=True, erasing=False)
        self.opened.emit()

    @Slot()
    def add_class(self) -> None:
        """Begin with another class, which is painted next."""
        self.sending.add(ANOTHER_CLASS)
        if self.sending.begins:
            self._set(label=self.classes, erasing=False)

    @Slot()
    def clear(self) -> None:
        """Begin with a point of each class again."""
        self.sending.add(CLEARED)

    @Slot(int)
    def choose(self, label: int) -> None:
        """Paint the class `label`, from 0."""
        if label < self.classes:
            self._set(label=label, erasing=False)

    @Slot(bool)
    def set_erasing(self, on: bool) -> None:
        """Take the eraser, or the brush."""
        self._set(erasing=on)

    @Slot(bool)
    def set_wide(self, on: bool) -> None:
        """Take the wide brush, or the fine one."""
        self._set(wide=on)

    # The stroke under way

    def press(self, low: Place, high: Place, erase: bool, reach: float) -> None:
        """Begin a stroke on the plane from `low` to `high`; the eraser takes what is `reach` from its way."""
        if self._now is not None or not self.ready:
            return
        if erase:
            self._now = Erased(reach)
        else:
            self._now, self._way = Painted(self.label), Way(self.brush, low, high, self._chance)

    def move(self, place: Place) -> None:
        """Go on with it to another place."""
        if isinstance(self._now, Erased):
            self._now.way.append(place)
        elif self._now is not None and self._way is not None:
            self._now.points += self._way.to(place)

    @Slot()
    def release(self) -> None:
        """End it, and send it."""
        stroke, self._now, self._way = self._now, None, None
        if stroke is not None:
            self.sending.add(stroke)


def _keys(classes: int) -> str:
    last = 0 if classes == MOST_CLASSES else classes
    return f"the keys 1 to {last} choose the class, E takes the eraser."
