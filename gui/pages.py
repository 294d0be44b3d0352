"""Pages in one place, of which one is seen."""

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget


def pages_in(layout: QBoxLayout, pages: Iterable[QWidget], stretch: int = 1) -> QStackedLayout:
    """Put `pages` at the end of `layout`, which belongs to a widget, and return what chooses among them.

    They get their place first: pages of a layout that is nowhere yet are windows, and the first of them
    would be shown as one, for a moment and at some cost.
    """
    found = QStackedLayout()
    layout.addLayout(found, stretch)
    for page in pages:
        found.addWidget(page)
    return found
