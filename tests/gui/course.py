"""A learner who goes through lessons by the keyboard alone."""

from driving import Key, Modifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.course import names
from gui.course.text import load


class Learner:
    """Sits in front of one window.

    Attributes:
        driver: drives the window.
        course: the lessons of the window.

    """

    def __init__(self, driver):
        self.driver, self.window, self.course = driver, driver.window, driver.window.teaching.course

    @property
    def strip(self):
        """The strip above the network."""
        return self.course.strip

    def begin(self, name):
        """Choose a lesson from the menu Learn by its keys, and wait until it is there."""
        menu = self.window.menus.lessons
        self.driver.press(Key.Key_L, Modifier.AltModifier)
        self.driver.until(lambda: menu.isVisible() and menu.windowHandle().isExposed())
        QTest.keyClick(menu, Key(Key.Key_1 + names().index(name)))
        self.wait_for(name)
        self.driver.until(lambda: not menu.isVisible() and QApplication.focusWidget() is not None)

    def wait_for(self, name, at=None):
        """Wait until a lesson, and one of its steps, is there."""
        self.driver.until(lambda: self.course.lesson is not None and self.course.lesson.name == name)
        if at is not None:
            self.driver.until(lambda: self.course.step.name == at)
        self.driver.wait_for(lambda frame: frame.visiting)

    def type(self, text):
        """Type where the keyboard is, and press Enter."""
        QTest.keyClicks(QApplication.focusWidget(), str(text))
        self.driver.press(Key.Key_Return)

    def press(self, key, modifier=Modifier.NoModifier, times=1):
        """Press a key so many times, each once the window is ready for it."""
        for _ in range(times):
            self.driver.until(lambda: self.window.actions["phase"].isEnabled() or not self._waits)
            self.driver.press(key, modifier)

    @property
    def _waits(self):
        return self.driver.frame.state == "paused"

    def text(self, step):
        """The text of a step of the lesson under way."""
        return load(self.course.lesson.name).steps[step.name]

    def wait_until_done(self):
        """Wait until the step is done, and see that the strip tells it."""
        self.driver.until(lambda: self.course.done)
        text = self.text(self.course.step)
        assert self.strip.next.isVisible()
        assert self.strip.page.plain.split(" ")[0] == text.told[0].text.split(" ")[0].strip("$").split("$")[0]

    def go_on(self):
        """Press Enter, or Ctrl+Enter where the keyboard is elsewhere, and wait for the next step."""
        name, at = self.course.lesson.name, self.course.at
        free = self.strip.next.hasFocus()
        self.driver.press(Key.Key_Return, Modifier.NoModifier if free else Modifier.ControlModifier)
        self.driver.until(
            lambda: self.course.lesson is None or (self.course.lesson.name, self.course.at) != (name, at)
        )


def leave(learner):
    """Leave the lesson by its key, and wait for what is the learner's own."""
    learner.driver.press(Key.Key_F7, Modifier.ControlModifier)
    learner.driver.wait_for(lambda frame: not frame.visiting)
    assert learner.course.lesson is None
    assert not learner.strip.isVisible()


def lessons(window):
    """The entries of the lessons in their menu, by their names."""
    window.teaching.on_menu()
    return {k.data(): k for k in window.menus.lessons.actions() if isinstance(k.data(), str)}
