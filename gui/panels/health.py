"""How large the gradients of each layer are, and what that means for training."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from core.commands import Seek
from core.frame import Frame
from core.health.bins import HIGHEST, LOWEST, PER_DECADE
from core.selection import Node
from gui.health.columns import Columns, shades
from gui.health.watch import Watch
from gui.health.words import head_words, reading_words
from gui.network.legend import FittingLabel
from gui.pages import empty_page
from gui.picture_panel import PicturePanel
from gui.plots.curves import StandingRange
from gui.plots.others import follow
from gui.plots.time_axis import TimeAxis
from gui.plots.time_view import TimeView, rows_in_sight
from gui.theme import DARK, Theme
from gui.unfolding import Unfolding
from gui.writing.fonts import number_font

if TYPE_CHECKING:
    from gui.health.row import HealthRow

ROW_HEIGHT = 38
RIGHT = 4
"""Pixels right of the figures."""
ROOMY = 136
"""Height beside that of a few rows from which on remarks tell their reasons without being asked."""
FEW = 3
NEW_ROWS, MANY_ROWS, NEXT_MS = 1, 6, 40
"""Rows made at once while training runs, and while it does not; when the next are: each can be felt."""
EMPTY = "Do a step, or run: how large the gradients of each layer are, and what that means, will appear here."
TIP = (
    "Each row is a layer. Upwards: the size of ∂C̄/∂w, by powers of ten; to the right: steps. The stronger "
    "the colour, the more of the layer's weights have a derivative of that size; the line is their median. "
    "The strip at the bottom, where there is one, is for those that are exactly 0."
)


class HealthPanel(Unfolding, PicturePanel):
    """Remarks above one `HealthRow` for each layer, on the axis of steps that all plots share."""

    name, title = "health", "Health"
    bar = None  # nothing for the dock's title

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        """Empty until the first frame; steps lie along the axis `time`."""
        super().__init__(parent)
        self.time, self._theme = time, DARK
        self.watch, self.columns = Watch(), Columns()
        self._colours = shades(DARK)
        self._frame: Frame | None = None
        self._at: QPointF | None = None
        self._sizes = StandingRange(least=4.0, room=0.1)
        self.rows: list[HealthRow] = []
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.setInterval(NEXT_MS)
        self._building.timeout.connect(self.on_next)
        self.view: TimeView | None = None
        self.setMinimumHeight(130)

    def make(self) -> None:
        """Make the remarks, the line of figures and the room for the rows."""
        from gui.health.figures import Heads  # noqa: PLC0415 - not a part of every start
        from gui.health.remarks import RemarkList  # noqa: PLC0415 - not a part of every start

        self.remarks, self.head, self.heads = RemarkList(), FittingLabel(), Heads()
        self.head.setFont(number_font(12))
        self.head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._arrange()
        self.time.changed.connect(self.on_time_changed)
        self.time.pointed.connect(self.on_pointed)
        self.remarks.pointed.connect(self.on_remark_pointed)
        self.set_theme(self._theme)

    def _arrange(self) -> None:
        empty = empty_page(EMPTY)
        empty.setToolTip(TIP)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to its plots
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 4, 2, 2)
        column.setSpacing(3)
        column.addWidget(self.remarks)
        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        self._line.addWidget(self.head, 1)
        self._line.addWidget(self.heads)
        column.addLayout(self._line)
        column.addWidget(self._scroll, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(page)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._theme, self._colours = theme, shades(theme)
        if not self.made:
            return
        self.remarks.set_theme(theme)
        if self.view is not None:
            self.view.setBackground(theme.surface)
        for part in (self.heads, *self.rows):
            part.set_theme(theme)
        if self._frame is not None and self.isVisible():
            self._draw()

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Show what is known at the moment of `frame`."""
        if not self.isVisible():
            return
        self.unfold()
        if self._frame is None or frame.record is not self._frame.record:
            self._sizes.forget()
        self._frame = frame
        self.watch.follow(frame)
        self.columns.follow(frame.record)
        follow(self.time, frame)  # which may draw at once
        self._draw()

    @Slot()
    def on_time_changed(self) -> None:
        """Draw other steps."""
        if self._frame is not None and self.isVisible():
            self._sizes.forget()
            self._draw()

    def _draw(self) -> None:
        frame, watch = self._frame, self.watch
        known = watch.found is not None or len(self.columns.steps) > 0
        if known and len(self.rows) != frame.L:
            self._build(frame.L, NEW_ROWS if frame.live else MANY_ROWS)
        made = len(self.rows) == frame.L
        self._pages.setCurrentIndex(int(known and made))
        if known and not made:
            self._building.start()
        if not known or not made:
            return
        self.remarks.set_roomy(self.height() >= ROOMY + ROW_HEIGHT * min(frame.L, FEW))
        well = watch.all_well if watch.found is not None else "Not measured at this moment."
        self.remarks.show_remarks(watch.remarks, well, watch.stale)
        self._show_sizes()
        self._show_layers()
        self._show_head()
        beside = self._scroll.width() - self._scroll.viewport().width()
        self._line.setContentsMargins(0, 0, beside + RIGHT, 0)

    @Slot()
    def on_next(self) -> None:
        """Make another row; they are seen when all are there."""
        if self._frame is not None and self.isVisible():
            self._draw()

    def _show_sizes(self) -> None:
        """Draw the histograms of all rows, on the same powers of ten."""
        ends = self.columns.ends(*self.time.range) or (-4.0, 0.0)
        self._sizes.fit(*ends)
        beyond = 1 / PER_DECADE
        low, high = max(self._sizes.low, LOWEST - beyond), min(self._sizes.high, HIGHEST + beyond)
        zeros = self.columns.has_zeros(*self.time.range)
        low -= 0.16 * (high - low) if zeros else 0.0
        if len(self.columns.steps):
            for row in rows_in_sight(self.view, self._scroll, self.rows):
                row.show_columns(self.columns, self.time, (low, high), zeros, self._colours)

    def _show_layers(self) -> None:
        """Write the figures of now."""
        found, frame = self.watch.found, self._frame
        k = None if found is None else self.columns.at(found.step)
        for row in rows_in_sight(self.view, self._scroll, self.rows):
            layer = None if found is None else found.layer(row.l)
            dot = None if k is None else (float(found.step), float(self.columns.medians[row.l - 1, k]))
            kinds = {k.kind for k in self.watch.remarks if row.l in k.layers}
            row.show_layer(layer, frame.n[row.l], self.watch.stale, dot, kinds)

    @Slot()
    def on_scrolled(self) -> None:
        """Draw the rows that have come into sight."""
        if self._frame is not None and self.isVisible():
            self._draw()

    def _build(self, L: int, most: int) -> None:
        """Have a row for each of L layers, or `most` more than there are; for fewer layers all are new."""
        from gui.health.row import HealthRow  # noqa: PLC0415 - not a part of every start

        if self.view is None or len(self.rows) > L:
            self._begin_view()
        self.view.setMinimumHeight(ROW_HEIGHT * L + 22)
        for l in range(len(self.rows) + 1, min(L, len(self.rows) + most) + 1):
            self.rows.append(HealthRow(self.view, l))
            self.rows[-1].set_theme(self._theme)
        for row in self.rows:
            row.plot.label_steps(row.l == L)

    def _begin_view(self) -> None:
        """Begin without any rows."""
        view = TimeView(self.time)
        view.setAccessibleName("Gradients' sizes of the layers over the steps")
        view.setBackground(self._theme.surface)
        view.ci.layout.setVerticalSpacing(3)
        view.ci.layout.setHorizontalSpacing(2)
        view.ci.layout.setContentsMargins(0, 5, RIGHT, 2)
        view.ci.layout.setColumnStretchFactor(1, 1)
        view.moved.connect(self.on_moved)
        view.sought.connect(self.on_sought)
        view.viewport().installEventFilter(self)
        self.rows = []
        old, self.view = self._scroll.takeWidget(), view
        self._scroll.setWidget(view)
        if old is not None:
            old.close()
            old.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for more words, and pictures have another width."""
        super().resizeEvent(event)
        if self._frame is not None and self.isVisible():
            self._draw()

    # The mouse

    @Slot(object)
    def on_moved(self, point: QPointF | None) -> None:
        """Say what is under the mouse, and light its layer."""
        self._at = point
        row = self._row()
        self._light(() if row is None else (row.l,))
        self._show_head()

    @Slot(object)
    def on_remark_pointed(self, layers: tuple[int, ...]) -> None:
        """Light the layers of a remark."""
        self._light(layers)

    def _light(self, layers: tuple[int, ...]) -> None:
        n = self._frame.n if self._frame is not None else ()
        self.lit.emit(tuple(Node(l, i) for l in layers if l < len(n) for i in range(n[l])))

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

    def _row(self) -> "HealthRow | None":
        """The row under the mouse."""
        return next((k for k in self.rows if self._at is not None and k.holds(self._at)), None)

    def _show_head(self) -> None:
        """Say what is under the mouse, or what is drawn."""
        row, step, frame = self._row(), self.time.cursor, self._frame
        if row is not None and step is not None and self.columns.at(step) is not None:
            size = row.size_at(self._at)
            words = reading_words(self.columns, row.l, step, math.nan if size is None else size)
        else:
            words = head_words(self.watch, frame)
        self.head.show_wordings(*words)
        self.head.setToolTip(TIP)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Say what the figures under the mouse mean."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.rows:
            from gui.health.figures import tip_at  # noqa: PLC0415 - not a part of every start

            place = self.rows[0].figures.sceneBoundingRect()
            x = self.view.mapToScene(event.pos()).x()
            if x >= place.left():
                QToolTip.showText(event.globalPos(), tip_at(x - place.left()), self)
            return True
        return super().eventFilter(watched, event)
