"""What is known of the health of gradients at the moment of a frame, and what is to be said of it."""

from core.frame import Frame
from core.health.measuring import Health
from core.health.picture import health
from core.health.remarks import WINDOW, Remark, nothing_remarkable, remarks
from core.record import Run


def is_stale(frame: Frame, found: Health) -> bool:
    """Whether something was changed, or done, since the measurement."""
    if found.step != frame.cursor.step and not frame.live:
        return True
    if found.activations != frame.experiment.activations:
        return True
    measured_now = frame.pictures.get("health") is found
    return not measured_now and any(found.step <= k.step <= frame.cursor.step for k in frame.history.edits)


class Watch:
    """Follows the measurements, so that a remark stays until it is clearly over.

    Attributes:
        found: the last measurement, None before the first.
        stale: whether something has changed since then.
        remarks: what is remarkable; all_well the sentence where nothing is.

    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.found: Health | None = None
        self.stale = False
        self.remarks: tuple[Remark, ...] = ()
        self._record: Run | None = None
        self._recent: tuple[Health, ...] = ()

    @property
    def all_well(self) -> str:
        """What to say where nothing is remarkable."""
        return nothing_remarkable(self._recent)

    def follow(self, frame: Frame) -> None:
        """Know what is known at the moment of `frame`."""
        if frame.record is not self._record:
            self._record, self.remarks, self.found = frame.record, (), None
        found = health(frame)
        if found is None:
            self.found, self.remarks, self.stale, self._recent = None, (), False, ()
            return
        self.stale = is_stale(frame, found)
        if found is not self.found:
            self.found = found
            self._recent = _recent(frame, found)
            self.remarks = remarks(self._recent, self.remarks)


def _recent(frame: Frame, found: Health) -> tuple[Health, ...]:
    """The last measurements before this one, and it."""
    kept = frame.record.health.until(found.step - 1, WINDOW - 1)
    return (*kept, found)
