"""The page of all keys: those of the menus as they are, and those that parts of the window have."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QWidget,
)

from gui.actions import written_keys
from gui.focus_ring import FocusRing
from gui.own_keys import is_escape, kept
from gui.presenting.actions import PRESENTING
from gui.shell.about import Page, readable
from gui.shell.keys_told import OWN

SPARE = QSize(70, 130)
"""Pixels around the columns of the page: for the field above, the button below, and the scroll bar."""
GAP, BETWEEN = 36, 34
"""Pixels between two columns, and in a column between keys and what they do, edges included."""
KEYS_APART = 18
"""Pixels between keys and what they do."""
MOST_COLUMNS = 3
FIND, NOTHING = "Find a key, or what it does", "No key does that. Fewer letters find more."

Group = tuple[str, list[tuple[str, str]]]
"""A heading, and rows of keys and what they do."""


class FindField(QLineEdit):
    """Takes what is looked for; keys that scroll are for what is found, and Esc clears it first.

    Signals:
        scrolled: such a key, a QKeyEvent.
    """

    scrolled = Signal(object)

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setPlaceholderText(FIND)
        self.setAccessibleName(FIND)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Keep Esc while there is something to clear."""
        return kept(event, self._clears) or super().event(event)

    def _clears(self, event: QKeyEvent) -> bool:
        return is_escape(event) and bool(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, scroll, or write."""
        if self._clears(event):
            self.clear()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.scrolled.emit(event)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # which would close the page
            super().keyPressEvent(event)


class Column(QLabel):
    """A table that is laid out once to know its size; a label does that several times over, each time."""

    _measured = ("", QSize())

    def sizeHint(self) -> QSize:
        """What the table needs."""
        if self._measured[0] != self.text():
            document = QTextDocument()
            document.setDocumentMargin(0)
            document.setDefaultFont(self.font())
            document.setHtml(self.text())
            self._measured = self.text(), document.size().toSize()
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it is cut off."""
        return self.sizeHint()


class ShortcutsPage(Page):
    """A table of the keys, menu by menu and part by part, of which some can be looked for.

    Attributes:
        find: takes what is looked for.
        columns: the tables beside one another.
        nothing: what is said where nothing is found.

    """

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        """Take the actions of the menus in `bar`, as they are."""
        super().__init__("Keys and mouse", parent)
        self.find, self.nothing = FindField(), QLabel(NOTHING)
        self.nothing.setProperty("role", "muted")
        self.nothing.hide()
        self._groups = every_group(bar)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setSpacing(GAP)
        self._row.setContentsMargins(4, 0, 4, 0)
        self.columns: list[QLabel] = []
        self._area = area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("All keys")
        area.setAccessibleDescription("Arrow keys scroll")
        self._ring = FocusRing(area)
        for part in (self.find, self.nothing):
            self.column.addWidget(part)
        self.column.addWidget(area, 1)
        self.add_close_button()
        self.findChild(QPushButton).setAutoDefault(False)
        self._fit(parent.size() * 0.96)
        self.find.textChanged.connect(self.on_wanted)
        self.find.scrolled.connect(self.on_scrolled)
        self.find.setFocus()

    def _fit(self, room: QSize) -> None:
        """Have as many columns as there is room for."""
        counts = range(MOST_COLUMNS, 0, -1)
        self._fill(next((count for count in counts if self._width(count) <= room.width()), 1))
        self.resize((self._area.widget().sizeHint() + SPARE).boundedTo(room))

    def _width(self, count: int) -> int:
        """How wide the page is with so many columns, in pixels; to lay them all out would take long."""
        parts = spread(self._groups, count)
        return sum(width(part, self.fontMetrics()) + GAP for part in parts) - GAP + SPARE.width()

    def _fill(self, count: int) -> None:
        for column in self.columns:
            self._row.removeWidget(column)
            column.deleteLater()
        self._parts = spread(self._groups, count)
        self._wide = [keys_width(part, self.fontMetrics()) for part in self._parts]
        every = zip(self._parts, self._wide, strict=True)
        self.columns = [readable(table(part, wide), Column) for part, wide in every]
        for column in self.columns:
            self._row.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)

    @Slot(str)
    def on_wanted(self, words: str) -> None:
        """Show only what has all of these words."""
        found = [matching(part, words) for part in self._parts]
        for column, part, wide in zip(self.columns, found, self._wide, strict=True):
            column.setText(table(part, wide))
            column.setVisible(bool(part))
        self.nothing.setVisible(not any(found))

    @Slot(object)
    def on_scrolled(self, event: QKeyEvent) -> None:
        """Scroll by a key that was pressed in the field."""
        QApplication.sendEvent(self._area, event)


def every_group(bar: QMenuBar) -> list[Group]:
    """What the page tells: the menus of `bar` that have keys, and the parts with keys of their own.

    The keys of a presentation come last, and during one, which hides the `bar`, first.
    """
    found = [(menu.title().replace("&", ""), list(keys_in(menu))) for menu in menus(bar)]
    found += [(told.title, list(told.rows)) for told in OWN]
    found.insert(0 if bar.isHidden() else len(found), ("While presenting", list(PRESENTING)))
    return [group for group in found if group[1]]


def spread(groups: list[Group], count: int) -> list[list[Group]]:
    """As many columns, about as long as one another, with the groups in their order."""
    found: list[list[Group]] = [[]]
    share = sum(_rows(group) for group in groups) / count
    for group in groups:
        begun = sum(map(_rows, found[-1]))
        if begun and len(found) < count and begun + _rows(group) / 2 > share:
            found.append([])
        found[-1].append(group)
    return found


def _rows(group: Group) -> float:
    return len(group[1]) + 1.5


def matching(groups: Iterable[Group], words: str) -> list[Group]:
    """Those rows that have all of `words`, in the heading too, and their headings."""
    wanted = words.casefold().split()
    found = [
        (title, [row for row in rows if all(k in f"{title} {' '.join(row)}".casefold() for k in wanted)])
        for title, rows in groups
    ]
    return [group for group in found if group[1]]


def menus(bar: QMenuBar) -> list[QMenu]:
    """The menus of a bar, from left to right."""
    return [action.menu() for action in bar.actions() if action.menu()]


def keys_in(menu: QMenu) -> Iterator[tuple[str, str]]:
    """The keys of a menu's actions, and what they do."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from keys_in(action.menu())
        elif action.shortcuts():
            yield " or ".join(map(written_keys, action.shortcuts())), _does(action)


def _does(action: QAction) -> str:
    text = action.iconText().strip().rstrip("…")  # Undo's own text says of what
    return "Run, pause" if action.objectName() == "run" else text


def width(groups: Iterable[Group], metrics: QFontMetrics) -> int:
    """About how wide the table of groups is, rather more than less."""
    rows = [row for _, rows in groups for row in rows]
    return sum(max(map(metrics.horizontalAdvance, texts)) for texts in zip(*rows, strict=True)) + BETWEEN


def keys_width(groups: Iterable[Group], metrics: QFontMetrics) -> int:
    """How wide the keys of groups are: what they do stays in its place when some of them are looked for."""
    return max(metrics.horizontalAdvance(keys) for _, rows in groups for keys, _ in rows) + KEYS_APART


def table(groups: Iterable[Group], wide: int) -> str:
    """Groups of rows with a heading each, as HTML; keys have `wide` pixels."""
    from html import escape  # noqa: PLC0415 - a page is rarely read

    lines = ['<table cellspacing="0" cellpadding="2">']
    for title, rows in groups:
        lines.append(f'<tr><td colspan="2" style="padding-top: 8px"><b>{escape(title)}</b></td></tr>')
        for keys, does in rows:
            lines.append(
                f'<tr><td width="{wide}" style="white-space: nowrap">{escape(keys)}</td>'
                f"<td>{escape(does)}</td></tr>"
            )
    return "".join([*lines, "</table>"])
