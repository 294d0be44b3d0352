"""The gradients, one row a layer: norms over the steps, and ∂C̄/∂w^ℓ as a heat map."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.commands import Seek
from core.frame import Frame
from core.record import Run
from core.selection import Pick
from gui.pages import empty_page, pages_in
from gui.plots.curves import within
from gui.plots.gradient_row import GradientRow, norm_pens
from gui.plots.head import Entry, HeadLine
from gui.plots.others import follow
from gui.plots.readings import Reading, brief, reading
from gui.plots.time_axis import TimeAxis
from gui.plots.time_view import TimeView, rows_in_sight
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.indices import parameter_name
from gui.writing.numbers import grouped, significant

ROW_HEIGHT = 40
"""So that two rows and their axis are seen as a whole in a window 720 pixels high."""
FEW_ROWS = 3
"""Rows that are all drawn at once while training runs."""
NEW_ROWS = 4
"""Rows that are made at once while training runs."""
EMPTY = "Do a step, or go backwards phase by phase\u00a0(→): the gradient of each layer will appear here."
NOW = "now: ∂C̄/∂w"
TIPS = (
    "‖∂C̄/∂w‖, the length of the batch's mean gradient with respect to all weights of a layer: "
    "how strongly the cost depends on them; on logarithmic axes",
    "‖∂C̄/∂b‖, the same with respect to all biases of the layer",
)
NOW_TIP = (
    "∂C̄/∂w of each weight, the mean over the batch: a row for each node of the layer, a column for each "
    "node before it; blue below 0, amber above. Pale: this step has not computed it yet. "
    "A click selects a weight."
)


class GradientsPanel(QWidget):
    """One `GradientRow` for each layer, above one another on a shared axis of steps.

    Signals:
        picked: a weight, as a `Pick`, whose cell was clicked.
        asked: a command.
    """

    picked = Signal(object)
    asked = Signal(object)

    title = "Gradients"
    name = "gradients"

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        """Empty until there is a gradient; `time` may be shared with other panels."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.time = time or TimeAxis(self)
        self._theme = DARK
        self._frame: Frame | None = None
        self._record: Run | None = None
        self._at: QPointF | None = None
        self._turn = False
        self.rows: list[GradientRow] = []
        self.view: TimeView | None = None
        self.head = HeadLine()
        self.now = QLabel(NOW)
        self.now.setFont(number_font(12))
        self.now.setProperty("role", "muted")
        self.now.setToolTip(NOW_TIP)
        self._arrange()
        self._has_head(False)
        self.time.changed.connect(self.on_time_changed)
        self.time.pointed.connect(self.on_pointed)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.addWidget(self.head, 1)
        head.addWidget(self.now)
        empty = empty_page(EMPTY)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to its plots
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self.on_scrolled)
        bar.rangeChanged.connect(self.on_scrolled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        self._pages = pages_in(column, (empty, self._scroll))
        self.setMinimumHeight(130)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.head.set_theme(theme, norm_pens(theme))
        if self.view is not None:
            self.view.setBackground(theme.surface)
        for row in self.rows:
            row.set_theme(theme)

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Draw norms and maps of all layers."""
        if not self.isVisible() or frame.gradient is None:
            return
        if frame.record is not self._record:
            self._record = frame.record
            for row in self.rows:
                row.forget()
        self._frame = frame
        follow(self.time, frame)
        self._draw(in_turn=frame.live)

    @Slot()
    def on_time_changed(self) -> None:
        """Draw other steps."""
        if self._frame is not None and self.isVisible():
            self._draw()

    def _draw(self, in_turn: bool = False) -> None:
        """Draw all rows; `in_turn` every other one of many, so that the window is soon free again."""
        frame, time = self._frame, self.time
        known = len(frame.record.norms) > 0 or bool(np.isfinite(frame.gradient).any())
        self._pages.setCurrentIndex(int(known))
        self._has_head(known)
        if not known:
            return
        if len(self.rows) != frame.L:
            self._build(frame.L, NEW_ROWS if in_turn else frame.L)
        width = max(40, int(self.rows[0].plot.box.width()))
        norms = within(frame.record.norms, *time.range, width)
        rows = rows_in_sight(self.view, self._scroll, self.rows)
        if in_turn and len(rows) > FEW_ROWS:
            self._turn = not self._turn
            rows = rows[self._turn :: 2]
        for row in rows:
            row.show_frame(frame, norms, time)
        self._show_head()

    @Slot()
    def on_scrolled(self) -> None:
        """Draw the rows that have come into sight."""
        if self._frame is not None and self.isVisible():
            self._draw()

    def _has_head(self, on: bool) -> None:
        """Say what is drawn, where anything is; the line keeps its place."""
        self.now.setVisible(on)
        if not on:
            self.head.show_entries(())

    def _build(self, L: int, most: int) -> None:
        """Have a row for each of L layers, or `most` more than there are: to make them all can be seen.

        Of a network that only grows, the rows that there are stay.
        """
        if len(self.rows) > L or self.view is None:
            self._begin_view()
        self.view.setMinimumHeight(ROW_HEIGHT * L + 22)
        for l in range(len(self.rows) + 1, min(L, len(self.rows) + most) + 1):
            self.rows.append(GradientRow(self.view, l))
            self.rows[-1].set_theme(self._theme)
        for row in self.rows:
            row.plot.label_steps(row.l == L)

    def _begin_view(self) -> None:
        """Begin without any rows."""
        view = TimeView(self.time)
        view.setAccessibleName("Gradients of the layers over the steps")
        view.setBackground(self._theme.surface)
        view.ci.layout.setVerticalSpacing(3)
        view.ci.layout.setHorizontalSpacing(6)
        view.ci.layout.setContentsMargins(6, 6, 8, 2)
        view.ci.layout.setColumnStretchFactor(1, 1)
        view.moved.connect(self.on_moved)
        view.clicked.connect(self.on_clicked)
        view.sought.connect(self.on_sought)
        self.rows = []
        old, self.view = self._scroll.takeWidget(), view
        self._scroll.setWidget(view)
        if old is not None:
            old.close()
            old.deleteLater()

    # The mouse

    @Slot(object)
    def on_moved(self, point: QPointF | None) -> None:
        """Say what is under the mouse."""
        self._at = point
        self._show_head()

    @Slot(object)
    def on_clicked(self, point: QPointF) -> None:
        """Select the weight whose cell was clicked."""
        cell = self._cell(point)
        if cell is not None:
            self.picked.emit(cell)

    @Slot(int)
    def on_sought(self, step: int) -> None:
        """Go to the step that was clicked."""
        self.asked.emit(Seek(step))

    @Slot()
    def on_pointed(self) -> None:
        """Show the step that the mouse points at, here or in another plot."""
        for row in self.rows:
            row.plot.point(self.time.cursor)
        self._show_head()

    def _cell(self, point: QPointF | None) -> Pick | None:
        cells = (row.map.cell_at(point) for row in self.rows if point is not None)
        return next((cell for cell in cells if cell is not None), None)

    def _show_head(self) -> None:
        """Say the value under the mouse, or what curves and maps are."""
        cell = self._cell(self._at)
        for row in self.rows:
            here = cell is not None and cell.l == row.l
            row.map.show_pointed((cell.A, cell.B) if here else None)
        shape = Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor
        if self.view is not None and self.view.viewport().cursor().shape() is not shape:
            self.view.viewport().setCursor(shape)
        self.head.say(self._words(cell) if cell else "")
        self._show_norms()

    def _words(self, cell: Pick) -> str:
        value = float(self._frame.dC_dw[cell.l][cell.A, cell.B])
        return f"∂C̄/∂{parameter_name(cell)} = {significant(value, 4)}"

    def _show_norms(self) -> None:
        """Name the curves, with their numbers in the row and at the step under the mouse."""
        row, step, found = self._row(), self.time.cursor, []
        if row is not None and step is not None and self._record is not None:
            found = [reading(self._record.norms, step, 2 * (row.l - 1) + k) for k in (0, 1)]
        texts = [brief(k.mean) for k in found if k is not None] or ("", "")
        self.head.show_entries(
            [
                Entry(tip, symbol=symbol, value=text)
                for tip, symbol, text in zip(TIPS, ("‖∂C̄/∂w‖", "‖∂C̄/∂b‖"), texts, strict=True)
            ]
        )
        self._show_caption(row, found[0] if found else None)

    def _show_caption(self, row: GradientRow | None, found: Reading | None) -> None:
        """Say of what layer and step the numbers are, as far as there is room; or what the maps are."""
        words = NOW
        if row is not None and found is not None:
            words = f"ℓ = {row.l}, {'mean from ' if found.count > 1 else ''}step {grouped(found.step)}"
            if self.now.fontMetrics().horizontalAdvance(words) > self.width() - 24 - self.head.length(True):
                words = f"ℓ = {row.l}"
        if words != self.now.text():
            self.now.setText(words)

    def _row(self) -> GradientRow | None:
        """The row whose curves are under the mouse."""
        if self._at is None:
            return None
        boxes = ((row, row.plot.box.sceneBoundingRect()) for row in self.rows)
        return next((row for row, box in boxes if box.contains(self._at)), None)
