"""The cost panel: C̄ of every step, C_train, the cost of the samples held out, accuracies, and other runs."""

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.commands import Seek
from core.frame import Frame
from core.record import Run
from gui.pages import empty_page, pages_in
from gui.plots.accuracy import AccuracyStrip
from gui.plots.card import Card
from gui.plots.cost_bar import CostBar
from gui.plots.cost_plot import CostPlot, cost_pens
from gui.plots.head import Entry, HeadLine
from gui.plots.others import Other, compared, compared_pens, follow, ghosts
from gui.plots.readings import accuracy_lines, brief, cost_lines, place, reading
from gui.plots.time_axis import TimeAxis
from gui.plots.time_view import TimeView
from gui.theme import DARK, Theme
from gui.writing.numbers import grouped

EMPTY = "Do a step\u00a0(Shift+→), or run\u00a0(Space): the cost of each step will appear here."
TIPS = (
    "C̄, the mean of C over the batch, before the step's update; where many steps share a pixel, "
    "their mean, and paler how far single steps lie from it",
    "C_train, the mean of C over the whole training set",
    "The mean of C over the samples that are held out: training never sees them",
)


LEGEND_ASIDE = 48
"""Pixels of the legend of other runs that are no names."""
LOWEST = 160
"""Pixels of the panel from which on there is room for the accuracy."""
COST_SHARE, ACCURACY_SHARE = 8, 5
"""How both share the height."""


class CostPanel(QWidget):
    """Draws costs against steps, linear or logarithmic, the whole run or a stretch of it.

    Of classes the accuracy is drawn below, over the same steps. Other runs of the experiment are ghosts;
    those that are compared have a line and a legend of their own. `bar` is for the dock's title.

    Signals:
        asked: a command.
    """

    asked = Signal(object)

    title = "Cost"
    name = "cost"

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        """Empty until the first frame; `time` may be shared with other panels."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.time = time or TimeAxis(self)
        self._frame: Frame | None = None
        self._record: Run | None = None
        self._theme = DARK
        self._chosen: tuple[int, ...] = ()
        self._compared: tuple[Other, ...] = ()
        self._at: QPointF | None = None
        self._below = False
        self.head, self.others = HeadLine(), HeadLine()
        self.others.setFixedHeight(17)
        self.others.hide()
        self.bar = CostBar()
        self.whole, self.log = self.bar.whole, self.bar.log
        self._empty = empty_page(EMPTY)
        self.view = TimeView(self.time)
        self.view.setAccessibleName("Costs over the steps")
        self.view.ci.layout.setContentsMargins(6, 0, 8, 2)
        self.plot = CostPlot()
        self.view.add_plot(self.plot, 0, 0)
        self.accuracy = AccuracyStrip(self.time)
        self._card = Card(self.view.viewport())
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        for line in (self.head, self.others):
            row = QHBoxLayout()
            row.setContentsMargins(10, 0, 8, 0)
            row.addWidget(line)
            column.addLayout(row)
        plots = QWidget()
        both = QVBoxLayout(plots)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.view, COST_SHARE)
        both.addWidget(self.accuracy, ACCURACY_SHARE)
        self._pages = pages_in(column, (self._empty, plots))
        self.setMinimumHeight(130)

    def _connect(self) -> None:
        self.log.toggled.connect(self.on_log_toggled)
        self.bar.accuracy.toggled.connect(self.on_accuracy_toggled)
        self.whole.clicked.connect(self.time.show_all)
        self.time.changed.connect(self.on_time_changed)
        self.time.pointed.connect(self.on_pointed)
        for view in (self.view, self.accuracy.view):
            view.moved.connect(self.on_moved)
            view.sought.connect(self.on_sought)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.view.setBackground(theme.surface)
        self.plot.set_cost_theme(theme)
        self.accuracy.set_theme(theme)
        self._card.set_theme(theme)
        self.head.set_theme(theme, cost_pens(theme))
        self.others.set_theme(theme, compared_pens(theme))

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Draw what the run has recorded so far."""
        if not self.isVisible():
            return
        if frame.record is not self._record:
            self._record = frame.record
            self.plot.forget()
        self._frame = frame
        self._draw()

    @Slot(object)
    def show_compared(self, runs: tuple[int, ...]) -> None:
        """Lay the curves of these runs over this one's."""
        self._chosen = runs
        if self._frame is not None and self.isVisible():
            self._draw()

    @Slot()
    def on_time_changed(self) -> None:
        """Draw other steps, their values fitted anew."""
        self.whole.setVisible(self.time.zoomed)
        if self._frame is not None and self.isVisible():
            self._draw()

    @Slot(bool)
    def show_log(self, on: bool) -> None:
        """Show powers of ten or the costs themselves, and the button accordingly."""
        self.log.setChecked(on)

    @Slot(bool)
    def on_log_toggled(self, on: bool) -> None:
        """Change the axis of values."""
        self.plot.set_log(on)
        if self._frame is not None:
            self._draw()

    @Slot(bool)
    def show_accuracy(self, on: bool) -> None:
        """Show the accuracy below the costs or not, and the button accordingly."""
        self.bar.accuracy.setChecked(on)

    @Slot(bool)
    def on_accuracy_toggled(self, on: bool) -> None:
        """Give it room, or take it away."""
        self._make_room()
        if self._frame is not None and self.isVisible():
            self._draw()

    def _make_room(self) -> None:
        """Show the accuracy where there is one, it is wanted, and there is room."""
        classes = self._frame is not None and self._frame.dataset.task == "classification"
        self.bar.accuracy.setVisible(classes)
        room = self.height() - (self.others.height() if self._compared else 0)
        wanted = classes and self.bar.accuracy.isChecked() and room >= LOWEST
        if wanted == self.accuracy.isHidden():
            self.accuracy.setVisible(wanted)

    def _draw(self) -> None:
        record, history = self._frame.record, self._frame.history
        self._compared = compared(history, self._chosen)
        others = ghosts(history, self._chosen)
        self.time.compared = max((k.steps for k in self._compared), default=0)
        follow(self.time, self._frame)
        known = len(record.cost) > 0 or bool(others or self._compared)
        self._pages.setCurrentIndex(int(known))
        self.head.show_entries(self._entries() if known else ())
        self._show_legend()
        self._make_room()
        if known:
            self.plot.draw(record, self.time, self._frame.batches == 1, others, self._compared)
            if self.accuracy.isVisible():
                self.accuracy.show_score(self._frame.score)
                self.accuracy.align(self.plot.left())
                self.accuracy.plot.draw(record, self.time, others, self._compared)
            self.on_pointed()
            self._name()

    def _show_legend(self) -> None:
        """Name the runs compared, as far as there is room."""
        self.others.setVisible(bool(self._compared))
        room = (self.width() - LEGEND_ASIDE) // max(1, len(self._compared)) - 26
        self.others.show_entries(
            [
                Entry(f"C̄ of {k.name}, which is compared", words=self.others.elided(k.name, room))
                for k in self._compared
            ]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names of runs the room that there is."""
        super().resizeEvent(event)
        self._show_legend()
        self._make_room()

    def _entries(self) -> list[Entry]:
        """The curves that there are, with their latest values."""
        frame, score = self._frame, self._frame.score
        batch = Entry(TIPS[0], symbol="C̄", value=brief(frame.mean_cost))
        entries = [batch]
        if score is not None:
            entries.append(Entry(TIPS[1], symbol="C", lower="train", value=brief(score.cost)))
            if score.held_out_cost is not None:
                value = brief(score.held_out_cost)
                entries.append(Entry(TIPS[2], words="held out", value=value))
        return entries

    # The mouse

    @Slot(int)
    def on_sought(self, step: int) -> None:
        """Go to the step that was clicked."""
        self.asked.emit(Seek(step))

    @Slot(object)
    def on_moved(self, point: QPointF | None) -> None:
        """Name the run whose curve is under the mouse."""
        self._at, self._below = point, self.sender() is self.accuracy.view
        self._name()

    def _name(self) -> None:
        own = self.plot.beside.point(None if self._below else self._at)
        other = self.accuracy.plot.beside.point(self._at if self._below else None)
        self.head.say(self._words(own) if own else "")
        self.accuracy.head.say(self._rate_words(other) if other else "")

    def _words(self, other: Other) -> str:
        found = None if self.time.cursor is None else reading(other.record.cost, self.time.cursor)
        if found is None:
            return other.name
        name = self.head.elided(other.name, self.head.width() - 150)
        return f"{name}: C̄ = {brief(found.mean)} at step {grouped(found.step)}"

    def _rate_words(self, other: Other) -> str:
        words = self.accuracy.value_words(other, self.time.cursor)
        return f"{self.head.elided(other.name, self.head.width() - 120)}: {words}" if words else other.name

    @Slot()
    def on_pointed(self) -> None:
        """Say what is recorded of the step that the mouse points at, here or in another plot."""
        step, record = self.time.cursor, self._record
        known = step is not None and record is not None and len(record.cost) > 0 and self.isVisible()
        self.plot.point(step if known else None)
        self.accuracy.point(record, step if known else None)
        if record is not None:
            self.plot.mark(record, step if known else None)
        if not known:
            self._card.hide()
            return
        line = self.view.mapFromScene(self.plot.top_of(step))
        area = self.view.area(self.plot)
        lines = cost_lines(record, step) + (accuracy_lines(record, step) if self.accuracy.isVisible() else [])
        self._card.say(place(record, step), lines, self.view.viewport(), line, area)
