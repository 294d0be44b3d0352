"""What windows with something to read have in common: a list of contents, and how all of it looks."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from gui.theme import Theme

ROW_HEIGHT = 30


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
