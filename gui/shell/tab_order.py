"""Where Tab goes in the window: from what is seen to what is seen, as one reads.

Qt's own order is that in which parts were made, and has those as well that lie behind a tab, out of sight.
"""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QStatusBar, QToolBar, QWidget

LINE = 12
"""Pixels between the middles of two widgets that stand on one line, at most."""


def stops(window: Any) -> list[QWidget]:
    """The widgets of `window`, the main window, at which Tab stops, in their order."""
    order = sorted(
        (part for part in _parts(window) if not part.visibleRegion().isEmpty()), key=_place(window)
    )
    return [widget for part in order for widget in stops_in(part)]


def stops_in(part: QWidget) -> list[QWidget]:
    """Those of one part, line by line."""
    found = [w for w in (part, *part.findChildren(QWidget)) if _stops(w, part)]
    middle = {w: w.mapTo(part, QWidget.rect(w).center()) for w in found}
    lines: list[list[QWidget]] = []
    for widget in sorted(found, key=lambda w: middle[w].y()):
        if lines and middle[widget].y() - middle[lines[-1][0]].y() <= LINE:
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [w for line in lines for w in sorted(line, key=lambda w: middle[w].x())]


def part_of(window: QWidget, widget: QWidget | None) -> QWidget | None:
    """The part of `window` in which `widget` is: a dock, a bar, or what is in the middle."""
    while widget is not None and widget.parentWidget() is not window:
        widget = widget.parentWidget()
    return widget


def go_on(window: Any, forward: bool) -> bool:
    """Give the keyboard to the next stop, or the one before; return whether it could be.

    It can't while the middle of the window is changed for a presentation.
    """
    if window.centralWidget() is None:
        return False
    order, here = stops(window), QApplication.focusWidget()
    while here is not None and here not in order:
        here = here.parentWidget()
    if here is None:
        return False
    come_to(order[(order.index(here) + (1 if forward else -1)) % len(order)], forward)
    return True


def come_to(widget: QWidget, forward: bool = True) -> None:
    """Give the keyboard to `widget`, and scroll to where it is."""
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reason)
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _parts(window: Any) -> list[QWidget]:
    return [w for w in window.children() if isinstance(w, QWidget) and w.isVisible() and not w.isWindow()]


def _place(window: Any):
    """How parts are sorted: bars above, what is left of the middle, the middle, right of it, bars below."""
    middle = window.centralWidget().geometry()

    def place(part: QWidget) -> tuple[int, int, int]:
        at = part.geometry()
        if isinstance(part, (QToolBar, QStatusBar)):
            return (0 if at.top() < middle.top() else 9), at.top(), at.left()
        column = 1 if at.right() <= middle.left() else 3 if at.left() >= middle.right() else 2
        return column, at.top(), at.left()

    return place


def _stops(widget: QWidget, part: QWidget) -> bool:
    """Whether Tab stops at a widget of a part that is seen; forms have fields that are called `size`."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    shown = widget.isEnabled() and widget.isVisible() and not QWidget.size(widget).isEmpty()
    return by_tab and shown and (widget is part or part.rect().intersects(_rect(widget, part)))


def _rect(widget: QWidget, part: QWidget):
    """Where a widget is in its part, as far as no scroll area moves it."""
    rect = QWidget.rect(widget)
    rect.moveTopLeft(widget.mapTo(part, QPoint(0, 0)))
    around = widget.parentWidget()
    while around is not None and around is not part:
        if isinstance(around, QScrollArea):
            return around.rect().translated(around.mapTo(part, QPoint(0, 0)))
        around = around.parentWidget()
    return rect
