"""Pages about one weight, shown beside a session that does what they ask for."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.commands import Show, Step, ViewSpec
from core.session import Session
from gui.theme import DARK
from gui.writing.digits import Digits

CHAIN = frozenset({"chain_rule"})


class Bench:
    """A page in a window of its own, and a session.

    Attributes:
        page, digits, session: the parts.
        asked: every command that the page has asked for, in order.

    """

    def __init__(self, qtbot, page_type, experiment, pick, size=(640, 190)):
        self.qtbot, self.digits, self.session = qtbot, Digits(), Session(experiment)
        self.window = QWidget()
        self.page = page_type(self.digits, self.window)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.page.resize(*size)
        self.page.set_theme(DARK)
        self.asked = []
        self.page.asked.connect(self.asked.append) if hasattr(self.page, "asked") else None
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.look(pick)

    @property
    def frame(self):
        return self.session.frame()

    def look(self, pick, **view):
        """Select something, and show it."""
        self.session.apply(Show(ViewSpec(pick=pick, panels=CHAIN, **view)))
        return self.show()

    def show(self):
        """Show the session's frame, and wait until it is painted."""
        frame = self.session.frame()
        self.page.show_frame(frame)
        QApplication.processEvents()
        return frame

    def step(self, unit="phase", times=1):
        for _ in range(times):
            self.session.apply(Step(unit))
        return self.show()

    def answer(self):
        """Let the session do what was asked for last, and show the outcome."""
        self.session.apply(self.asked[-1])
        return self.show()

    def move(self, widget, at):
        """Move the mouse there from somewhere else."""
        QTest.mouseMove(widget, at + QPoint(2, 1))
        QTest.mouseMove(widget, at)
