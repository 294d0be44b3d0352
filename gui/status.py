"""The status bar: costs, accuracy and speeds."""

from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from core.frame import Frame
from gui.engine import Engine
from gui.fonts import number_font
from gui.network.canvas import NetworkCanvas
from gui.numbers import grouped, significant

REFRESH_MS = 250
SENTENCE_MS = 12_000


class Status(QStatusBar):
    """Numbers at the right, refreshed four times a second; sentences at the left."""

    def __init__(self, engine: Engine, canvas: NetworkCanvas, parent: QWidget | None = None) -> None:
        """Watch `engine` and `canvas`."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._engine, self._canvas = engine, canvas
        self._painted = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self.sample = self._add("C of the shown sample")
        self.batch = self._add("C̄, the mean of C over the batch, before its update")
        self.train = self._add(
            "C_train, the cost over the whole training set, and the share classified rightly"
        )
        self.speed = self._add("Steps a second, and new frames painted a second", 170)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start()

    def _add(self, tip: str, width: int = 0) -> QLabel:
        label = QLabel()
        label.setFont(number_font(12))
        label.setToolTip(tip)
        label.setContentsMargins(8, 0, 8, 0)
        label.setMinimumWidth(width)
        self.addPermanentWidget(label)
        return label

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.showMessage(sentence, SENTENCE_MS)

    def show_frame(self, frame: Frame) -> None:
        """Show the costs of `frame`."""
        self.sample.setText(f"C = {significant(frame.C, 4)}")
        self.batch.setText(f"C̄ = {significant(frame.mean_cost, 4)}")
        score = frame.score
        if score is None:
            self.train.setText("C_train = ·")
            return
        right = "" if score.accuracy is None else f"   accuracy {100 * score.accuracy:.1f} %"
        self.train.setText(f"C_train = {significant(score.cost, 4)}{right}")

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
            self.speed.setText("paused" if frame.state == "paused" else "")
            return
        self.show_frame(frame)
        rate = grouped(speed) if speed >= 10 else f"{speed:.1f}"
        self.speed.setText(f"{rate} steps/s   {fps:.0f} fps")
