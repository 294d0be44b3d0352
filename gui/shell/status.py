"""The status bar: what is selected, costs, accuracies and speeds."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QStyle, QStyleOption, QWidget

from core.arithmetic import ARITHMETIC
from core.commands import Show
from core.frame import Frame
from core.score import Score
from core.selection import Selection
from gui.announcing import announce
from gui.engine import Engine
from gui.health.badge import HealthBadge
from gui.network.canvas import NetworkCanvas
from gui.network.describe import describe, meaning
from gui.network.legend import FittingLabel
from gui.plots.readings import percent
from gui.timeline.seeking import SeekProgress
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped, significant

REFRESH_MS = 250
SENTENCE_MS = 12_000
NARROW = 1200
"""Below this width, what other panels show as well is left out."""
BEFORE, BEHIND = 6, 8
"""Pixels before a sentence, where Qt begins it, and those free behind it."""
ASIDE, LEAST = 24, 150
"""Pixels around the numbers, and those that the selection has at least: for it they go one by one."""

STANDING = ("paused", "exporting")
"""States in which training is paused: a picture that is being written shows what the window showed."""

SPEED_TIP = "Steps a second, and new frames painted a second; whole steps are done by {}"
NOTHING = "Nothing is selected; Alt and the arrow keys walk among weights and biases"
SELECTION_TIP = "What is selected: a click on a node, an edge, a bias or a cell selects it, Esc clears it"


class Status(QStatusBar):
    """Numbers at the right, refreshed four times a second; the selection and sentences at the left."""

    def __init__(self, engine: Engine, canvas: NetworkCanvas, parent: QWidget | None = None) -> None:
        """Watch `engine` and `canvas`."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._engine, self._canvas = engine, canvas
        self._painted = 0
        self._pick: Selection | None = None
        self._told: Selection | None = None
        self._badge: HealthBadge | None = None
        self._offer: QWidget | None = None
        self._clock = QElapsedTimer()
        self._clock.start()
        self._add_selection()
        self.seeking = SeekProgress()
        self.addPermanentWidget(self.seeking)
        self.sample = self._add("C, the cost of the shown sample")
        self.batch = self._add("C̄, the mean of C over the batch, before its update")
        self.penalty = self._add("R = λ₁ Σ|w| + ½ λ₂ Σ w² over all weights: training goes down C̄ + R")
        self.train = self._add(
            "C_train, the mean of C over all samples trained on, and the share of them classified rightly"
        )
        self.held_out = self._add(
            "The same for the samples held out: their mean cost, and the share classified rightly, "
            "though training never sees them"
        )
        self.speed = self._add(SPEED_TIP.format("numpy"))
        widest = self.speed.fontMetrics().horizontalAdvance("000 000 steps/s   60 fps")
        self.speed.setMinimumWidth(widest + 16)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start()
        self.messageChanged.connect(self.on_message_changed)

    def _add_selection(self) -> None:
        self.selection = FittingLabel()
        self.selection.setProperty("role", "")
        self.selection.setFont(number_font(12))
        self.selection.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selection.setContentsMargins(10, 0, 8, 0)
        self.addWidget(self.selection, 1)

    def _add(self, tip: str) -> QLabel:
        label = QLabel()
        label.setFont(number_font(12))
        label.setToolTip(tip)
        label.setContentsMargins(8, 0, 8, 0)
        self.addPermanentWidget(label)
        return label

    def add_badge(self, badge: HealthBadge) -> None:
        """Give `badge` the place beside the selection, whenever it has something to say."""
        self._badge = badge
        # As high as the numbers: a bar that grew when the badge comes would lay out all that is above it.
        badge.button.setFixedHeight(max(self.speed.sizeHint().height(), self.fontMetrics().height()))
        self.insertPermanentWidget(1, badge)
        badge.changed.connect(self.on_badge_changed)

    def add_offer(self, button: QWidget) -> None:
        """Give `button`, which goes with a sentence, the place behind it."""
        self._offer = button
        self.insertPermanentWidget(1, button)

    # Sentences

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.showMessage(sentence, SENTENCE_MS)

    @Slot(str)
    def take_back(self, sentence: str) -> None:
        """Show a sentence no longer, if it is still there."""
        if sentence and sentence == self.currentMessage():
            self.clearMessage()

    @Slot(object)
    def on_view_asked(self, command: Show) -> None:
        """A sentence makes room for another selection, and when that is cleared."""
        if command.view.pick != self._pick:
            self._pick = command.view.pick
            self.clearMessage()

    @Slot(str)
    def on_message_changed(self, sentence: str) -> None:
        """Make room for a sentence that needs it, and put the numbers back after it."""
        announce(self, sentence)
        self.setToolTip(sentence)
        self.selection.setHidden(bool(sentence))  # Qt hides it too, but may show it again below the sentence
        self._fit(sentence)

    @Slot()
    def on_badge_changed(self) -> None:
        """Make room for the badge, or use what it has left."""
        self._fit(self.currentMessage())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what there is room for."""
        super().resizeEvent(event)
        self._fit(self.currentMessage())

    def fit(self) -> None:
        """Look again what there is room for, as what goes with a sentence has come or gone."""
        self._fit(self.currentMessage())

    def _fit(self, sentence: str) -> None:
        labels = (self.sample, self.batch, self.penalty, self.held_out, self.train, self.speed)
        needed = {label: label.sizeHint().width() for label in labels}
        words = self.fontMetrics().horizontalAdvance(sentence)
        if self._offer is not None and self._offer.isVisibleTo(self):
            words += self._offer.sizeHint().width()
        if self._badge is not None and self._badge.isVisibleTo(self):
            words += self._badge.sizeHint().width()
        crowded = bool(sentence) and words + sum(needed.values()) + ASIDE > self.width()
        room = self.width() - ASIDE - LEAST - (self._badge.sizeHint().width() if self._badge else 0)
        for label in labels:
            doubled = label in (self.sample, self.batch, self.penalty) and self.width() < NARROW
            short = label is not self.speed and sum(needed.values()) > room
            if crowded or doubled or short:
                del needed[label]
            label.setHidden(label not in needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """End a sentence that has no room with an ellipsis: Qt would cut through a letter."""
        sentence, metrics = self.currentMessage(), self.fontMetrics()
        room = self._room_of_sentence()
        if metrics.horizontalAdvance(sentence) <= room:
            super().paintEvent(event)
            return
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        painter.setPen(self.palette().windowText().color())
        box = self.rect().adjusted(BEFORE, 0, 0, 0)
        words = metrics.elidedText(sentence, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _room_of_sentence(self) -> int:
        """Pixels from where Qt writes a sentence to what is seen behind it."""
        seen = (self.seeking, self._badge, self._offer, self.sample, self.batch, self.penalty, self.train,
                self.held_out, self.speed)  # fmt: skip
        ends = [part.x() for part in seen if part is not None and part.isVisible()]
        return min(ends, default=self.width()) - BEFORE - BEHIND

    # Numbers

    def show_frame(self, frame: Frame) -> None:
        """Show the selection, and the costs of `frame`."""
        self._show_selection(frame)
        self.seeking.show_frame(frame)
        # While training runs they are of one moment, and the panels, each at its pace, show another's.
        self.sample.setText("" if frame.live else f"C = {significant(frame.C, 4)}")
        self.batch.setText("" if frame.live else f"C̄ = {significant(frame.mean_cost, 4)}")
        score = frame.score
        self.penalty.setText(_penalty(frame))
        self.train.setText("C_train = ·" if score is None else _training(score))
        self.held_out.setText("" if score is None else _unseen(score))
        self._fit(self.currentMessage())

    def _show_selection(self, frame: Frame) -> None:
        text = describe(frame, frame.pick)
        if text:
            self.selection.show_wordings(text, *_shorter(text))
            whole = f"{meaning(frame, frame.pick)}: {text}"
            self.selection.setToolTip(f"{whole}\n\n{SELECTION_TIP}")
        else:
            self.selection.show_wordings("")
            whole = NOTHING
        if frame.live:
            return
        self._canvas.setAccessibleDescription(whole)
        if frame.pick != self._told:
            self._told = frame.pick
            announce(self._canvas, whole)

    @Slot()
    def on_timeout(self) -> None:
        """Refresh costs while running, and the speeds."""
        frame = self._engine.frame
        painted, seconds = self._canvas.frames_painted, self._clock.restart() / 1000
        fps = (painted - self._painted) / max(seconds, 1e-3)
        self._painted = painted
        if frame is None:
            return
        speed = self._engine.meter.steps_per_second
        if frame.state != "running" or speed is None:
            self.speed.setText("paused" if frame.state in STANDING else "")
            return
        self.show_frame(frame)
        rate = grouped(speed) if speed >= 10 else f"{speed:.1f}"
        self.speed.setText(f"{rate} steps/s   {fps:.0f} fps")
        self.speed.setToolTip(SPEED_TIP.format("numpy" if ARITHMETIC.compiled is None else "compiled code"))


def _penalty(frame: Frame) -> str:
    if frame.live or not (frame.experiment.l1 or frame.experiment.l2):
        return ""
    return f"R = {significant(frame.R, 4)}"


def _training(score: Score) -> str:
    return f"C_train = {significant(score.cost, 4)}{_right(score.accuracy)}"


def _unseen(score: Score) -> str:
    if score.held_out_cost is None:
        return ""
    return f"held out {significant(score.held_out_cost, 4)}{_right(score.held_out_accuracy)}"


def _right(accuracy: float | None) -> str:
    return "" if accuracy is None else f"   accuracy {percent(accuracy)}"


def _shorter(text: str) -> list[str]:
    """The same with ever fewer of its quantities."""
    parts = text.split("   ")
    return ["   ".join(parts[:k]) for k in range(len(parts) - 1, 0, -1)]
