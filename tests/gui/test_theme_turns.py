"""Another theme comes in several turns of the event loop: nothing is seen half changed, keys are heard."""

import pytest
from driving import Key
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.cursor import Phase
from gui.exporting.rendering import image_of
from gui.shell.turns import Turns
from gui.theme import DARK, LIGHT


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() is QEvent.Type.Paint
        return False


def colour_at(widget, at):
    return widget.grab().toImage().pixelColor(at).name()


def test_what_waits_is_done_in_its_order_and_what_it_adds_comes_last(qtbot, qapp):
    turns, done = Turns(qapp), []
    turns.add(lambda: (done.append(1), turns.add(lambda: done.append(3))))
    turns.add(lambda: done.append(2))
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == [1, 2, 3]
    turns.add(lambda: done.append(4))
    qtbot.waitUntil(lambda: done == [1, 2, 3, 4])
    turns.deleteLater()


def test_between_two_things_the_event_loop_turns(qtbot, qapp):
    turns, seen = Turns(qapp), []

    class Probe(QObject):
        def event(self, event):
            seen.append("event")
            return True

    probe = Probe(qapp)
    turns.add(lambda: QApplication.postEvent(probe, QEvent(QEvent.Type.User)))
    turns.add(lambda: seen.append("second"))
    qtbot.waitUntil(lambda: "second" in seen)
    assert seen == ["event", "second"]
    for each in (turns, probe):
        each.deleteLater()


def test_what_fails_holds_up_nothing(qtbot, qapp, troubles):
    turns, done = Turns(qapp), []
    turns.add(lambda: done.append(1 / 0))
    turns.add(lambda: done.append(2))
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: done == [2])
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    turns.deleteLater()


@pytest.mark.parametrize("floating", [False, True], ids=["docked", "floating"])
def test_nothing_is_painted_until_everything_has_the_colours(driver, floating):
    window = driver.window
    dock = window.docks["cost"]
    dock.setFloating(floating)
    driver.until(lambda: dock.isVisible() and window.updatesEnabled())
    QApplication.processEvents()
    paintings = [Paintings(part) for part in (window.transport, window.controls, window.cost)]
    window.choose_theme("light")
    assert [each.count for each in paintings] == [0, 0, 0]
    assert not window.updatesEnabled()
    assert not dock.updatesEnabled()
    assert LIGHT.surface in window.styleSheet()
    driver.until(lambda: all(each.count for each in paintings))
    assert window.updatesEnabled()
    assert dock.updatesEnabled()


@pytest.mark.parametrize("early", [True, False], ids=["before", "meanwhile"])
def test_what_is_open_above_the_window_is_painted_as_well(driver, early):
    window = driver.window
    if early:
        window.actions["about"].trigger()
    window.choose_theme("light")
    if not early:
        window.actions["about"].trigger()
    box = QApplication.activeModalWidget()
    paintings = Paintings(box)
    box.update()
    driver.until(lambda: paintings.count and window.updatesEnabled())
    assert box.updatesEnabled()
    QTest.keyClick(box, Key.Key_Escape)


def test_keys_are_heard_while_the_window_takes_a_theme(driver):
    window = driver.window
    window.choose_theme("light")
    QTest.keyClick(window.canvas, Key.Key_Right)
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.FORWARD)
    assert window.updatesEnabled()


def test_of_two_themes_in_a_row_the_last_is_seen(driver):
    window = driver.window
    for name in ("light", "dark", "light", "dark"):
        window.choose_theme(name)
    driver.until(window.updatesEnabled)
    assert colour_at(window.canvas, QPoint(3, 3)) == DARK.window
    assert colour_at(window.controls, QPoint(3, 3)) == DARK.surface


def test_a_picture_that_is_taken_meanwhile_shows_everything(driver):
    window = driver.window
    QApplication.setCursorFlashTime(0)
    window.choose_theme("light")
    assert not window.updatesEnabled()
    early = image_of(window)
    driver.until(window.updatesEnabled)
    assert early == image_of(window)


def test_pages_are_seen_as_they_were_until_they_have_the_theme(driver):
    window = driver.window
    for name in ("maths", "guide"):
        window.actions[name].trigger()
    pages = [page for page in QApplication.topLevelWidgets() if page.isVisible() and page is not window]
    assert len(pages) == 2
    window.choose_theme("light")
    assert [page.updatesEnabled() for page in pages] == [False, False]
    driver.until(lambda: all(page.updatesEnabled() for page in pages))
    for page in pages:
        assert colour_at(page.reader.viewport(), QPoint(3, 3)) == LIGHT.surface
        page.close()
