"""What windows with something to read have in common: head, contents, reader, and how all of it looks."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.theme import DARK, Theme

ROW_HEIGHT = 30


class Book(QDialog):
    """A window with something to read. Not modal: one can go on with the program while reading.

    Whoever inherits makes `reader`, which has `set_theme`, and `contents`, and then composes them.

    Attributes:
        bar: the row above both, empty at first.

    """

    def __init__(self, title: str, name: str, parent: QWidget | None) -> None:
        """Open it with `show`."""
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowTitle(f"{title} – Nablascope")
        self.setObjectName(name)
        self.setProperty("role", "book")
        self._theme, self._applied = DARK, None

    def compose(self) -> None:
        """Lay contents and reader out below the bar; the reader has the keys."""
        head = QWidget()
        head.setObjectName("head")
        self.bar, body, column = QHBoxLayout(head), QHBoxLayout(), QVBoxLayout(self)
        self.bar.setContentsMargins(14, 9, 14, 9)
        body.addWidget(self.contents)
        body.addWidget(self.reader, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addLayout(body, 1)
        for layout in (body, column):
            layout.setSpacing(0)
        self.reader.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in `theme`; while it is closed, only when it is opened."""
        self._theme = theme
        if self.isVisible():
            self._take_theme()

    def _take_theme(self) -> None:
        if self._theme is not self._applied:
            self._applied = self._theme
            self.setStyleSheet(book_style(self._theme))
            self.ensurePolished()
            self.layout().activate()  # the text is laid out for the room that it will have
            self.reader.set_theme(self._theme)

    def setVisible(self, visible: bool) -> None:
        """Be set in the present theme before anything is seen."""
        if visible:
            self._take_theme()
        super().setVisible(visible)


def contents_of(titles: Iterable[str], width: int) -> QListWidget:
    """A list of contents; the first entry is chosen."""
    made = QListWidget()
    made.setObjectName("contents")
    made.setAccessibleName("Contents")
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFixedWidth(width)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for title in titles:
        QListWidgetItem(title, made).setSizeHint(QSize(0, ROW_HEIGHT))
    made.setCurrentRow(0)
    return made


def book_style(theme: Theme) -> str:
    """The style sheet of a window with `role` "book"."""
    return STYLE.format(**{k: v for k, v in vars(theme).items() if isinstance(v, str)})


STYLE = """
QDialog[role="book"] {{ background: {surface}; }}
QWidget#head {{ border-bottom: 1px solid {border}; }}
QDialog[role="book"] QTextBrowser {{ background: {surface}; border: 0;
    selection-background-color: {accent_soft}; selection-color: {text}; }}
QListWidget#contents {{
    background: {surface}; border: 2px solid {surface}; outline: 0; padding: 16px 6px 10px 8px;
}}
QListWidget#contents:focus {{ border-color: {accent}; }}
QListWidget#contents::item {{ color: {muted}; padding: 0 10px; border-left: 2px solid transparent; }}
QListWidget#contents::item:hover {{ color: {text}; }}
QListWidget#contents::item:selected {{ color: {text}; background: transparent; border-left-color: {accent}; }}
QDialog[role="book"] QToolButton {{ border: 1px solid {border}; border-radius: 6px; padding: 5px 9px; }}
QDialog[role="book"] QToolButton:hover {{ background: {raised}; }}
QDialog[role="book"] QToolButton:focus {{ border-color: {accent}; }}
QListWidget#contents::item:selected:focus {{ background: {accent_soft}; }}
QDialog[role="book"] QToolButton#run {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QDialog[role="book"] QToolButton#run:focus {{
    border: 3px double {accent}; background-clip: padding; padding: 3px 7px; }}
QDialog[role="book"] QToolButton:disabled, QDialog[role="book"] QToolButton#run:disabled {{
    background: {surface}; color: {dim}; border-color: {border}; }}
"""
