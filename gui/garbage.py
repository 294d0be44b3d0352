"""Python's cyclic garbage is collected on the GUI thread only: elsewhere it could destroy widgets."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL_MS = 1000
OLDEST = 2
GROWTH = 1.25
"""How much more there must be than after the last full collection: one takes a tenth of a second."""


class GarbageCollector(QObject):
    """Switches the automatic collection off and does it in the GUI thread's idle moments."""

    def __init__(self, parent: QObject) -> None:
        """Begin; what the start-up has made is set aside and never looked through again.

        Looking through it once, for the few hundred objects that are garbage, would take 40 ms.
        """
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._stayed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start()

    @Slot()
    def on_timeout(self) -> None:
        """Collect the generations whose thresholds were reached, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [k for k in range(OLDEST + 1) if counts[k] > thresholds[k] > 0]
        if due and due[-1] == OLDEST and old_objects() < GROWTH * self._stayed:
            due.pop()
        if due:
            gc.collect(due[-1])
        if due and due[-1] == OLDEST:
            self._stayed = old_objects()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def old_objects() -> int:
    """How many objects a full collection looks through, but for the young."""
    return len(gc.get_objects(OLDEST))
