"""Panels by the keyboard: going from one to the next, moving one, and giving it another size."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar

from gui.shell.dock_places import BELOW, LEFT, RIGHT
from gui.shell.tab_order import come_to, part_of, stops, stops_in

AREAS = {"panel_left": LEFT, "panel_right": RIGHT, "panel_below": BELOW}
BY = 40
"""Pixels by which a panel becomes larger or smaller."""
SIZES = {
    "panel_wider": (Qt.Orientation.Horizontal, BY),
    "panel_narrower": (Qt.Orientation.Horizontal, -BY),
    "panel_higher": (Qt.Orientation.Vertical, BY),
    "panel_lower": (Qt.Orientation.Vertical, -BY),
}
NO_PANEL = "First go to a panel, with Ctrl+Tab or by a click into it."
STAYS = "A panel that is presented stays where it is."


class PanelKeys(QObject):
    """Does what the mouse does with titles and edges of panels.

    Signals:
        said: why something can't be done, in a sentence.
    """

    said = Signal(str)

    def __init__(self, window: Any) -> None:
        """Move the docks of `window`, the main window."""
        super().__init__(window)
        self._window = window
        self._last: QDockWidget | None = None

    def handlers(self) -> dict[str, Any]:
        """What the actions are connected with, by their ids."""
        moves = dict.fromkeys(AREAS, self.on_move) | dict.fromkeys(SIZES, self.on_resize)
        return {"panel_next": self.next, "panel_previous": self.previous, "panel_float": self.float} | moves

    # Going

    @Slot()
    def next(self) -> None:
        """Give the keyboard to the next part of the window."""
        self._go(1)

    @Slot()
    def previous(self) -> None:
        """Give it to the part before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        window = self._window
        order = list(dict.fromkeys(part_of(window, stop) for stop in stops(window)))
        order = [part for part in order if not isinstance(part, QTabBar)]
        if not order:  # nothing takes the keyboard while nothing is seen
            return
        here = part_of(window, QApplication.focusWidget())
        at = order.index(here) + by if here in order else 0
        part = order[at % len(order)]
        come_to(stops_in(part)[0])
        window.activateWindow()

    # Moving

    def _dock(self) -> QDockWidget | None:
        """The panel with the keyboard, or which had it last, where it can be moved; or say why not."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, QDockWidget):
            widget = widget.parentWidget()
        self._last = widget or self._last
        if self._last is None or self._last.isHidden():
            self.said.emit(NO_PANEL)
            return None
        if not self._last.features() & QDockWidget.DockWidgetFeature.DockWidgetMovable:
            self.said.emit(STAYS)
            return None
        return self._last

    @Slot()
    def float(self) -> None:
        """Take the panel out of the window, or put it back."""
        dock = self._dock()
        if dock is not None:
            dock.setFloating(not dock.isFloating())
            self._come_back(dock)

    @Slot()
    def on_move(self) -> None:
        """Put the panel to another side."""
        area, dock = AREAS[self.sender().objectName()], self._dock()
        if dock is not None:
            dock.setFloating(False)
            self._window.addDockWidget(area, dock)
            self._come_back(dock)

    def _come_back(self, dock: QDockWidget) -> None:
        """Let the keyboard stay in a panel that was moved."""
        dock.show()
        dock.raise_()
        if dock.isFloating():
            dock.activateWindow()
        inside = stops_in(dock)
        if inside and not dock.isAncestorOf(QApplication.focusWidget() or self._window):
            come_to(inside[0])

    @Slot()
    def on_resize(self) -> None:
        """Make the panel larger or smaller."""
        (way, by), dock = SIZES[self.sender().objectName()], self._dock()
        if dock is None:
            return
        across = way is Qt.Orientation.Horizontal
        if dock.isFloating():
            dock.resize(dock.width() + by * across, dock.height() + by * (not across))
        else:
            self._window.resizeDocks([dock], [(dock.width() if across else dock.height()) + by], way)
