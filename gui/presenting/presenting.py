"""Presents: puts the network and one panel on a stage that fills the screen, and everything back after it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot

from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.presenting.panels import Panels
    from gui.presenting.remote import Remote
    from gui.presenting.returning import Returning
    from gui.presenting.spotlight import Spotlight
    from gui.presenting.stage import Stage
    from gui.presenting.ties import Ties

KEYS = "Page ↓, Page ↑: on, back   ·   S: spotlight   ·   B: black screen   ·   Esc: end"


class Presenting(QObject):
    """Begins and ends presentations of a window.

    Attributes:
        stage, panels, spotlight: the stage with what chooses its panel and lights it, None while nothing is
            presented.

    """

    def __init__(self, window: Any) -> None:
        """Present what is in `window`, the main window, when it is wanted."""
        super().__init__(window)
        self._window = window
        self.stage: Stage | None = None
        self.panels: Panels | None = None
        self.spotlight: Spotlight | None = None
        self._remote: Remote | None = None
        self._return: Returning | None = None
        self._ties: Ties | None = None
        window.actions["tour"].triggered.connect(self.end)  # it shows where things are otherwise

    @property
    def _theme(self) -> Theme:
        return self._window.appearance.theme or DARK

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Begin, or end."""
        if on:
            self.begin()
        else:
            self.end()

    def begin(self) -> None:
        """Put network and panel on a stage."""
        from gui.presenting.returning import Returning  # noqa: PLC0415 - not a part of every start

        window = self._window
        if self.stage is not None:
            return
        window.tour.end()  # what it points at goes to the stage
        window.appearance.turns.hold(window)  # until docks and stage have their places
        if self._return is not None:
            self._return.stop()
            self._return.deleteLater()
        self._return = Returning(window)
        window.dock_layout.put_away()
        self._show_bars(False)
        self._set_stage()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self.stage.setFocus()
        window.canvas.setFocus()
        window.actions["present"].setChecked(True)

    def _set_stage(self) -> None:
        from gui.presenting.contrast import strong  # noqa: PLC0415 - not a part of every start
        from gui.presenting.panels import Panels  # noqa: PLC0415
        from gui.presenting.remote import Remote  # noqa: PLC0415
        from gui.presenting.spotlight import Spotlight  # noqa: PLC0415
        from gui.presenting.stage import Stage  # noqa: PLC0415
        from gui.presenting.ties import Ties  # noqa: PLC0415

        window, theme = self._window, strong(self._theme)
        stage = self.stage = Stage(window.network, theme)
        window.setCentralWidget(stage)
        stage.show()  # at once: what can't be seen yet can't have the keyboard
        window.network.set_theme(theme)
        self.panels, self.spotlight = Panels(window, stage, theme), Spotlight(window, stage)
        self._remote = Remote(window, stage, self.spotlight.turn, self.end)
        footer = stage.footer
        self._ties = Ties(
            (
                (window.appearance.changed, self.on_theme_changed),
                (window.status.messageChanged, footer.say),
                (window.engine.frame_changed, footer.show_frame),
                (self.panels.changed, self.on_panel_changed),
            )
        )
        footer.say(KEYS)
        frame = window.engine.frame
        if frame is not None:
            footer.show_frame(frame)
            self.panels.follow(frame)

    @Slot()
    def end(self) -> None:
        """Put everything back to where it was."""
        window, stage = self._window, self.stage
        if stage is None:
            return
        window.appearance.turns.hold(window)  # until docks and stage have their places
        self._ties.loose()
        self._remote.give_back()
        self.spotlight.stop()
        self.panels.stop(self._theme)
        window.takeCentralWidget()
        stage.clear(window)
        stage.deleteLater()
        self.stage = self.panels = self.spotlight = self._remote = self._ties = None
        window.setCentralWidget(window.network)
        window.network.show()
        window.network.set_theme(self._theme)
        window.network.present(False)
        self._show_bars(True)
        self._return.begin()
        window.canvas.setFocus()
        window.actions["present"].setChecked(False)

    def _show_bars(self, on: bool) -> None:
        window = self._window
        for bar in (window.menuBar(), window.transport, window.statusBar()):
            bar.setVisible(on)
        window.timeline.put_away(not on)

    @Slot()
    def on_panel_changed(self) -> None:
        """Light another panel, or another network."""
        self.spotlight.chosen = bool(self.panels.chosen)
        self.spotlight.light()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take the colours of another theme."""
        from gui.presenting.contrast import strong  # noqa: PLC0415 - not a part of every start

        theme = strong(self._theme)
        self._window.network.set_theme(theme)
        for part in (self.stage, self.panels):
            part.set_theme(theme)
