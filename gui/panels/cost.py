"""The cost panel: C̄ of every step of the run, C_train, and the cost of the samples held out."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from core.frame import Frame
from core.record import Run
from gui.plots.card import Card
from gui.plots.cost_plot import CostPlot, cost_pens
from gui.plots.head import Entry, HeadLine
from gui.plots.readings import brief, cost_lines, place
from gui.plots.time_axis import TimeAxis
from gui.plots.time_view import TimeView
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font

EMPTY = "The cost of each step will appear here."
TIPS = (
    "C̄, the mean of C over the batch, before the step's update; where many steps share a pixel, "
    "their mean, and paler how far single steps lie from it",
    "C_train, the mean of C over the whole training set",
    "The mean of C over the samples that are held out: training never sees them",
)


class CostPanel(QWidget):
    """Draws costs against steps, linear or logarithmic, the whole run or a stretch of it."""

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
        self.head = HeadLine()
        self.whole = QPushButton("all")
        self.whole.setToolTip("Show all steps again (double click in the plot)")
        self.whole.hide()
        self.log = QPushButton("log")
        self.log.setCheckable(True)
        self.log.setToolTip("Show the costs on a logarithmic axis")
        self._empty = QLabel(EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self.view = TimeView(self.time)
        self.view.ci.layout.setContentsMargins(6, 0, 8, 2)
        self.plot = CostPlot()
        self.view.add_plot(self.plot, 0, 0)
        self._card = Card(self.view.viewport())
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.setSpacing(6)
        for part in (self.head, self.whole, self.log):
            head.addWidget(part, 1 if part is self.head else 0)
        for button in (self.whole, self.log):
            button.setFont(number_font(12))
            button.setStyleSheet("padding: 2px 7px")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        column.addLayout(self._pages, 1)
        self.setMinimumHeight(150)

    def _connect(self) -> None:
        self.log.toggled.connect(self.on_log_toggled)
        self.whole.clicked.connect(self.time.show_all)
        self.time.changed.connect(self.on_time_changed)
        self.time.pointed.connect(self.on_pointed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.view.setBackground(theme.surface)
        self.plot.set_cost_theme(theme)
        self._card.set_theme(theme)
        self.head.set_theme(theme, cost_pens(theme))

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Draw what the run has recorded so far."""
        if not self.isVisible():
            return
        if frame.record is not self._record:
            self._record = frame.record
            self.plot.forget()
        self._frame = frame
        self.time.follow(frame.record, frame.cursor.step)
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

    def _draw(self) -> None:
        record = self._frame.record
        known = len(record.cost) > 0
        self._pages.setCurrentIndex(int(known))
        self.head.show_entries(self._entries() if known else ())
        if known:
            self.plot.draw(record, self.time, same=self._frame.batches == 1)
            self.on_pointed()

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

    @Slot()
    def on_pointed(self) -> None:
        """Say what is recorded of the step that the mouse points at, here or in another plot."""
        step, record = self.time.cursor, self._record
        known = step is not None and record is not None and len(record.cost) > 0 and self.isVisible()
        self.plot.point(step if known else None)
        if record is not None:
            self.plot.mark(record, step if known else None)
        if not known:
            self._card.hide()
            return
        line = self.view.mapFromScene(self.plot.top_of(step))
        area = self.view.area(self.plot)
        self._card.say(place(record, step), cost_lines(record, step), self.view.viewport(), line, area)
