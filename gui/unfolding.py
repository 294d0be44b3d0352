"""Panels that nobody may look at for a long while: their parts are made when they are first needed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Unfolding:
    """A panel whose parts are made when somebody first asks for one of them, as its first frame does.

    That it is shown is no sign: to Qt a panel behind a tab is shown as well.

    It goes before the widget among the bases. The parts, and the modules that they need, are left to `make`.

    Attributes:
        made: whether they are there; what is told to a panel without them, of a theme or of the mouse, may
            just be noted.

    """

    made = False

    def make(self) -> None:
        """Make the parts."""
        raise NotImplementedError

    def unfold(self) -> None:
        """See that the parts are there."""
        if not self.made:
            self.made = True
            self.make()
            self._settle()

    def _settle(self) -> None:
        """What is put into a panel that is shown already would have its place and size only later."""
        if self.isVisible():
            for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                    part.show()
            self.layout().activate()

    def __getattr__(self, name: str) -> Any:
        """Python asks for what is not there: one of the parts, perhaps."""
        if self.made or name.startswith("__"):
            raise AttributeError(f"{type(self).__name__} has no {name}")
        self.unfold()
        return getattr(self, name)
