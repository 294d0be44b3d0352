"""Pages in one place, of which one is seen; and the words where there is nothing yet."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedLayout, QWidget

BESIDE = 20
"""Pixels on either side of the words of an empty page."""


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


def empty_page(words: str = "") -> QLabel:
    """A page that says in its middle why there is nothing, or what brings something."""
    page = QLabel(words)
    page.setProperty("role", "muted")
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    page.setWordWrap(True)
    page.setContentsMargins(BESIDE, 0, BESIDE, 0)
    return page
