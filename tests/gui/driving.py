"""Drives the window as a person would: keys, clicks, fields and menus; and sees what it shows."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.shell.transport import FULL_SPEED, SPEEDS

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
TIMEOUT_MS = 20_000
STEP_KEYS = {
    "phase": Modifier.NoModifier,
    "step": Modifier.ShiftModifier,
    "epoch": Modifier.ControlModifier,
}


class Driver:
    """One window, what it has painted so far, and ways to handle it.

    Attributes:
        window: the window.
        frames: every frame that the canvas has painted, in order.

    """

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.frames = []
        window.canvas.painted.connect(self.frames.append)

    def release(self):
        """Listen no longer."""
        self.window.canvas.painted.disconnect(self.frames.append)

    @property
    def frame(self):
        """The frame on the screen."""
        return self.frames[-1]

    @property
    def experiment(self):
        """The experiment on the screen."""
        return self.frame.experiment

    # Waiting

    def until(self, condition, timeout=TIMEOUT_MS):
        """Wait until `condition()` holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def in_theme(self, name):
        """Let the window have a theme, and wait until all of it has it and is seen."""
        self.window.choose_theme(name)
        self.until(lambda: self.window.appearance.turns.idle and self.window.updatesEnabled())

    def wait_for(self, condition, timeout=TIMEOUT_MS):
        """Wait for a painted frame of which `condition` holds, and return it; the form follows what it asked.

        A frame may be painted a moment before it is heard that the command behind it was done.
        """
        form = self.window.controls
        self.until(lambda: bool(self.frames) and condition(self.frame) and form._asked is None, timeout)
        return self.frame

    def wait_for_state(self, state):
        """Wait for a frame in `state`, and for the actions to follow it."""
        allowed = self.window.actions["phase"].isEnabled
        return self.wait_for(lambda frame: frame.state == state and (state != "paused" or allowed()))

    def wait_for_new(self, condition=lambda frame: True):
        """Wait for a frame that is painted from now on."""
        count = len(self.frames)
        return self.wait_for(lambda frame: len(self.frames) > count and condition(frame))

    def wait_for_score(self):
        """Wait until C_train of the present step is there."""
        return self.wait_for(lambda frame: frame.score is not None and frame.score.step == frame.cursor.step)

    # Keys and clicks

    def press(self, key, modifier=Modifier.NoModifier):
        """Press and release a key wherever the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window.canvas, key, modifier)

    def click(self, widget):
        """Click into the middle of a widget; a tick box only hears it on its left."""
        at = widget.rect().center()
        self.qtbot.mouseClick(widget, Button.LeftButton, pos=QPoint(min(at.x(), 12), at.y()))

    def button(self, name):
        """The toolbar's button of an action."""
        return self.window.transport.widgetForAction(self.window.actions[name])

    def step(self, unit="phase"):
        """Do one step by its key, and wait for its frame."""
        before = len(self.frames)
        self.press(Key.Key_Right, STEP_KEYS[unit])
        # It may be done again once its own frame was painted; one of the moment before may come meanwhile.
        self.until(lambda: len(self.frames) > before and self.window.actions["phase"].isEnabled())
        return self.wait_for_state("paused")

    def toggle(self):
        """Run or pause by the space bar."""
        self.press(Key.Key_Space)

    def run(self):
        """Run by the space bar, and wait until the window shows it."""
        self.toggle()
        return self.wait_for_state("running")

    def run_at_full_speed(self):
        """Run with the slider at its end."""
        self.window.transport.slider.setValue(FULL_SPEED)
        return self.run()

    def run_at_full_speed_until_stopped(self):
        """Run at full speed until training diverges."""
        self.window.transport.slider.setValue(FULL_SPEED)
        self.toggle()
        return self.wait_for_state("diverged")

    def pause(self):
        """Pause by the space bar, and wait until the window shows it."""
        self.toggle()
        return self.wait_for_state("paused")

    def choose_speed(self, words):
        """Move the slider to a place by what it says."""
        place = next(k for k, speed in enumerate(SPEEDS) if speed.words == words)
        self.window.transport.slider.setValue(place)

    # Fields

    def write(self, field, text):
        """Write into a field in place of what is there, and press Enter."""
        self.type(field, text)
        QTest.keyClick(field, Key.Key_Return)

    def type(self, field, text):
        """Write into a field in place of what is there, without Enter."""
        field.setFocus()
        line = field.lineEdit() if hasattr(field, "lineEdit") else field
        line.selectAll()
        QTest.keyClick(field, Key.Key_Delete)
        QTest.keyClicks(field, text)

    def choose(self, choice, value):
        """Choose a value of a drop-down list with the arrow keys."""
        choice.setFocus()
        target = choice.findData(value)
        while (away := target - choice.currentIndex()) != 0:
            QTest.keyClick(choice, Key.Key_Down if away > 0 else Key.Key_Up)

    def load(self, dataset):
        """Choose a data set from the menu, and wait for its first frame."""
        self.data_action(dataset).trigger()
        return self.wait_for(lambda frame: frame.experiment.dataset == dataset)

    def data_action(self, dataset):
        """The menu's entry of a data set."""
        return next(a for a in self.window.menus.data.actions() if a.data() == dataset)

    @property
    def sentence(self):
        """What the status bar says."""
        return self.window.status.currentMessage()
