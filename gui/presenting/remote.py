"""The keys of a presentation: two are enough to go through everything, so a remote will do."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from core.course.asking import Asking
from gui.action_spec import STOPPABLE
from gui.course.places import BUTTONS
from gui.presenting.actions import BACK, BLACK, END, ON, OTHER_KEYS, SPOTLIGHT
from gui.presenting.stage import Stage


class Remote(QObject):
    """Gives keys their meaning during a presentation, and the usual ones back after it."""

    def __init__(self, window: Any, stage: Stage, spotlight: Callable, end: Callable) -> None:
        """Let keys drive `window`, the main window, from `stage`; what has them otherwise is hidden."""
        super().__init__(stage)
        self._window, self._stage, self._end = window, stage, end
        self._usual: dict[str, list[QKeySequence]] = {}
        actions = window.actions
        for name, keys in OTHER_KEYS.items():
            self._usual[name] = actions[name].shortcuts()
            actions[name].setShortcuts([QKeySequence(k) for k in keys])
        stage.addActions([*actions.values(), *(d.toggleViewAction() for d in window.docks.values())])
        for keys, press in (
            (ON, self.go_on),
            (BACK, self.go_back),
            (SPOTLIGHT, spotlight),
            (BLACK, stage.turn_black),
            (END, self.on_escape),
        ):
            action = QAction(stage)
            action.setShortcuts([QKeySequence(k) for k in keys])
            action.triggered.connect(press)
            stage.addAction(action)

    def give_back(self) -> None:
        """Let the keys be the usual ones again."""
        for action in self._stage.actions():
            self._stage.removeAction(action)  # at once: the stage itself is there until Qt deletes it
        for name, keys in self._usual.items():
            self._window.actions[name].setShortcuts(keys)
        self._usual.clear()

    @Slot()
    def go_on(self) -> None:
        """Go on with what is under way: pause, a lesson's step, the answer of an exercise, or a phase."""
        window = self._window
        frame = window.engine.frame
        if frame is None:
            return
        if frame.state == "running":
            window.on_run()
        elif frame.visiting and window.teaching.course.lesson is not None:
            self._go_on_in_lesson(window.teaching.course)
        elif window.network.exercise_asks:
            window.network.exercise.show_me.click()
        else:
            window.actions["phase"].trigger()

    def _go_on_in_lesson(self, course: Any) -> None:
        """The next step once this is done; else do what it asks for, or go to where that is done."""
        if course.done:
            course.next()
        elif course.step.point in BUTTONS and not isinstance(course.step.task, Asking):
            self._window.actions[course.step.point].trigger()
        else:
            course.go()

    @Slot()
    def go_back(self) -> None:
        """Go back by a phase; what runs is paused first."""
        frame = self._window.engine.frame
        if frame is not None and frame.state == "running":
            self._window.on_run()
        else:
            self._window.actions["phase_back"].trigger()

    @Slot()
    def on_escape(self) -> None:
        """Give up what is under way, or else end the presentation."""
        frame = self._window.engine.frame
        if frame is not None and frame.state in STOPPABLE:
            self._window.on_deselect()
        else:
            self._end()
