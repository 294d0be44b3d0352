"""Brings what was asked for on the canvas into view in a panel."""

from typing import Any

from PySide6.QtCore import QObject, Slot

from gui.shell.guiding import bring_up


class Looking(QObject):
    """Opens the matrices at a layer."""

    def __init__(self, window: Any) -> None:
        """Look into the panels of `window`."""
        super().__init__(window)
        self._window = window

    @Slot(int)
    def show_matrix(self, l: int) -> None:
        """Bring the weights of layer l into view in the matrices, whose panel is opened if need be."""
        bring_up(self._window, "matrices")
        self._window.catch_up()
        self._window.matrices.on_layer_chosen(l)
