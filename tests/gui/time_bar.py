"""The mouse on the timeline: presses, drags, the wheel, and where a step is."""

from driving import Button, Modifier
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def bar(driver):
    return driver.window.timeline.bar


def at(driver, step):
    """The place of a step on the bar."""
    return QPoint(round(bar(driver).track.x(step)), bar(driver).height() // 2)


def click(driver, step):
    QTest.mouseClick(bar(driver), Button.LeftButton, Modifier.NoModifier, at(driver, step))


def press(driver, step):
    QTest.mousePress(bar(driver), Button.LeftButton, Modifier.NoModifier, at(driver, step))


def move(driver, step):
    QTest.mouseMove(bar(driver), at(driver, step))


def release(driver, step):
    QTest.mouseRelease(bar(driver), Button.LeftButton, Modifier.NoModifier, at(driver, step))


def wheel(driver, notches):
    place = QPointF(at(driver, 0))
    event = QWheelEvent(
        place, QPointF(bar(driver).mapToGlobal(place)), QPoint(), QPoint(0, 120 * notches), Button.NoButton,
        Modifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bar(driver), event)


def train(driver, steps):
    """Do so many single steps, and return the frames after each, the first one included."""
    return [driver.frame, *(driver.step("step") for _ in range(steps))]


def there(driver, step):
    """Wait for a frame that stands at the end of a step, and for the bar to show it."""
    frame = driver.wait_for(lambda f: f.state == "paused" and f.cursor.step == step)
    driver.until(lambda: bar(driver).shown.step == step)
    return frame


class Asked(list):
    """Every command of a kind that is sent from now on."""

    def __init__(self, driver, kind):
        super().__init__()
        self._kind = kind
        driver.window.engine.command.connect(self._note)

    def _note(self, command):
        if isinstance(command, self._kind):
            self.append(command)
