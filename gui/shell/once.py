"""What comes many times in a row, told once."""

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Once(QObject):
    """Waits until all of it is done; what it tells then is still known before anything is painted.

    Signals:
        told: something has come since the last time.
    """

    told = Signal()
    _came = Signal()

    def __init__(self, parent: QObject) -> None:
        """Wait for the first."""
        super().__init__(parent)
        self._waiting = False
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def come(self) -> None:
        """One more has come."""
        if not self._waiting:
            self._waiting = True
            self._came.emit()

    @Slot()
    def _tell(self) -> None:
        self._waiting = False
        self.told.emit()
