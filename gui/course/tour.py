"""The tour: four bubbles that say where things are, at the first start and whenever it is asked for."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.course.bubble import Bubble
    from gui.course.text import StepText
    from gui.shell.preferences import Preferences

TOURED = "course/toured"


class Tour(QObject):
    """Shows the bubbles one after another. What lies below can be used meanwhile.

    Signals:
        ended: it was seen, or skipped.

    Attributes:
        bubble: the bubble, made when it is first wanted.
        at: the number of the one shown, from 0; None where none is.

    """

    ended = Signal()

    def __init__(self, window: Any) -> None:
        """Lead through `window`, the main window."""
        super().__init__(window)
        self._window = window
        self._theme = DARK
        self.bubble: Bubble | None = None
        self.at: int | None = None
        self._first: Preferences | None = None
        self._steps: dict[str, StepText] = {}
        window.closing.connect(self.end)

    def set_theme(self, theme: Theme) -> None:
        """Show bubbles in `theme` from now on."""
        self._theme = theme
        if self.bubble is not None:
            self.bubble.set_theme(theme)

    def begin_once(self, preferences: "Preferences") -> None:
        """Begin as soon as the window is seen, unless that has ever been done."""
        if not preferences.flag(TOURED):
            self._first = preferences
            once = Qt.ConnectionType.SingleShotConnection
            self._window.canvas.painted.connect(self.on_first_painted, once)

    @Slot()
    def on_first_painted(self) -> None:
        """Begin, unless something is asked already; it is not done again."""
        if self._first is not None and QApplication.activeModalWidget() is None:
            self._first.keep(TOURED, True)
            self._first.save()
            self.begin()

    @Slot()
    def begin(self) -> None:
        """Show the first."""
        if self.bubble is None:
            from gui.course.bubble import Bubble  # noqa: PLC0415 - not a part of every start
            from gui.course.text import load  # noqa: PLC0415

            self._steps = load("tour").steps
            self.bubble = Bubble(self._window)
            self.bubble.set_theme(self._theme)
            self.bubble.advanced.connect(self.next)
            self.bubble.skipped.connect(self.end)
        if self.at is None:
            self._window.installEventFilter(self)
        self._show(0)

    @Slot()
    def next(self) -> None:
        """Show the next, or end."""
        if self.at is None:
            return
        if self.at + 1 < len(self._steps):
            self._show(self.at + 1)
        else:
            self.end()

    @Slot()
    def end(self) -> None:
        """Show no more of them."""
        if self.bubble is None or self.at is None:
            return
        self.at = None
        self._window.removeEventFilter(self)
        self.bubble.hide()
        self._window.canvas.setFocus()
        self.ended.emit()

    def _show(self, at: int) -> None:
        assert self.bubble is not None
        self.at = at
        text, count = list(self._steps.values())[at], len(self._steps)
        title = "".join(getattr(k, "text", "") for k in text.ask)
        self.bubble.say(title, text.told, f"{at + 1} of {count}", at + 1 == count)
        self._point()
        self.bubble.next.setFocus()

    def _point(self) -> None:
        if self.at is not None and self.bubble is not None:
            self.bubble.point_at(self._target(list(self._steps)[self.at]))

    def _target(self, name: str) -> QRect:
        """Where in the window the part called so is."""
        window = self._window
        if name == "learn":
            bar = window.menuBar()
            title = bar.actionGeometry(window.menus.lessons.menuAction()).intersected(bar.rect())
            return QRect(bar.mapTo(window, title.topLeft()), title.size())
        parts: dict[str, QWidget] = {"canvas": window.canvas, "transport": window.transport, **window.docks}
        part = parts[name]
        if not part.isVisible():
            part = window.transport
        return QRect(part.mapTo(window, QPoint(0, 0)), part.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what is meant when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._point()
        return False
