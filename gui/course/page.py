"""The words of a step, with symbols and equations among them."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from gui.lessons.document import LessonDocument
from gui.lessons.live import Live
from gui.lessons.pieces import EquationPiece, LivePiece
from gui.lessons.setting import Setter
from gui.lessons.text import Item, Numbers, Paragraph, Shown
from gui.shell.dock_places import LOW
from gui.theme import DARK, Theme

WIDTH = 780
"""A line of a text that is longer than this is hard to read."""
EQUATION = 16.0
LEADING = 112.0


class PageSetter(Setter):
    """Sets a step more closely than a page to read."""

    body, symbol = 14, 15

    def write(self, items: Iterable[Item]) -> None:
        """Write words and equations below one another."""
        for item in items:
            form = QTextBlockFormat()
            form.setBottomMargin(3)
            form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if isinstance(item, Paragraph):
                self._block(form)
                self._write(item.text)
            elif isinstance(item, Shown):
                form = QTextBlockFormat()
                form.setTopMargin(2)
                self._block(form)
                self._equation(EquationPiece(item.name, EQUATION))
            elif isinstance(item, Numbers):
                self._block(form)
                numbers = LivePiece(item.name)
                self.document.numbers.append((numbers, self._insert(numbers)))


class PageDocument(LessonDocument):
    """A document that takes all the width that it is given."""

    def fit(self, width: float) -> None:
        """Let equations shrink to `width` where they are wider."""
        self.pieces.column = max(100.0, width)
        self.setTextWidth(width)

    def set(self, items: Iterable[Item], theme: Theme) -> None:
        """Show `items` in place of what there was."""
        PageSetter(self, theme).write(items)


class Page(QTextEdit):
    """Shows one step. It is as high as the longest of the texts that `measure` was given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.text = PageDocument(self)
        self._theme = DARK
        self._items: tuple[Item, ...] = ()
        self._all: tuple[tuple[Item, ...], ...] = ()
        self._measured = 0
        self.setDocument(self.text)
        self.setReadOnly(True)
        self.setObjectName("course_page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setStyleSheet("QTextEdit#course_page { background: transparent; border: 0; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDTH)

    def set_theme(self, theme: Theme) -> None:
        """Show the same in `theme`."""
        self._theme = theme
        self.show_items(self._items)

    def show_items(self, items: tuple[Item, ...]) -> None:
        """Show the text of a step."""
        self._items = items
        self.text.set(self._fitting(items), self._theme)
        self.text.fit(self.viewport().width())
        self.setAccessibleDescription(self.plain)

    def _fitting(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The words alone where the window is low: the network needs the room of the equations."""
        low = self.window().height() < LOW
        return tuple(k for k in items if isinstance(k, Paragraph)) if low else items

    def show_numbers(self, found: Mapping[str, Live]) -> None:
        """Put live numbers into the text, which grows where they need more room."""
        if self.text.show(found):
            self.viewport().update()
        high = round(self.text.size().height()) + 2
        if high > self.height():
            self.setFixedHeight(high)

    @property
    def names(self) -> tuple[str, ...]:
        """What live numbers the text has."""
        return tuple(piece.name for piece, _ in self.text.numbers)

    @property
    def plain(self) -> str:
        """The words, with what is painted among them in plain text."""
        return self.text.plain(0, self.text.characterCount() - 1)

    def measure(self, every: Iterable[tuple[Item, ...]]) -> None:
        """Be as high as the longest of these texts, so that the network below stands still."""
        self._all = tuple(every)
        self._measured = 0
        self._fit_height()

    def _fit_height(self) -> None:
        width = self.viewport().width()
        if width == self._measured or not self._all:
            return
        self._measured, trial, most = width, PageDocument(), 0.0
        for items in self._all:
            trial.set(self._fitting(items), self._theme)
            trial.fit(width)
            most = max(most, trial.size().height())
        self.setFixedHeight(round(most) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text anew in another width."""
        super().resizeEvent(event)
        self.text.fit(self.viewport().width())
        self._fit_height()

    def sizeHint(self) -> QSize:
        """As wide as can be read."""
        return QSize(WIDTH, self.height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the canvas may be."""
        return QSize(200, self.height())
