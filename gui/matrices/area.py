"""A sheet that scrolls, and the field in which its numbers are edited."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from core.errors import BadInputError
from core.frame import Frame
from gui.matrices.block import Cell
from gui.matrices.sheet import Sheet
from gui.matrices.walking import Place
from gui.network.editor import ValueEditor, subject_of
from gui.theme import Theme

COMPUTED = "That is computed, not set: what can be set are weights, biases, inputs and targets."
ABOVE = 6
"""Pixels above what is scrolled to."""
AROUND = 12
"""Pixels that are brought into view around an entry."""


class SheetArea(QScrollArea):
    """Shows a sheet; scrolls where its matrices can't be made small enough.

    Signals:
        asked: the `Edit` of a number that was typed.
        said: why something can't be, in one sentence.
        moved: a person has scrolled.

    """

    asked = Signal(object)
    said = Signal(str)
    moved = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        """Show `sheet`."""
        super().__init__(parent)
        self.sheet = sheet
        self._frame: Frame | None = None
        self.setWidget(sheet)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the sheet
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.editor = ValueEditor(self)
        self.editor.asked.connect(self.asked)
        self.editor.said.connect(self.said)
        self.editor.closed.connect(sheet.setFocus)
        sheet.edit_asked.connect(self.on_edit_asked)
        sheet.walked.connect(self.on_walked)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.actionTriggered.connect(self.on_scrolled)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self.sheet.set_theme(theme)
        self.editor.set_theme(theme)

    def follow(self, frame: Frame) -> None:
        """Edit the numbers of `frame` from now on; what is typed for another run is given up."""
        if self._frame is not None and self._frame.record is not frame.record:
            self.editor.give_up()
        self._frame = frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the matrices where they are while a number is typed."""
        if self.editor.subject is None:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sheet fit what is seen of it."""
        self.editor.give_up()
        self.sheet.set_room(self.maximumViewportSize(), self.verticalScrollBar().sizeHint().width())
        super().resizeEvent(event)

    @Slot(object, object)
    def on_edit_asked(self, cell: Cell, box: QRect) -> None:
        """Open the field over the entry, or say why there is nothing to edit."""
        if self._frame is None:
            return
        if not cell.quantity or cell.pick is None:
            self.said.emit(COMPUTED)
            return
        try:
            subject = subject_of(self._frame, cell.pick)
        except BadInputError as error:
            self.said.emit(str(error))
            return
        self.bring_into_view(box)
        middle = self.sheet.mapTo(self, box.center())
        self.editor.open(subject, QPointF(middle))

    @Slot(object)
    def on_walked(self, box: QRect) -> None:
        """Bring the entry into view."""
        before = self.verticalScrollBar().value()
        self.bring_into_view(box)
        if self.verticalScrollBar().value() != before:
            self.moved.emit()

    def bring_into_view(self, box: QRect) -> None:
        """Scroll as little as it takes to see all of `box` of the sheet."""
        middle = box.center()
        self.ensureVisible(middle.x(), middle.y(), box.width() // 2 + AROUND, box.height() // 2 + AROUND)

    def go_to(self, place: Place | None) -> None:
        """Let the keys be at an entry that was chosen elsewhere, and bring it and its line into view."""
        self.editor.give_up()
        self.sheet.go_to(place)
        if place is None:
            return
        box, line = self.sheet.rect_at(place).toAlignedRect(), self.sheet.line_at(place.row)
        if line.height() + 2 * AROUND <= self.viewport().height():
            box = QRect(box.left(), line.top(), box.width(), line.height())
        self.bring_into_view(box)

    def scroll_to(self, box: QRect, always: bool = False) -> None:
        """Bring `box` to the top, unless all of it is seen already; that too if `always`."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if always or box.top() < bar.value() or box.bottom() > bar.value() + height:
            self.editor.give_up()
            bar.setValue(box.top() - ABOVE)

    @Slot(int)
    def on_scrolled(self) -> None:
        """A person scrolls: what is typed belongs to another place."""
        self.editor.give_up()
        self.moved.emit()
