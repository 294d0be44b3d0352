"""Lessons on demand: nothing of them is loaded before somebody opens their menu or begins one."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from core.frame import Frame
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.course.course import Course
    from gui.shell.preferences import Preferences


class Teaching(QObject):
    """Keeps for the lessons of a window what they need to know once they are there."""

    def __init__(self, window: Any) -> None:
        """Teach in `window`, the main window, when it is wanted."""
        super().__init__(window)
        self._window, self._theme = window, DARK
        self._course: Course | None = None
        self._menu: QMenu | None = None
        self._preferences: Preferences | None = None

    @property
    def course(self) -> "Course":
        """The lessons; made when they are first wanted."""
        if self._course is None:
            from gui.course.course import Course  # noqa: PLC0415 - not a part of every start

            self._course = Course(self._window)
            self._window.network.layout().insertWidget(0, self._course.strip)
            self._course.set_theme(self._theme)
            if self._preferences is not None:
                self._course.progress.remember_in(self._preferences)
            if self._menu is not None:
                self._course.offer(self._menu)
        return self._course

    def offer(self, menu: QMenu) -> None:
        """Let lessons be chosen from `menu`, which is filled when it is first opened."""
        self._menu = menu
        menu.aboutToShow.connect(self.on_menu)

    def remember_in(self, preferences: "Preferences") -> None:
        """Keep what is done among `preferences`."""
        self._preferences = preferences
        if self._course is not None:
            self._course.progress.remember_in(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Show lessons in `theme` from now on."""
        self._theme = theme
        if self._course is not None:
            self._course.set_theme(theme)

    def follow(self, frame: Frame) -> None:
        """Let the lesson under way see `frame`, if there is one."""
        if self._course is not None:
            self._course.follow(frame)

    @Slot()
    def on_menu(self) -> None:
        """The menu is about to be seen."""
        self.course.menu.show_progress()

    @Slot()
    def next(self) -> None:
        """Go on in the lesson."""
        self.course.next()

    @Slot()
    def go(self) -> None:
        """Give the keyboard to what its step points at."""
        self.course.go()

    @Slot()
    def again(self) -> None:
        """Begin its step again."""
        self.course.again()

    @Slot()
    def leave(self) -> None:
        """Leave it."""
        self.course.leave()
