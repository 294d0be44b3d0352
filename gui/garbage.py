"""Python's cyclic garbage is collected on the GUI thread only: elsewhere it could destroy widgets."""

import gc
import sys

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
        self._begun = self._stayed = sys.getallocatedblocks()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start()

    @Slot()
    def on_timeout(self) -> None:
        """Collect the generations whose thresholds were reached, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [k for k in range(OLDEST + 1) if counts[k] > thresholds[k] > 0]
        if due and due[-1] == OLDEST and not self._has_grown():
            due.pop()
        if due:
            gc.collect(due[-1])
        if due and due[-1] == OLDEST:
            self._stayed = sys.getallocatedblocks()

    def _has_grown(self) -> bool:
        """Whether so much more is in memory than after the last full collection.

        To count the objects would hand out tuples that another thread is still making, which fail then.
        """
        now, then = (k - self._begun for k in (sys.getallocatedblocks(), self._stayed))
        return now >= GROWTH * then

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
