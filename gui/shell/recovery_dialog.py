"""Asks at the start what is to become of the work that a crash has left."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.shell.about import Page
from gui.shell.asking import STYLE
from gui.shell.recovery import Lost
from gui.theme import blended
from gui.writing.plain import one_line, plain_tip

WIDTH, MOST_ROWS = 520, 4
MARGIN_X, MARGIN_Y, LINE_GAP = 14, 10, 3
ELSEWHERE = Qt.ItemDataRole.UserRole
"""Where an item keeps what was lost; the line after it is what is known of it."""
KNOWN = ELSEWHERE + 1

ONE = "Nablascope was interrupted before this was saved"
SEVERAL = "Nablascope was interrupted before these were saved"
ACTIONS = (
    "<b>Restore</b> opens it as it was last kept, at most half a minute before the interruption.<br>"
    "<b>Discard</b> never offers it again.<br>"
    "<b>Decide later</b> changes nothing, and asks again at the next start."
)

LIST = """
QListWidget { border: 1px solid palette(mid); border-radius: 6px; outline: 0; background: palette(base); }
QListWidget:focus { border: 2px solid palette(highlight); }
"""


class RecoveryDialog(Page):
    """What was lost, newest first, and three buttons. Enter restores, Esc decides later.

    Signals:
        restore_chosen: the `Lost` that is to be opened; the dialog is closed by then, the others stay.
        discard_chosen: the `Lost` that is not to be offered again; the dialog stays while there are others.
    """

    restore_chosen = Signal(object)
    discard_chosen = Signal(object)

    def __init__(
        self, lost: Iterable[Lost], parent: QWidget | None = None, now: datetime | None = None
    ) -> None:
        """Offer `lost`; open it with `open`. `now` is the time that "today" is told from."""
        super().__init__("Unsaved work", parent)
        now = now or datetime.now().astimezone()
        self.list = QListWidget()
        self._fill(lost, now)
        self.head = QLabel()
        self.head.setProperty("role", "title")
        self.what = QLabel(ACTIONS)
        self.what.setProperty("role", "muted")
        self.what.setWordWrap(True)
        self._make_buttons()
        for part in (self.head, self.list, self.what):
            self.column.addWidget(part)
        self.column.addLayout(self._row())
        self.setStyleSheet(LIST + STYLE)
        self.what.setFixedWidth(WIDTH)
        self.list.setFixedWidth(WIDTH)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self._arrange()
        self.list.setFocus()

    def _fill(self, lost: Iterable[Lost], now: datetime) -> None:
        self.list.setAccessibleName("Unsaved work")
        self.list.setItemDelegate(Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in lost:
            item = QListWidgetItem(one.title, self.list)
            known = f"{when_words(one.when, now)} · {file_words(one.original)}"
            item.setData(ELSEWHERE, one)
            item.setData(KNOWN, known)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {known}")
            item.setToolTip(plain_tip(str(one.original)) if one.original is not None else "")
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self.on_restore)

    def _make_buttons(self) -> None:
        self.restore, self.discard, self.later = map(QPushButton, ("&Restore", "&Discard", "Decide &later"))
        for button in (self.discard, self.later):
            button.setAutoDefault(False)  # Enter restores, wherever the focus is
        self.restore.setDefault(True)
        self.restore.clicked.connect(self.on_restore)
        self.discard.clicked.connect(self.on_discard)
        self.later.clicked.connect(self.reject)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.later)
        row.addWidget(self.restore)
        return row

    def _arrange(self) -> None:
        """Be as high as what there is."""
        count = self.list.count()
        self.head.setText(ONE if count == 1 else SEVERAL)
        rows = min(count, MOST_ROWS) + (
            0.5 if count > MOST_ROWS else 0
        )  # half a row says that there are more
        self.list.setFixedHeight(round(rows * self.list.sizeHintForRow(0)) + 2)

    def chosen(self) -> Lost | None:
        """The one that the buttons are about."""
        item = self.list.currentItem()
        return None if item is None else item.data(ELSEWHERE)

    @Slot()
    def on_restore(self) -> None:
        """Close, and say which is to be restored."""
        lost = self.chosen()
        if lost is not None and self.isVisible():
            self.accept()
            self.restore_chosen.emit(lost)

    @Slot()
    def on_discard(self) -> None:
        """Say which is not wanted; close after the last."""
        lost = self.chosen()
        if lost is None:
            return
        self.list.takeItem(self.list.currentRow())
        if self.list.count() == 0:
            self.accept()
        else:
            self._arrange()
        self.discard_chosen.emit(lost)


class Rows(QStyledItemDelegate):
    """Paints what was lost in two lines: its title, and what is known of it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and some air."""
        line = QFontMetrics(option.font).height()
        return QSize(0, 2 * line + LINE_GAP + 2 * MARGIN_Y)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one; a long line loses its middle."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and _several(option.widget)
        text, accent = option.palette.text().color(), option.palette.highlight().color()
        ground = option.palette.base().color().name()
        if chosen:
            painter.fillRect(option.rect, blended(accent, ground, 0.14))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), accent)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        room = option.rect.adjusted(MARGIN_X, MARGIN_Y, -MARGIN_X, -MARGIN_Y)
        _write(painter, room, index.data(), bold, text)
        room.setTop(room.top() + QFontMetrics(bold).height() + LINE_GAP)
        _write(painter, room, index.data(KNOWN), option.font, blended(text, ground, 0.68))
        painter.restore()


def _several(widget: QWidget | None) -> bool:
    """Whether there is a choice; one alone need not look chosen."""
    return isinstance(widget, QListWidget) and widget.count() > 1


def _write(painter: QPainter, room: QRect, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)


def when_words(when: datetime, now: datetime) -> str:
    """A time as one says it: "today 14:32", "yesterday 9:05", "3 March 14:32", "3 March 2021"."""
    when = when.astimezone(now.tzinfo)
    clock = f"{when.hour}:{when.minute:02}"
    days = (now.date() - when.date()).days
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]} {clock}"
    date = f"{when.day} {MONTHS[when.month - 1]}"
    return f"{date} {clock}" if 0 < days < 180 else f"{date} {when.year}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def file_words(original: Path | None) -> str:
    """Where a session belongs, in a few words."""
    if original is None:
        return "not saved to a file yet"
    name, folder = one_line(original.name), one_line(original.parent.name)
    return f"from {name} in {folder}" if folder else f"from {name}"
