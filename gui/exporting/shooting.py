"""Takes the pictures of a film: one of each moment that poses, as the window shows it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from core.commands import AddPicture, Cancel, Export
from core.frame import Frame
from gui.exporting.choices import WINDOW, Target
from gui.exporting.composition import Composition
from gui.exporting.film_progress import FilmProgress
from gui.exporting.rendering import pixels_of


class Shooting(QObject):
    """Lays out what is filmed, and answers every frame that poses with its picture.

    The next moment is gone to when the picture of the last has come: each is of the moment that it says.

    Signals:
        asked: an `AddPicture`, or the `Cancel` of somebody who does not wait.

    Attributes:
        taken: how many pictures there are.
        progress: tells how far it is, None where nobody would see it.

    """

    asked = Signal(object)

    def __init__(self, target: Target, size: QSize, command: Export, window: Any, told: bool = True) -> None:
        """Film `target`, a part of `window`, laid out at `size`, for the `command`; send that next."""
        super().__init__(window)
        self._window, self._film, self.taken = window, command.what, 0
        self._scale = max(1, round(command.what.width / max(1, size.width())))
        self._composition = Composition(target, window)
        self._composition.lay_out(target, size)
        self.progress = FilmProgress(Path(command.path).name, window) if told else None
        if self.progress is not None:
            self.progress.rejected.connect(self.on_rejected)
            self.progress.open()
        self._posed: Frame | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.on_timeout)
        self._calm()
        window.engine.frame_changed.connect(self.on_frame_changed)

    def _calm(self) -> None:
        """Let nothing be seen that is of the moment before: what the mouse points at, and what was said."""
        self._window.status.clearMessage()
        QApplication.sendEvent(self._window.canvas, QEvent(QEvent.Type.Leave))

    @Slot()
    def on_rejected(self) -> None:
        """Nobody waits for it."""
        self.asked.emit(Cancel())

    @Slot(object)
    def on_frame_changed(self, frame: Frame) -> None:
        """Take the picture of a moment that has not been taken yet, when all else has had its turn."""
        if self.progress is not None:
            self.progress.show_frame(frame)
        if frame.pose is not None and frame.pose.number == self.taken:
            self._posed = frame
            self._soon.start(0)

    @Slot()
    def on_timeout(self) -> None:
        """Take the picture of the moment that poses, and hand it over."""
        frame, self._posed = self._posed, None
        assert frame is not None
        assert frame.pose is not None
        target, staged = self._composition.target, self._composition.stage.panel is not None
        self._composition.show_frame(frame)
        if staged and target.name not in frame.view.panels:
            return  # it is asked for, and the same moment poses again with it
        self.taken += 1
        if target.name == WINDOW:
            self._window.status.on_timeout()  # which otherwise comes when it comes
            self._window.show_state(frame.state)  # the word that a film is made may have come after the frame
        image = fitted(self._composition.image(self._scale), QSize(self._film.width, self._film.height))
        self.asked.emit(AddPicture(frame.pose.number, pixels_of(image)))

    def end(self) -> None:
        """Give back what was laid out."""
        self._soon.stop()
        self._window.engine.frame_changed.disconnect(self.on_frame_changed)
        if self.progress is not None:
            self.progress.rejected.disconnect(self.on_rejected)
            self.progress.accept()
            self.progress.deleteLater()
        self._composition.clear()
        self.deleteLater()


def fitted(image: QImage, size: QSize) -> QImage:
    """Return `image` at that `size`: a row or a column is added; a window that has changed is scaled."""
    if image.size() == size:
        return image
    image.setDevicePixelRatio(1.0)
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(QColor(QApplication.palette().color(QPalette.ColorRole.Window)))
    missing = size - image.size()
    if not (0 <= missing.width() <= 1 and 0 <= missing.height() <= 1):
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    painter = QPainter(made)
    painter.drawImage(0, 0, image)
    painter.end()
    return made
