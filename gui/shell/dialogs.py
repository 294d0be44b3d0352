"""What opens beside the window: pages to read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from core.frame import Frame
from gui.shell.about import AboutBox, ShortcutsPage
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.lessons.maths_page import MathsPage


class Dialogs(QObject):
    """Opens pages and dialogs over a window.

    Signals:
        picked: a weight or bias that the mathematics is about.
        lit: the nodes, weights and biases that an equation speaks of.
    """

    picked = Signal(object)
    lit = Signal(object)

    def __init__(self, window: QMainWindow) -> None:
        """Open nothing yet."""
        super().__init__(window)
        self._window = window
        self._theme = DARK
        self._frame: Frame | None = None
        self._maths: MathsPage | None = None

    def set_theme(self, theme: Theme) -> None:
        """Show pages in `theme` from now on."""
        self._theme = theme
        if self._maths is not None:
            self._maths.set_theme(theme)

    def isVisible(self) -> bool:
        """Whether the mathematics is open, so that it wants frames."""
        return self._maths is not None and self._maths.isVisible()

    def follow(self, frame: Frame) -> None:
        """Open pages with the numbers of `frame` from now on."""
        self._frame = frame

    def show_frame(self, frame: Frame) -> None:
        """Let the mathematics follow `frame`, if it is open."""
        if self._maths is not None and self._maths.isVisible():
            self._maths.show_frame(frame)

    @Slot()
    def open_maths(self) -> None:
        """Open the mathematics, where it was left."""
        if self._maths is None:
            from gui.lessons.maths_page import MathsPage  # noqa: PLC0415 - not at the start

            page = self._maths = MathsPage(self._window)
            page.offer([self._window.actions[name] for name in ("phase", "step", "run")])
            page.set_theme(self._theme)
            page.picked.connect(self.picked)
            page.lit.connect(self.lit)
        self._maths.show()
        self._maths.raise_()
        self._maths.activateWindow()
        if self._frame is not None:
            self._maths.show_frame(self._frame)

    @Slot()
    def open_about(self) -> None:
        """Say what this program is."""
        AboutBox(self._window).open()

    @Slot()
    def open_shortcuts(self) -> None:
        """Say what the keys do."""
        ShortcutsPage(self._window.menuBar(), self._window).open()
