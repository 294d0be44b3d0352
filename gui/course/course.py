"""Goes through a lesson: begins its network, waits for each step to be done, and comes back."""

from typing import Any

from PySide6.QtCore import QByteArray, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.commands import Command, Leave, Reset, Visit
from core.course import LESSONS, Lesson, Seen, Step, lesson, names
from core.course.asking import Asking
from core.frame import Frame
from core.lesson import lesson as numbers_of
from gui.course import places
from gui.course.forward import bring_forward
from gui.course.halo import Halo
from gui.course.menu import LessonMenu
from gui.course.progress import Progress
from gui.course.strip import FINISH, GO_ON, NEXT_LESSON, CourseStrip
from gui.course.text import load
from gui.lessons.catalogue import LIVE
from gui.own_keys import focused
from gui.theme import Theme

OWN = ("pick", "sample", "axes", "exercise")
"""What of a view is given back with the learner's own network."""
ELSEWHERE = "The lesson was left; the menu Learn takes it up again where it was."
FIRST = "This step is still to be done."


class Course(QObject):
    """The lessons of a window.

    Attributes:
        strip: the strip above the network.
        halo: lies around what a step points at.
        progress: what is done, and where lessons were left.
        lesson, at: the lesson under way, None without one, and the number of its step, from 0.
        done: whether that is done.
        menu: the menu of lessons, once there is one.

    """

    def __init__(self, window: Any) -> None:
        """Teach the person in front of `window`, the main window."""
        super().__init__(window)
        self._window = window
        self.strip, self.halo, self.progress = CourseStrip(), Halo(window), Progress()
        self.lesson: Lesson | None = None
        self.at, self.done = 0, False
        self._begun: Frame | None = None
        self._asked: Visit | None = None
        self._coming: tuple[Lesson, int] | None = None
        self._panels: QByteArray | None = None
        self._own = window.viewer.spec
        self.strip.answered.connect(self.on_answered)
        self.strip.advanced.connect(self.next)
        self.strip.closed.connect(self.leave)
        self.strip.fitted.connect(window.network.lend)
        window.engine.heard.connect(self.on_heard)
        window.engine.rejected.connect(self.on_rejected)
        window.closing.connect(self.on_closing)

    @Slot()
    def on_closing(self) -> None:
        """Watch no part of the window any more: they are about to go."""
        self.halo.surround(None)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything."""
        self.strip.set_theme(theme)
        self.halo.set_theme(theme)
        if self.lesson is not None and self._window.engine.frame is not None:
            self._show_numbers(self._window.engine.frame)

    @property
    def step(self) -> Step:
        """The step under way."""
        assert self.lesson is not None
        return self.lesson.steps[self.at]

    # Beginning

    def offer(self, menu: QMenu) -> None:
        """Let lessons be chosen from `menu`."""
        self.menu = LessonMenu(menu, self.progress)
        menu.triggered.connect(self.on_chosen)

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Begin the lesson that was chosen from the menu, or take it up again."""
        if isinstance(action.data(), str) and action.data() in names():
            self.begin(action.data())

    def begin(self, name: str) -> None:
        """Begin the lesson `name` at the step where it was left."""
        self._window.tour.end()
        if self.lesson is None:
            self._own = self._window.viewer.spec
        self._visit(lesson(name), self.progress.place(name))

    def _visit(self, chosen: Lesson, at: int) -> None:
        self._coming, self._asked = (chosen, at), chosen.visit(at)
        self._window.engine.send(self._asked)

    @Slot(object, str)
    def on_rejected(self, command: Command, _: str) -> None:
        """It can't be begun now, as the window says."""
        if command is self._asked:
            self._asked = self._coming = None

    @Slot(object)
    def on_heard(self, command: Command) -> None:
        """Begin the step whose network is there, or the same again after a reset."""
        frame = self._window.engine.frame
        coming = self._coming if command is self._asked else None
        if coming is not None:
            self._asked = self._coming = None
        if frame is None:
            return
        if not frame.visiting:  # the learner has gone elsewhere before the step was there
            self.follow(frame)
        elif coming is not None:
            before, (self.lesson, self.at) = self.lesson, coming
            self._panels = self._panels or self._window.dock_layout.state()
            if before is not self.lesson:
                self._show_lesson(self.lesson)
            self._start(frame)
        elif isinstance(command, Reset) and self.lesson is not None and self._coming is None:
            self._start(frame)

    def _show_lesson(self, chosen: Lesson) -> None:
        number = names().index(chosen.name) + 1
        self.strip.show_lesson(f"{number}  {load(chosen.name).title}", load(chosen.name))

    # A step

    def _start(self, frame: Frame) -> None:
        """Ask for what the step asks for, from `frame` on."""
        assert self.lesson is not None
        step, focused = self.step, self.strip.has_focus
        self._begun, self.done = frame, False
        self.progress.come_to(self.lesson.name, self.at)
        count = f"step {self.at + 1} of {len(self.lesson.steps)}"
        self._present(step)
        self.strip.ask(step, load(self.lesson.name).steps[step.name], count)
        if focused and not isinstance(step.task, Asking):
            self._window.canvas.setFocus()
        self._judge(frame, None)

    def _present(self, step: Step) -> None:
        """Bring the panels forward, select what is meant, and point."""
        assert self.lesson is not None
        bring_forward(self._window, self.lesson, step)
        if step.pick is not None:
            self._window.viewer.select(step.pick)
        self._window.canvas.light(step.lights)
        self.halo.surround(places.place(self._window, step.point))

    def follow(self, frame: Frame) -> None:
        """See whether the step is done; where the learner has gone elsewhere, the lesson is left."""
        if self.lesson is None or self._coming is not None:
            return
        if not frame.visiting:
            self._close()
            self._window.status.say(ELSEWHERE)
            return
        self._show_numbers(frame)
        if not self.done and not isinstance(self.step.task, Asking):
            self._judge(frame, None)

    def _show_numbers(self, frame: Frame) -> None:
        """Show the live numbers of the text, if it has any, at the moment of `frame`."""
        wanted = self.strip.page.names
        if wanted and not frame.live:
            found = numbers_of(frame)
            self.strip.page.show_numbers({name: LIVE[name](found) for name in wanted})

    @Slot(float)
    def on_answered(self, answer: float) -> None:
        """Judge an answer by the numbers on the screen."""
        frame = self._window.engine.frame
        if self.lesson is not None and self._coming is None and frame is not None and not self.done:
            self._judge(frame, answer)

    def _judge(self, frame: Frame, answer: float | None) -> None:
        assert self._begun is not None
        seen = Seen(self._begun, frame, answer)
        if self.step.task.done(seen):
            self._tell()
        else:
            self.strip.say(self.step.task.wrong(seen))

    def _tell(self) -> None:
        """Tell what was seen; Enter goes on, unless somebody is typing elsewhere."""
        assert self.lesson is not None
        self.done = True
        last, at_end = self.lesson is LESSONS[-1], self.at + 1 == len(self.lesson.steps)
        button = (FINISH if last else NEXT_LESSON) if at_end else GO_ON
        keyboard = focused()
        free = keyboard is None or self.strip.has_focus or keyboard is self._window.canvas
        self.strip.tell(load(self.lesson.name).steps[self.step.name], button)
        self._show_numbers(self._window.engine.frame)
        self.halo.surround(None)
        if at_end:
            self.progress.finish(self.lesson.name)
        if free:
            self.strip.next.setFocus()

    # What the learner asks for

    @Slot()
    def next(self) -> None:
        """Go on, once the step is done."""
        if self.lesson is None or self._coming is not None:
            return
        if not self.done:
            self._window.status.say(FIRST)
        elif self.at + 1 < len(self.lesson.steps):
            self._go_on()
        elif self.lesson is LESSONS[-1]:
            self.leave()
        else:
            self.begin(LESSONS[LESSONS.index(self.lesson) + 1].name)

    def _go_on(self) -> None:
        """Begin the next step: with what is there, unless it needs another moment."""
        assert self.lesson is not None
        frame, at = self._window.engine.frame, self.at + 1
        if frame is not None and self.lesson.steps[at].can_begin(frame):
            self.at = at
            self._start(frame)
        else:
            self._visit(self.lesson, at)

    @Slot()
    def again(self) -> None:
        """Put everything back to where the step began."""
        if self.lesson is not None and self._coming is None:
            self._visit(self.lesson, self.at)

    @Slot()
    def go(self) -> None:
        """Give the keyboard to what the step points at, or to the answer."""
        if self.lesson is None:
            return
        wanted = self.strip.next if self.done else places.field(self._window, self.step.point)
        wanted = wanted or (self.strip.field if isinstance(self.step.task, Asking) else self._window.canvas)
        _take(wanted)

    @Slot()
    def leave(self) -> None:
        """Go back to what is the learner's own."""
        frame, panels = self._window.engine.frame, self._panels
        coming, self._asked, self._coming = self._coming, None, None  # it is not begun any more
        if self.lesson is not None:
            self._close()
        if coming is not None or (frame is not None and frame.visiting):
            self._window.engine.send(Leave())
            what = {name: getattr(self._own, name) for name in OWN}
            self._window.viewer.change(**what)  # before the panels, which ask for frames of what is selected
        if panels is not None:
            self._window.dock_layout.restore(panels)

    def _close(self) -> None:
        """Show no lesson any more; how far it has come is kept."""
        self.lesson = self._begun = self._panels = None
        focused = self.strip.has_focus
        self.strip.hide()
        self.halo.surround(None)
        self._window.canvas.light(())
        if focused:
            self._window.canvas.setFocus()


def _take(field: QWidget) -> None:
    """Give it the keyboard, and let what is typed replace what is there."""
    field.setFocus()
    select = getattr(field, "selectAll", None)
    if select is not None:
        select()
