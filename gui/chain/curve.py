"""The cost as a function of the weight that is picked: the derivative as a slope, and the weight by hand."""

import math

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from core.frame import Frame
from core.sweep import Sweep, sweep
from gui.chain import names
from gui.chain.batch_words import STOPPED
from gui.chain.curve_head import CurveHead
from gui.chain.curve_view import CurveView, curve_pens
from gui.chain.hand import Hand, is_other
from gui.pages import empty_page
from gui.plots.curves import CEILING
from gui.theme import DARK, Theme
from gui.writing.digits import Digits
from gui.writing.formula import Sym
from gui.writing.indices import parameter_name

NOTHING = "Select a weight or a bias, and see how C depends on it."
HIDDEN = "The exercise asks for these numbers: the curve appears when the backward pass has come here."
TIP = (
    "The cost of the sample shown for all values of this one weight, everything else as it is.\n"
    "Drag the handle, or move it with the arrow keys up and down, and watch C change; "
    "Escape while dragging puts it back."
)


class CurvePage(QWidget):
    """A plot of C over one weight or bias with its tangent; the handle moves the weight.

    Signals:
        asked: an `Edit` of the weight.
    """

    asked = Signal(object)

    title = "Curve"
    tip = "C as a function of this one weight, its tangent, and a handle that moves the weight"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame with a weight or bias; numbers are written with `digits`."""
        super().__init__(parent)
        self._digits, self._theme = digits, DARK
        self._frame: Frame | None = None
        self._sweep: Sweep | None = None
        self.hand = Hand(self)
        self.head, self.view = CurveHead(), CurveView()
        self.view.setToolTip(TIP)
        self.back = QPushButton()
        self.back.setProperty("role", "small")
        self.back.setToolTip("Put the weight back to where it was before it was moved by hand")
        self.back.hide()
        self.hint = empty_page(NOTHING)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 8, 0)
        top.setSpacing(8)
        top.addWidget(self.head, 1)
        top.addWidget(self.back)
        self._plot = QWidget()
        column = QVBoxLayout(self._plot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self._plot)

    def _connect(self) -> None:
        self.hand.asked.connect(self.asked)
        self.view.taken.connect(self.on_taken)
        self.view.moved.connect(self.on_moved)
        self.view.released.connect(self.on_released)
        self.view.cancelled.connect(self.on_cancelled)
        self.view.nudged.connect(self.on_nudged)
        self.back.clicked.connect(self.on_back)
        self._digits.changed.connect(self.on_digits_changed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.head.set_theme(theme, curve_pens(theme))
        self.view.set_theme(theme)

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Show C over the weight or bias that is picked."""
        if not self.isVisible():
            return
        words = NOTHING if frame.derivation is None else HIDDEN
        if frame.derivation is None or frame.derivation.held_back:
            self._leave(words)
            return
        if frame.state == "diverged" and not frame.derivation.C < CEILING:
            self._leave(STOPPED)
            return
        if self._frame is None or is_other(self._frame, frame):
            self.view.forget()  # the ranges of the last frame mean nothing for this one
        self._frame = frame
        self.hand.show_frame(frame)
        # An edit would begin the step again, and an exercise then hide the curve.
        self.view.movable = frame.state != "diverged" and not frame.view.exercise
        self._draw(frame)
        self._pages.setCurrentWidget(self._plot)

    def _leave(self, words: str) -> None:
        """Show words in place of the plot."""
        self._frame = None
        self.view.movable = False
        self.hand.drop()
        self.view.forget()
        if words != self.hint.text():
            self.hint.setText(words)
        self._pages.setCurrentWidget(self.hint)

    def _draw(self, frame: Frame) -> None:
        d = frame.derivation
        batch = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
        self._sweep = sweep(d, self.view.fit_reach(d.parameter, self.hand.at), batch)
        self.view.show_sweep(self._sweep)
        self._show_words()
        self._show_hand()

    def _draw_again(self) -> None:
        """Fit the range to where the hand is now: perhaps no other frame comes."""
        if self._frame is not None and self.isVisible():
            self._draw(self._frame)

    def _show_words(self) -> None:
        """Write everything that changes with the frame."""
        frame, found, write = self._frame, self._sweep, self._digits.write
        w, by = names.parameter(frame.derivation.chain), names.parameter(frame.derivation.chain, "∂")
        slope = ("slope = ", Sym("∂C"), "/", by, f" = {write(found.slope)}")
        self.view.marks.show_marks(words=slope, axes=((w,), (Sym("C"),)))
        before = frame.derivation.before_update
        place = (w, f" = {write(found.parameter)}{', before the update' if before else ''}")
        self.head.show_words((Sym("C"), f" = {write(found.present_C)}"), place, self.view.has_mean)

    def _show_hand(self) -> None:
        """Put the handle where the hand is, and offer the way back."""
        hand, write = self.hand, self._digits.write
        value = f"{write(hand.at)}" if hand.holding else ""
        at = hand.at if math.isfinite(hand.at) else math.nan
        self.view.marks.show_marks(handle=at, held=hand.holding, value=value)
        offered = hand.before is not None and not hand.holding
        if offered:
            words = f"Back to {parameter_name(hand.pick)} = {write(hand.before)}"
            if words != self.back.text():
                self.back.setText(words)
        if self.back.isHidden() is offered:
            self.back.setVisible(offered)

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Write all numbers anew."""
        if self._frame is not None:
            self._show_words()
            self._show_hand()

    # The hand

    @Slot()
    def on_taken(self) -> None:
        """The handle was taken."""
        self.hand.take()
        self._show_hand()

    @Slot(float)
    def on_moved(self, value: float) -> None:
        """The handle was moved."""
        self.hand.move(value)
        self._show_hand()

    @Slot()
    def on_released(self) -> None:
        """The handle was let go: the range leaves room beyond it again."""
        self.hand.release()
        self._draw_again()

    @Slot()
    def on_cancelled(self) -> None:
        """The handle was let go where it was taken."""
        self.hand.cancel()
        self._draw_again()

    @Slot(float)
    def on_nudged(self, value: float) -> None:
        """A key has moved the handle."""
        self.hand.take()
        self.hand.move(value)
        self.hand.release()
        self._show_hand()

    @Slot()
    def on_back(self) -> None:
        """Put the weight back."""
        self.hand.put_back()
        self._show_hand()
        self.view.setFocus()
