"""The user guide in a window of its own, beside the program that it is about."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from gui.books import Book, contents_of
from gui.guide.pages import Page, pages
from gui.guide.reader import GuideReader
from gui.guide.searching import hits

SIZE, SMALLEST = QSize(960, 760), QSize(560, 320)
CONTENTS_WIDTH, FIELD_WIDTH = 236, 230


class GuideWindow(Book):
    """All pages of the guide.

    Attributes:
        pages: the pages, in order.
        at: the place among them of the one that is shown.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Open it with `show`, on its first page."""
        super().__init__("User guide", "user_guide", parent)
        self.pages: tuple[Page, ...] = pages()
        self.at = 0
        self._before: list[tuple[int, int]] = []
        self._after: list[tuple[int, int]] = []
        self.reader = GuideReader(self)
        self.contents = contents_of([page.title for page in self.pages], CONTENTS_WIDTH)
        self.back = self._button("‹", "Back", QKeySequence.StandardKey.Back, self.on_back)
        self.forward = self._button("›", "Forward", QKeySequence.StandardKey.Forward, self.on_forward)
        self._make_field()
        self.compose()
        self._fill_bar()
        self.contents.currentRowChanged.connect(self.on_row_changed)
        self.reader.asked.connect(self.on_asked)
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE.boundedTo(self.screen().availableGeometry().size() * 0.94))
        self._show(0)

    def _button(self, text: str, name: str, key: QKeySequence.StandardKey, press: object) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(f"{name}  ({QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)})")
        made.setAccessibleName(name)
        made.clicked.connect(press)
        QShortcut(key, self).activated.connect(made.click)  # a button's own shortcut waits before it clicks
        return made

    def _make_field(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search")
        self.field.setAccessibleName("Search the guide")
        self.field.setToolTip("Show the pages that have these words; Enter goes to the next place  (Ctrl+F)")
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.textChanged.connect(self.on_search)
        self.field.returnPressed.connect(self.on_next_hit)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.on_find)

    def _fill_bar(self) -> None:
        self.bar.addWidget(self.back)
        self.bar.addWidget(self.forward)
        self.bar.addStretch(1)
        self.bar.addWidget(self.field)

    def _take_theme(self) -> None:
        super()._take_theme()
        self.reader.mark(self.field.text())

    # Pages

    def go_to(self, at: int) -> None:
        """Show another page, to be left again by Back."""
        if at != self.at:
            self._before.append((self.at, self.reader.place))
            self._after.clear()
            self._show(at)

    def _show(self, at: int, place: int = 0) -> None:
        self.at = at
        beyond = self.pages[at + 1] if at + 1 < len(self.pages) else None
        self.reader.show_page(self.pages[at], beyond)
        self.reader.place = place
        self.contents.setCurrentRow(at)
        self.back.setEnabled(bool(self._before))
        self.forward.setEnabled(bool(self._after))

    @Slot(int)
    def on_row_changed(self, row: int) -> None:
        """A page was chosen among the contents."""
        if row >= 0 and row != self.at:
            self.go_to(row)
            self.reader.mark(self.field.text())

    @Slot(str)
    def on_asked(self, name: str) -> None:
        """Follow a link to another page."""
        self.go_to([page.name for page in self.pages].index(name))

    @Slot()
    def on_back(self) -> None:
        """Show the page before, where it was left."""
        self._turn(self._before, self._after)

    @Slot()
    def on_forward(self) -> None:
        """Show the page again that Back has left."""
        self._turn(self._after, self._before)

    def _turn(self, source: list[tuple[int, int]], kept: list[tuple[int, int]]) -> None:
        kept.append((self.at, self.reader.place))
        self._show(*source.pop())

    # Searching

    def reject(self) -> None:
        """Close; or look for nothing any more, where the words that are looked for have the keyboard."""
        if self.field.hasFocus() and self.field.text():
            self.field.clear()
            self.reader.setFocus()
        else:
            super().reject()

    @Slot()
    def on_find(self) -> None:
        """Write into the field."""
        self.field.setFocus()
        self.field.selectAll()

    @Slot(str)
    def on_search(self, word: str) -> None:
        """Leave the pages that have `word` among the contents, and show the first of them."""
        found = [hits(page, word) > 0 for page in self.pages]
        for k, there in enumerate(found):
            self.contents.item(k).setHidden(not there)
        if any(found) and not found[self.at]:
            self.go_to(found.index(True))
        self.reader.mark(word)

    @Slot()
    def on_next_hit(self) -> None:
        """Go to the next place that has the word, on another page if there is none further down."""
        if self.reader.go_to_next():
            return
        word = self.field.text()
        order = [*range(self.at + 1, len(self.pages)), *range(self.at + 1)]
        following = next((k for k in order if hits(self.pages[k], word)), None)
        if following is not None:
            self.go_to(following)
            self.reader.place = 0
            self.reader.mark(word)
