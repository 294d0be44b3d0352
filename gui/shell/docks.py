"""The docks: where the panels are at first, and how they get back there."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QLayout, QMainWindow, QStyle, QWidget

from core.selection import Pick, Selection
from gui.shell.dock_places import (
    BEHIND,
    BELOW,
    BELOW_HEIGHT,
    FURTHER_KEYS,
    LEFT,
    LOW,
    LOW_HEIGHT,
    RIGHT,
    WIDTHS,
    can_be_reached,
    heights,
)
from gui.shell.layouts import VERSION, bring_back_layout, is_layout
from gui.shell.once import Once
from gui.shell.title_bar import BUTTONS, TitleBar

Constraint = QLayout.SizeConstraint


class DockLayout(QObject):
    """Makes a dock for each panel of a window, arranges them, and knows which of them are seen.

    Signals:
        changed: the names of the panels that are visible now, a frozenset; a tab behind another isn't.

    Attributes:
        docks: the docks by their panels' names.
        visible: those names.

    """

    changed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        below: Sequence[QWidget],
        behind: Sequence[QWidget],
    ) -> None:
        """Put `left` and `right` beside the middle of `window`, and `below` behind one another.

        Those `behind` stand each behind the one that `BEHIND` tells.
        """
        super().__init__(window)
        self._window = window
        self._columns = {LEFT: tuple(map(self._dock, left)), RIGHT: tuple(map(self._dock, right))}
        self._below = tuple(map(self._dock, below))
        self._hidden = tuple(map(self._dock, behind))
        every = (*self._columns.values(), self._below, self._hidden)
        self.docks = {d.objectName(): d for docks in every for d in docks}
        self.visible: frozenset[str] = frozenset()
        self._low = self._fitted = self._opened = False
        self._moved = Once(self)
        self._moved.told.connect(self.tell)
        self._behind, self._lent = False, 0
        self._kept: QByteArray | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.open_below)
        options = QMainWindow.DockOption
        window.setDockOptions(options.AnimatedDocks | options.AllowNestedDocks | options.AllowTabbedDocks)
        window.setTabPosition(LEFT | RIGHT | BELOW, window.tabPosition(LEFT).North)
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        # So long as docks come and go, the window would grow to what any of their places asks for.
        window.layout().setSizeConstraint(Constraint.SetNoConstraint)
        self._place()
        self._listen()

    def _listen(self) -> None:
        keys = dict(zip(self.docks, (f"Ctrl+{k}" for k in range(1, 10)), strict=False)) | FURTHER_KEYS
        for name, dock in self.docks.items():
            key = keys[name]
            action = dock.toggleViewAction()
            action.setShortcut(key)
            action.setToolTip(f"Show or hide the panel  ({key})")
            action.toggled.connect(self.on_toggled)
            action.triggered.connect(self.on_triggered)
            dock.visibilityChanged.connect(self.on_visibility_changed)
            self._moved.told.connect(dock.titleBarWidget().on_moved)  # the last of several tabs is none
        application = QGuiApplication.instance()
        application.screenRemoved.connect(self.bring_back)
        application.primaryScreenChanged.connect(self.bring_back)

    def _dock(self, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(panel.title, self._window)
        dock.setObjectName(panel.name)
        dock.setWidget(panel)
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dock.setTitleBarWidget(TitleBar(dock, getattr(panel, "bar", None) or QWidget()))
        for button, tip in BUTTONS.items():
            dock.findChild(QAbstractButton, button).setToolTip(tip)
        return dock

    def sees(self, part: Any) -> bool:
        """Whether a panel is seen, or any other part of the window; a panel behind a tab isn't."""
        name = getattr(part, "name", "")
        return name in self.visible if name in self.docks else part.isVisible()

    # The places at first

    @Slot()
    def arrange(self) -> None:
        """Put every panel back to its first place and size, as suits the size of the window."""
        if self._kept is not None:
            return
        for dock in self.docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._place()
        self.share_room()
        self._moved.come()

    def _place(self) -> None:
        self._low = self._is_low()
        self._opened = False
        for area, (first, second, *others) in self._columns.items():
            self._window.addDockWidget(area, first)
            if self._low:
                # At once: the window would grow to make room for all of them.
                self._window.tabifyDockWidget(first, second)
            for dock in others if self._low else (second, *others):
                self._window.addDockWidget(area, dock)
            for dock in (first, second, *others):
                self._place_behind(dock)
        for first, second, *others in self._columns.values():
            for dock in (first, second, *others, *self._hidden):
                dock.show()
            for front in (first, *others) if self._low else (first, second, *others):
                front.raise_()
        self._place_below()

    def _place_behind(self, host: QDockWidget) -> None:
        for dock in self._hidden:
            if BEHIND[dock.objectName()] == host.objectName():
                self._window.tabifyDockWidget(host, dock)

    def _place_below(self) -> None:
        first, *others = self._below
        for dock in self._below:
            dock.setVisible(not self._low)  # before it has a place: the window would grow to make room for it
        self._window.addDockWidget(BELOW, first)
        for dock in others:
            self._window.tabifyDockWidget(first, dock)
        if not self._low:
            first.raise_()

    def _is_low(self) -> bool:
        return self._height() < LOW

    def _height(self) -> int:
        """Of the window, or of the screen where that is lower: without tabs the window would not fit it."""
        return min(self._window.height(), self._window.screen().availableSize().height())

    def fit(self) -> None:
        """Give columns and panels their first sizes; low windows need other places as well."""
        self._fitted = True
        if self._low == self._is_low():
            self.share_room()
        else:
            self.arrange()

    def share_room(self) -> None:
        """Give columns and panels their first sizes, wherever they are."""
        width, height = self._window.width(), self._window.height()
        for area, docks in self._columns.items():
            share, least, most = WIDTHS[area]
            across = round(min(max(share * width, least), most))
            self._window.resizeDocks(docks, [across] * len(docks), Qt.Orientation.Horizontal)
            down = heights([d.objectName() for d in docks], height)
            self._window.resizeDocks(docks, down, Qt.Orientation.Vertical)
        self._resize_below()

    def _resize_below(self) -> None:
        share, least, most = BELOW_HEIGHT
        high = round(min(max((LOW_HEIGHT if self._is_low() else share) * self._window.height(), least), most))
        self._window.resizeDocks(self._below[:1], [high], Qt.Orientation.Vertical)

    @Slot(bool)
    def on_toggled(self, on: bool) -> None:
        """Before Qt hides a panel, note whether it can't be seen anyway, behind another's tab."""
        self._behind = not on and self.sender().parent().objectName() not in self.visible

    @Slot(bool)
    def on_triggered(self, on: bool) -> None:
        """A panel behind a tab is wanted in front, not hidden; what is shown again is to be seen."""
        if on or self._behind:
            dock = self.sender().parent()
            dock.show()
            dock.raise_()

    @Slot(object)
    def open_for(self, selection: Selection | None) -> None:
        """Where a low window has closed the panels below, a weight or bias that is clicked opens them.

        That is done once: whoever closes them then wants the room for something else. It waits until
        no second click can follow, which would miss a network that has moved.
        """
        if isinstance(selection, Pick) and not self._opened and self._kept is None and self._is_low():
            self._opened = True
            self._waiting.start(QGuiApplication.styleHints().mouseDoubleClickInterval())

    @Slot()
    def open_below(self) -> None:
        """Show the panels below, unless one of them is there already."""
        if not any(dock.isVisible() for dock in self._below):
            for dock in self._below:
                dock.show()
            self._below[0].raise_()
            self._resize_below()

    @Slot(bool)
    def on_exercise_shown(self, on: bool) -> None:
        """An exercise may need some of the height of the panels below; they have it back after that."""
        if on:
            self._lent = self._height_below()
        elif self._lent > self._height_below() > 0:
            self._window.resizeDocks(self._below[:1], [self._lent], Qt.Orientation.Vertical)

    def _height_below(self) -> int:
        """Of the row below the middle, its tabs included; 0 where there is none."""
        for dock in self._below:
            here = self._window.dockWidgetArea(dock) == BELOW and not dock.isFloating()
            if here and dock.objectName() in self.visible:
                line = self._window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
                middle = self._window.centralWidget().geometry().bottom()
                return dock.geometry().bottom() - middle - line
        return 0

    # What a person has made of them

    def state(self) -> QByteArray:
        """The present layout, for `restore`; of docks that are put away that which they come back to."""
        return self._window.saveState(VERSION) if self._kept is None else self._kept

    def put_away(self) -> None:
        """Hide all docks until `bring_out`."""
        self._kept = self.state()
        self._waiting.stop()
        for dock in self.docks.values():
            dock.hide()

    def bring_out(self) -> None:
        """Put the docks back to where they were, or to the layout that was asked for meanwhile."""
        state, self._kept = self._kept, None
        if not bring_back_layout(state or QByteArray(), self._window, self.docks, self._below):
            self.arrange()
        self.bring_back()

    def restore(self, state: QByteArray) -> None:
        """Arrange the docks as they were, if `state` is a layout of these docks, or of those before."""
        if self._kept is not None:
            self._kept = state if is_layout(state) else self._kept
            return
        self._fitted = bring_back_layout(state, self._window, self.docks, self._below) or self._fitted
        self.bring_back()

    def fit_at_first(self) -> None:
        """Give the panels their first sizes, unless they have others already."""
        if not self._fitted:
            self.fit()
        self._window.layout().setSizeConstraint(Constraint.SetDefaultConstraint)

    def keep(self) -> None:
        """Leave the panels where they have been put."""
        self._fitted = True

    @Slot()
    def bring_back(self) -> None:
        """Move floating docks whose title is on no screen onto the window."""
        for k, dock in enumerate(self.docks.values()):
            if dock.isFloating() and not can_be_reached(dock):
                dock.move(self._window.frameGeometry().topLeft() + QPoint(60 + 24 * k, 90 + 24 * k))

    @Slot(bool)
    def on_visibility_changed(self, visible: bool) -> None:
        """Note which panels are visible; a dock says so before what is in it is shown or hidden."""
        name = {self.sender().objectName()}
        self.visible = self.visible | name if visible else self.visible - name
        self._moved.come()

    @Slot()
    def tell(self) -> None:
        """Tell which are."""
        self.changed.emit(self.visible)
