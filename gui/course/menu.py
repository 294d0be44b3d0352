"""The menu of the lessons: those that are done are ticked, and those that were left say where."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.course import lesson, names
from gui.course.progress import Progress
from gui.course.text import load


class LessonMenu(QObject):
    """Puts the lessons at the top of a menu, and keeps their ticks.

    Attributes:
        actions: one a lesson; its data is the lesson's name.

    """

    def __init__(self, menu: QMenu, progress: Progress) -> None:
        """Fill `menu`, above what is in it already, with what `progress` knows."""
        super().__init__(menu)
        self._progress = progress
        self.actions: list[QAction] = []
        first = menu.actions()[0] if menu.actions() else None
        for name in names():
            action = QAction(menu)
            action.setData(name)
            action.setCheckable(True)
            action.setToolTip(load(name).about)
            menu.insertAction(first, action)
            self.actions.append(action)
        self.show_progress()
        menu.triggered.connect(self.show_progress)  # a click would turn the tick

    @Slot()
    def show_progress(self) -> None:
        """Tick what is done, and say where a lesson goes on."""
        for number, action in enumerate(self.actions, 1):
            name = action.data()
            place, steps = self._progress.place(name), len(lesson(name).steps)
            left = f"   step {place + 1} of {steps}" if place else ""
            action.setText(f"&{number}  {load(name).title}{left}")
            action.setChecked(self._progress.is_done(name))
