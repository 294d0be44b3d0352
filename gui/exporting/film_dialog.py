"""The dialog that exports a film: of what, which stretch of the run, how large and how fast."""

import math
from typing import Any

from PySide6.QtCore import QSize, Signal, Slot

from core.epochs import rounded_up
from core.errors import BadInputError
from core.film import MOST_A_SECOND, UNITS, Film, Reach, checked, even, pictures
from core.frame import Frame
from core.video import FORMS, why_missing
from gui.exporting import words
from gui.exporting.choices import FilmChoices
from gui.exporting.part_dialog import PartDialog, Rows
from gui.fields import Choice, WholeField

SUITABLE = 250
"""Pictures of a film that is offered, at most."""
MOST_STEPS = 2**31 - 1


class FilmDialog(PartDialog):
    """Asks for a film; Enter exports it, Esc does not.

    Signals:
        agreed: the `Target`, how large it is laid out, and the `Film`.
    """

    agreed = Signal(object, object, object)

    def __init__(self, choices: FilmChoices, window: Any) -> None:
        """Offer the last `choices`, which are changed, for what the curves of `window` show of the run."""
        self._missing, self._chosen = why_missing(), False
        super().__init__("Export animation", "an animation", choices, window)

    def _make_fields(self) -> None:
        first, last = self._offered()
        self.first = WholeField(0, MOST_STEPS, "The first moment that is shown: after so many steps")
        self.last = WholeField(0, MOST_STEPS, "The last moment that is shown: after so many steps")
        self.by = Choice([(k.capitalize(), k) for k in UNITS], "After each of which there is a picture")
        self.every = WholeField(1, MOST_STEPS, "1 shows every one, 2 every second one, and so on")
        self.fps = WholeField(1, MOST_A_SECOND, "How many pictures are shown a second")
        self.form = Choice(
            [(words.FORM_WORDS[k], k) for k in FORMS], "MP4 for slides and players, GIF for web pages"
        )
        self.first.show_value(first)
        self.last.show_value(last)
        self.by.show_value(self.choices.by)
        self.every.show_value(self._suitable())
        self.every.changed.connect(self.on_every)
        for field in (self.first, self.last, self.fps):
            field.changed.connect(self.on_changed)
        for choice in (self.by, self.form):
            choice.chosen.connect(self.on_chosen)

    def _rows(self) -> Rows:
        return (
            ("Animation of", self.what, 0, 2), ("From step", self.first, 0, 1), ("To step", self.last, 1, 1),
            ("A picture each", self.by, 0, 1), ("One in", self.every, 1, 1),
            ("Width", self.across, 0, 1), ("Height", self.down, 1, 1), ("Scale", self.scale, 0, 1),
            ("Per second", self.fps, 1, 1), ("Form", self.form, 0, 2),
        )  # fmt: skip

    # The stretch

    @property
    def _reach(self) -> Reach:
        frame = self._window.engine.frame
        return Reach(frame.history.end, frame.L, frame.record.paces)

    def _offered(self) -> tuple[int, int]:
        """The stretch that is offered: what the curves show."""
        first, last = self._window.time.range
        last = min(math.floor(last), self._reach.steps)
        return min(math.ceil(first), last), last

    def _suitable(self) -> int:
        """Every how many of its unit the stretch that is chosen has not too many pictures."""
        try:
            return rounded_up(pictures(self._film(every=1), self._reach) / SUITABLE)
        except BadInputError:
            return 1

    @property
    def film(self) -> Film:
        """What is chosen."""
        return self._film(self.every.value())

    def _film(self, every: int) -> Film:
        size, scale = self.size_wanted, self.choices.scale
        return Film(
            first=self.first.value(), last=self.last.value(), by=self.by.value(), every=every,
            fps=self.fps.value(), width=even(scale * size.width()), height=even(scale * size.height()),
        )  # fmt: skip

    @Slot(int)
    def on_changed(self, _: int) -> None:
        """Tell what that comes to; unless a person has said so, there are not too many pictures."""
        self.choices.fps = self.fps.value()
        if not self._chosen:
            self.every.show_value(self._suitable())
        self._show_rest()

    @Slot(int)
    def on_every(self, _: int) -> None:
        """Stay with that for this unit."""
        self._chosen = True
        self._show_rest()

    @Slot(object)
    def on_chosen(self, _: str) -> None:
        """Take another unit, in which there are not too many pictures, or another form."""
        if self.by.value() != self.choices.by:
            self.choices.by, self._chosen = self.by.value(), False
            self.every.show_value(self._suitable())
        self.choices.form = self.form.value()
        self._show_rest()

    @Slot(object)
    def on_frame_changed(self, frame: Frame) -> None:
        """The run may go on meanwhile, and be long enough."""
        super().on_frame_changed(frame)
        self._show_verdict()

    def _show_fields(self) -> None:
        super()._show_fields()
        self.form.show_value(self.choices.form)
        self.fps.show_value(self.choices.fps)

    def _trouble(self) -> str:
        if self._missing:
            return self._missing
        try:
            checked(self.film, self._reach)
        except BadInputError as error:
            return str(error)
        return ""

    def _told(self) -> str:
        return words.film_words(self.film, pictures(self.film, self._reach))

    @Slot()
    def on_export(self) -> None:
        """Close, and hand over what was chosen."""
        target, size, film = self.target, QSize(self.size_wanted), self.film
        self.accept()
        self.agreed.emit(target, size, film)
