"""What opens beside the window: pages to read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QMainWindow

from core.frame import Frame
from gui.shell.about import AboutBox
from gui.shell.shortcuts import ShortcutsPage
from gui.shell.turns import show_again
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.guide.window import GuideWindow
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
        self._guide: GuideWindow | None = None
        self._waiting: list[MathsPage | GuideWindow] = []

    def set_theme(self, theme: Theme) -> None:
        """Show pages in `theme` from now on; those that are open one after the other, after the window."""
        self._theme = theme
        self._waiting = self._pages()
        for _ in self._waiting:
            self._window.appearance.turns.add(self._show_next)

    @Slot()
    def hold(self) -> None:
        """Let pages be seen as they are until their turn: the window's colours come to them before."""
        for page in self._pages():
            page.setUpdatesEnabled(False)

    def _pages(self) -> list["MathsPage | GuideWindow"]:
        return [page for page in (self._maths, self._guide) if page is not None]

    def _show_next(self) -> None:
        """Show one more page in the theme; its text takes some time to be set anew."""
        if self._waiting:  # else the theme has changed again before they had their turn
            page = self._waiting.pop()
            page.set_theme(self._theme)
            show_again(page)

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
            page.picked.connect(self.picked)
            page.lit.connect(self.lit)
        self._maths.set_theme(self._theme)
        _bring_up(self._maths)
        if self._frame is not None:
            self._maths.show_frame(self._frame)

    @Slot()
    def open_guide(self) -> None:
        """Open the user guide, where it was left."""
        if self._guide is None:
            from gui.guide.window import GuideWindow  # noqa: PLC0415 - not at the start

            self._guide = GuideWindow(self._window)
        self._guide.set_theme(self._theme)
        _bring_up(self._guide)

    @Slot()
    def open_about(self) -> None:
        """Say what this program is."""
        AboutBox(self._window).open()

    @Slot()
    def open_shortcuts(self) -> None:
        """Say what the keys do."""
        ShortcutsPage(self._window.menuBar(), self._window).open()


def _bring_up(page: QDialog) -> None:
    """Show a page over everything else, with the keyboard."""
    page.show()
    page.raise_()
    page.activateWindow()
