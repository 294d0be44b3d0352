"""How the learning rate goes on: the kind of schedule, and what that needs."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.schedules import LONGEST, SCHEDULES, Schedule
from gui.experiment.arranging import Row
from gui.fields import Choice, DecimalField, WholeField

RULES = {
    "constant": "η stays what it is",
    "step": "after every s steps η is multiplied by the factor f: η fᵏ after k times s steps",
    "cosine": "η (f + (1 − f) (1 + cos πt/s) / 2) at step t: down to η f within s steps, where it stays",
}
TIP = "Schedule, how the learning rate η goes on\n\n" + "\n".join(f"{k}: {v}" for k, v in RULES.items())


class ScheduleFields(QWidget):
    """Shows a schedule; span and factor are there only where the kind needs them.

    Signals:
        changed: another `Schedule`.
        left: the person has finished with a field (Enter).
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._schedule = Schedule()
        self.kind = Choice([(kind, kind) for kind in SCHEDULES], TIP)
        self.kind.explain(RULES)
        self.span = WholeField(1, LONGEST, "s, the steps after which η is less")
        self.to = DecimalField(0.0, 1.0, "f, the factor by which η is multiplied", significant=True)
        self._row = Row(("Schedule", self.kind), ("Steps s", self.span), ("Factor f", self.to))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self.kind.chosen.connect(self.on_kind_chosen)
        self.span.changed.connect(self.on_span_changed)
        self.to.changed.connect(self.on_factor_changed)
        for field in (self.span, self.to):
            field.left.connect(self.left)

    def show_schedule(self, schedule: Schedule) -> None:
        """Show `schedule` without a signal."""
        self._schedule = schedule
        self.kind.show_value(schedule.kind)
        self.span.show_value(schedule.span)
        self.to.show_value(schedule.to)
        needed = () if schedule.kind == "constant" else (self.span, self.to)
        self._row.show_only(self.kind, *needed)

    @Slot(object)
    def on_kind_chosen(self, kind: str) -> None:
        """Ask for another kind, with span and factor as they were."""
        self._ask(replace(self._schedule, kind=kind))

    @Slot(int)
    def on_span_changed(self, span: int) -> None:
        """Ask for another span."""
        self._ask(replace(self._schedule, span=span))

    @Slot(float)
    def on_factor_changed(self, to: float) -> None:
        """Ask for another factor."""
        self._ask(replace(self._schedule, to=to))

    def _ask(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self.changed.emit(schedule)
