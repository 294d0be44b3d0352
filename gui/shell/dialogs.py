"""What opens beside the window: pages to read, and where a picture is to be saved."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow

from core.frame import Frame
from gui.shell.about import AboutBox, ShortcutsPage
from gui.theme import DARK, Theme


class Dialogs(QObject):
    """Opens pages and dialogs over a window.

    Signals:
        said: a sentence for the status bar.
    """

    said = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        """Open nothing yet."""
        super().__init__(window)
        self._window = window
        self._theme = DARK

    def set_theme(self, theme: Theme) -> None:
        """Show pages in `theme` from now on."""
        self._theme = theme

    def show_frame(self, frame: Frame) -> None:
        """Let what is open follow `frame`."""

    @Slot()
    def open_about(self) -> None:
        """Say what this program is."""
        AboutBox(self._window).open()

    @Slot()
    def open_shortcuts(self) -> None:
        """Say what the keys do."""
        ShortcutsPage(self._window.menuBar(), self._window).open()

    @Slot()
    def save_picture(self) -> None:
        """Save what the window shows."""
        picture = self._window.grab()
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save picture", "nablascope.png", "PNG pictures (*.png)"
        )
        if name and not picture.save(name, "PNG"):
            self.said.emit(f"The picture could not be written to {name}.")
