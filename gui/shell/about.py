"""What the program is and is made of, and what its keys do."""

import platform
from collections.abc import Iterator

import numpy as np
import pyqtgraph as pg
import PySide6
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.actions import written_keys

VERSION = "0.1.0"
"""The same as in pyproject.toml; nothing of the program is installed that could be asked."""

ICON_PIXELS = 72

WHAT = "Watch backpropagation happen, number by number, and check every number by hand."
LICENCES = """
<p>MIT License. Shipped with it, under licences of their own:</p>
<ul style="margin-left: 0; -qt-list-indent: 1">
<li>the fonts Inter, by Rasmus Andersson and the Inter project, and Nablascope Math, derived from STIX Two
Math by Tiro Typeworks and the STIX Fonts project: SIL Open Font License 1.1 (OFL)</li>
<li>the data sets iris (R. A. Fisher) and digits (E. Alpaydin and C. Kaynak), from the UCI Machine Learning
Repository: CC BY 4.0</li>
<li>the symbols on the buttons, from Font Awesome Free by Fonticons, Inc.: CC BY 4.0</li>
</ul>
"""

MOUSE = (
    ("Click", "Select a node, a weight or a bias; show a sample"),
    ("Point", "See the numbers of a node, a weight or a bias, and with node maps what a node computes"),
    ("Drag, wheel", "In the network: move it, zoom into it"),
    ("", "In a plot: look at the steps that it covers, zoom into them"),
    ("Double click", "Edit a weight, bias, input or target; on the ground, see all of it again"),
    ("Right click", "A menu of the header of a layer, a node, a weight or a bias"),
    ("", "On the title of a panel: a picture of it, and which panels there are"),
)
HEADERS = (
    ("← →", "Go to another layer"),
    ("+, −", "One node more, or fewer"),
    ("Enter", "Type the number of nodes"),
    ("↓", "Choose σ"),
    ("Insert, Delete", "Put a layer in before it, or take it away"),
)
DRAWING = (
    ("Click, drag", "Paint points; with the right button, erase them"),
    ("Ctrl+click", "Show the sample"),
    ("1 to 9, 0", "The class that is painted"),
    ("E", "The eraser, or the brush again"),
    ("Tab, arrows", "Go to the plane, move a cross there"),
    ("Enter, Delete", "Paint or erase at the cross"),
)

CONFUSION = (
    ("Click, Enter", "Show the next sample of the cell; with Shift the one before"),
    ("Arrows", "Select another cell"),
)


class Page(QDialog):
    """A window with something to read, and a button that closes it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        """Open it with `open`; it is deleted when it is closed."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 14)
        self.column.setSpacing(12)

    def add_close_button(self) -> None:
        """Add the button below everything."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)


class AboutBox(Page):
    """Name, version, what it is, what it runs on, and whose work is in it."""

    def __init__(self, parent: QWidget) -> None:
        """Write it."""
        super().__init__("About Nablascope", parent)
        picture = QLabel()
        picture.setPixmap(QApplication.windowIcon().pixmap(QSize(ICON_PIXELS, ICON_PIXELS)))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = readable(f"<h2>Nablascope {VERSION}</h2><p>{WHAT}</p><p>{made_of()}</p>{LICENCES}")
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(500)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(picture)
        row.addWidget(self.text, 1)
        self.column.addLayout(row)
        self.add_close_button()
        self.resize(self.sizeHint())


SPARE = QSize(60, 80)
"""Pixels around the tables of a page, and for its button."""


class ShortcutsPage(Page):
    """A table of the keys, menu by menu, and what the mouse does."""

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        """Take the actions of the menus in `bar`, as they are."""
        super().__init__("Keys and mouse", parent)
        groups = [(menu.title().replace("&", ""), list(keys_in(menu))) for menu in menus(bar)]
        longest = max(groups, key=lambda group: len(group[1]))
        others = [group for group in groups if group[1] and group is not longest]
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setSpacing(36)
        own = (
            ("Mouse", MOUSE),
            ("At the header of a layer", HEADERS),
            ("While drawing", DRAWING),
            ("In the confusion matrix", CONFUSION),
        )
        for part in balanced(others, [longest, *((title, list(rows)) for title, rows in own)]):
            row.addWidget(readable(table(part)), 0, Qt.AlignmentFlag.AlignTop)
        if inside.sizeHint().width() + SPARE.width() > parent.width():
            row.setDirection(QBoxLayout.Direction.TopToBottom)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self.column.addWidget(area, 1)
        self.add_close_button()
        self.resize((inside.sizeHint() + SPARE).boundedTo(parent.size() * 0.96))


Group = tuple[str, list[tuple[str, str]]]
"""A heading, and rows of keys and what they do."""


def balanced(left: list[Group], right: list[Group]) -> tuple[list[Group], list[Group]]:
    """Two columns, the last groups of the left one behind the first of the right one where it is longer."""
    while len(left) > 1 and _rows(left[:-1]) >= _rows([*right, left[-1]]):
        right, left = [right[0], left[-1], *right[1:]], left[:-1]
    return left, right


def _rows(groups: list[Group]) -> int:
    return sum(len(rows) + 1 for _, rows in groups)


def readable(html: str) -> QLabel:
    """A text that can be selected and copied."""
    label = QLabel(html)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def made_of() -> str:
    """The versions of what the program runs on."""
    return (
        f"Python {platform.python_version()} · Qt {qVersion()} · PySide6 {PySide6.__version__} · "
        f"pyqtgraph {pg.__version__} · numpy {np.__version__}"
    )


def menus(bar: QMenuBar) -> list[QMenu]:
    """The menus of a bar, from left to right."""
    return [action.menu() for action in bar.actions() if action.menu()]


def keys_in(menu: QMenu) -> Iterator[tuple[str, str]]:
    """The keys of a menu's actions, and what they do."""
    for action in menu.actions():
        if action.shortcuts():
            yield " or ".join(map(written_keys, action.shortcuts())), _does(action)


def _does(action: QAction) -> str:
    text = action.iconText().strip().rstrip("…")  # Undo's own text says of what
    return "Run, pause" if action.objectName() == "run" else text


def table(groups: list[Group]) -> str:
    """Groups of rows with a heading each, as HTML."""
    from html import escape  # noqa: PLC0415 - a page is rarely read

    lines = ['<table cellspacing="0" cellpadding="2">']
    for title, rows in groups:
        lines.append(f'<tr><td colspan="2" style="padding-top: 8px"><b>{escape(title)}</b></td></tr>')
        for keys, does in rows:
            lines.append(
                f'<tr><td style="padding-right: 18px; white-space: nowrap">{escape(keys)}</td>'
                f'<td style="white-space: nowrap">{escape(does)}</td></tr>'
            )
    return "".join([*lines, "</table>"])
