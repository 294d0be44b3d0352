"""Light or dark: what the person chose, or what the system has."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from gui.shell.turns import Turns
from gui.theme import DARK, LIGHT, THEMES, Theme, palette, style_sheet


class Appearance(QObject):
    """The theme of the application, whose style sheet its parent has, the window.

    A style sheet of the application would be worked out for a part of the window as many times as
    there are parts around it: three times as slow.

    Signals:
        coming: another theme is about to be taken by a window that is seen.
        changed: another `Theme` is in force.
        chosen: the person's new choice, "system", "light" or "dark".

    Attributes:
        choice: that choice.
        theme: the theme in force.
        turns: what is done about another theme after the window has taken it.

    """

    coming = Signal()
    changed = Signal(object)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Go by the system, from the first `choose` on."""
        super().__init__(parent)
        self.choice = "system"
        self.theme: Theme | None = None
        self.turns = Turns(self)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.on_scheme_changed)

    def choose(self, name: str) -> None:
        """Take "light", "dark", or what the system has."""
        self.choice = name
        self._apply()
        self.chosen.emit(name)

    @Slot()
    def on_scheme_changed(self) -> None:
        """The system has another; that matters only to those who go by it."""
        if self.choice not in THEMES:
            self._apply()

    def _apply(self) -> None:
        theme = self._wanted()
        if theme is self.theme:
            return
        self.theme = theme
        window = self.parent()
        seen = window is not None and window.isVisible()
        if seen:
            self._hold(window)
        QApplication.setPalette(palette(theme))
        if window is not None:
            window.setStyleSheet(style_sheet(theme))
        if not seen:
            self._tell()

    def _hold(self, window: QWidget) -> None:
        """Let `window` and its floating docks be seen as they were until all of each has its new colours.

        Qt gives them to it now, its parts take theirs in the next turn, and are painted after that: all of
        it at once would keep the window from the next key for too long.
        """
        self.coming.emit()
        floating = [dock for dock in window.findChildren(QDockWidget) if dock.isFloating()]
        self.turns.hold(window, *floating, first=self._tell)

    def _tell(self) -> None:
        self.changed.emit(self.theme)

    def _wanted(self) -> Theme:
        if self.choice in THEMES:
            return THEMES[self.choice]
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return LIGHT if light else DARK
