"""What frames are asked to carry: one wish at a time, and what has become of it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Command, Show, ViewSpec
from core.frame import Frame
from core.plane import usual_axes
from core.selection import Selection
from gui.action_spec import is_on_the_way


class Viewer(QObject):
    """The view that the window goes by; frames have the last word.

    Other data may be without the sample or the weight that was chosen: the session drops
    them, the next frame says so, and nothing that was dropped is ever asked for again.

    Signals:
        asked: a `Show`.

    Attributes:
        spec: the view.

    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with what a session begins with."""
        super().__init__(parent)
        self.spec = ViewSpec()
        self._frame: Frame | None = None
        self._waiting = self._heard = False

    def change(self, **what: Any) -> None:
        """Ask for the same view with these fields changed."""
        view = replace(self.spec, **what)
        if view != self.spec:
            self.spec, self._waiting, self._heard = view, True, False
            self.asked.emit(Show(view))

    def follow(self, frame: Frame) -> None:
        """Take over the view of `frame`, unless it is from before the last wish was heard.

        Those on the way to another moment have the view from before it.
        """
        another_run = self._frame is not None and frame.record is not self._frame.record
        answered = self._heard and not is_on_the_way(frame)
        if another_run or answered or not self._waiting or frame.view == self.spec:
            self.spec, self._waiting = frame.view, False
        self._frame = frame
        self._choose_axes()

    @Slot(object)
    def on_heard(self, command: Command) -> None:
        """The frame of the last wish, or one after it, is there: what it has dropped is not waited for."""
        if isinstance(command, Show) and command.view == self.spec and self._frame is not None:
            self._heard = True
            self.follow(self._frame)

    def _choose_axes(self) -> None:
        """Where nodes show what they compute over two of many inputs, and nobody chose these, choose two."""
        if self.spec.maps and self.spec.axes is None and self._frame is not None:
            self.change(axes=usual_axes(self._frame.dataset))

    def refuse(self, command: Command) -> None:
        """Give up a wish that was rejected."""
        if isinstance(command, Show) and self._frame is not None:
            self.spec, self._waiting = self._frame.view, False

    @Slot(object)
    def show(self, what: dict[str, Any]) -> None:
        """Ask for the same view with the fields `what` changed."""
        self.change(**what)

    # What a person asks for

    @Slot(object)
    def show_sample(self, sample: int | None) -> None:
        """Show another sample, or one of the batch."""
        self.change(sample=sample)

    @Slot()
    def show_next_sample(self) -> None:
        """Show the next one; after the last comes the first."""
        self._walk(1)

    @Slot()
    def show_previous_sample(self) -> None:
        """Show the one before."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        if self._frame is not None:
            shown = self._frame.sample if self.spec.sample is None else self.spec.sample
            self.change(sample=(shown + by) % self._frame.dataset.samples)

    @Slot()
    def follow_batch(self) -> None:
        """Show a sample of the batch."""
        self.change(sample=None)

    @Slot(object)
    def select(self, selection: Selection | None) -> None:
        """Select a weight, bias or node in all panels, or nothing."""
        self.change(pick=selection)

    @Slot()
    def deselect(self) -> None:
        """Select nothing."""
        self.change(pick=None)

    @Slot(str)
    def colour_edges(self, edges: str) -> None:
        """Colour the edges by "w" or "dC_dw"."""
        self.change(edges=edges)

    @Slot(bool)
    def colour_by_gradient(self, on: bool) -> None:
        """Colour the edges by the gradient or by the weights."""
        self.change(edges="dC_dw" if on else "w")

    @Slot(bool)
    def show_maps(self, on: bool) -> None:
        """Let the nodes show what they compute over the plane of the inputs, or no longer."""
        self.change(maps=on)
        self._choose_axes()

    @Slot(bool)
    def set_exercise(self, on: bool) -> None:
        """Ask for the next phase's numbers, or no longer."""
        self.change(exercise=on)
