"""Which panels are in front in a step of a lesson."""

from typing import Any

from core.course import Lesson, Step
from gui.shell.dock_places import LOW
from gui.shell.guiding import bring_up


def bring_forward(window: Any, lesson: Lesson, step: Step) -> None:
    """Show the panels of `step` in front in `window`, the main window.

    Where that is low, those below the network that are merely useful leave their room to it.
    """
    low = window.height() < LOW
    wanted = step.panels if low else (*lesson.panels, *step.panels)
    if low:
        for panel in (*window.below, window.runs, window.confusion):
            if panel.name not in wanted:
                window.docks[panel.name].hide()
    for name in wanted:
        bring_up(window, name)
