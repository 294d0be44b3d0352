"""What the program is and is made of; a window to read in."""

import platform

import numpy as np
import pyqtgraph as pg
import PySide6
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

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


def readable(html: str, kind: type[QLabel] = QLabel) -> QLabel:
    """A text that can be selected and copied."""
    label = kind(html)
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
