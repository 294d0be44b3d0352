"""A sheet of matrices that answers the mouse and the arrow keys."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.matrices.arrangement import Arrange
from gui.matrices.block import Block, Cell, Equation
from gui.matrices.view import MatrixView
from gui.matrices.walking import WALK, Key, Place
from gui.own_keys import kept
from gui.writing.digits import Digits

EDIT = (Key.Key_Return, Key.Key_Enter, Key.Key_F2)
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


KEYS = "Arrow keys go from number to number"


class Sheet(MatrixView):
    """Matrices to be looked at entry by entry.

    Signals:
        pointed: the `Cell` of the current entry, None for nothing.
        clicked: the `Cell` that was clicked.
        edit_asked: the `Cell` of an entry that shall be edited, and its place as a QRect.
        walked: the place as a QRect to which a key has led.
        left: the keyboard goes back to where it came from.

    """

    pointed = Signal(object)
    clicked = Signal(object)
    edit_asked = Signal(object, object)
    walked = Signal(object)
    left = Signal()

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty; numbers are written with `digits`."""
        super().__init__(digits, parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(KEYS)
        self._clicked: tuple[Cell, QRect] | None = None
        self._doubled = False

    def show_content(self, equations: tuple[Equation, ...], arrange: Arrange) -> None:
        """Show these equations, and say anew what the current entry is."""
        before = self.here
        super().show_content(equations, arrange)
        if before is not None or self.here is not None:
            self._tell()

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self._point(self.find(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins."""
        self._doubled = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say what was clicked."""
        place = self.find(event.position())
        if event.button() is Qt.MouseButton.LeftButton and not self._doubled:
            self._clicked = None
            if place is not None:
                self._go(place)
                self._clicked = self.cell_at(place), self.rect_at(place).toAlignedRect()
                self.clicked.emit(self._clicked[0])
        self._doubled = False
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say what is to be edited: what the first click was on, though it may have made way since."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._doubled = True
            if self._clicked is not None:
                self.edit_asked.emit(*self._clicked)

    def go_to(self, place: Place | None) -> None:
        """Let an entry, or none, be current: not the one that the mouse was left on."""
        self._move(None, place)

    def marked_place(self) -> Place | None:
        """An entry of what is selected: one that can be edited, and one in view, rather than others."""
        found = [
            Place(row, k, *entry)
            for row, items in enumerate(self.rows)
            for k, block in enumerate(item for item in items if isinstance(item, Block))
            for entry in block.marked
        ]
        editable = [k for k in found if self.cell_at(k).quantity] or found
        seen = self.visibleRegion()
        in_view = [k for k in editable if seen.contains(self.rect_at(k).toAlignedRect())]
        return next(iter(in_view or editable), None)

    def _point(self, place: Place | None) -> None:
        if place != self.place:
            self._move(place, self.current)

    def _go(self, place: Place | None) -> None:
        if place != self.current:
            self._move(self.place, place)

    def _move(self, place: Place | None, current: Place | None) -> None:
        """Let other entries be under the mouse and under the keys."""
        before = self.here
        self.place, self.current = place, current
        if self.here != before:
            self.repaint_entry(before)
            self.repaint_entry(self.here)
            self._tell()

    def _tell(self) -> None:
        cell = None if self.here is None else self.cell_at(self.here)
        if self.hasFocus():
            self.setAccessibleDescription(KEYS if cell is None else cell.words)
        self.pointed.emit(cell)

    def _ask_to_edit(self, place: Place) -> None:
        cell = self.cell_at(place)
        if cell is not None:
            self.edit_asked.emit(cell, self.rect_at(place).toAlignedRect())

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys that lead through time elsewhere for leading through the entries."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        keys = (*WALK, Key.Key_Escape) if self.current is None else (*WALK, *EDIT, Key.Key_Escape)
        return plain and event.key() in keys and bool(self.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, edit, or give the keyboard back."""
        if not self._takes(event):
            event.ignore()
        elif event.key() == Key.Key_Escape:
            self.left.emit()
        elif event.key() in EDIT:
            self._ask_to_edit(self.current)
        else:
            self._walk(event.key())

    def _walk(self, key: int) -> None:
        to = self._first() if self.current is None else self.map.walked(self.current, key)
        self._move(None, to)  # whoever walks looks there, not at what the mouse was left on
        self.walked.emit(self._rect_of_current())

    def _first(self) -> Place:
        """The first entry in view, where the keys begin."""
        top = self.visibleRegion().boundingRect().top()
        rows = range(len(self.rows))
        row = next((k for k in rows if self.origin(k).y() + self.fits[k].heights.title >= top), 0)
        return Place(row, 0, 0, 0)

    def _rect_of_current(self) -> QRect:
        return self.rect_at(self.current).toAlignedRect() if self.current is not None else QRect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        if self.current is None and event.reason() in BY_KEY and self.rows:
            self.current = self._first()
        self._show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self._show_focus()

    def _show_focus(self) -> None:
        if self.current is not None and self.place is None:
            self.repaint_entry(self.current)
            self._tell()
