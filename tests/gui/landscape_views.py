"""The panel of the landscape, opened, waited for and pointed at."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from core.landscape.picture import landscape


def opened(driver, size=None):
    """The panel, in front of its tab, with the landscape of the present step; of a `size` where given."""
    dock = driver.window.docks["landscape"]
    dock.show()
    dock.raise_()
    if size is not None:
        dock.setFloating(True)
        dock.resize(*size)
    driver.wait_for(lambda frame: "landscape" in frame.view.panels)
    settled(driver)
    return driver.window.landscape


def found(driver):
    """The landscape of the frame on the screen, None where there is none."""
    return landscape(driver.window.engine.frame)


def settled(driver, condition=lambda found: True):
    """Wait for a fine landscape of the present step, seen by the panel, of which `condition` holds."""

    def there():
        frame, shown = driver.window.engine.frame, found(driver)
        if shown is None or shown.surface is None or shown.way.step != frame.cursor.step:
            return False
        seen = driver.window.landscape.view.shown is shown
        return seen and shown.surface.side == 49 and condition(shown)

    driver.until(there)
    return found(driver)


def turn_wheel(view, at, notches):
    """Turn the wheel over a view; upwards for more than 0."""
    here, there = QPointF(at), QPointF(view.mapToGlobal(QPointF(at).toPoint()))
    event = QWheelEvent(
        here, there, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
