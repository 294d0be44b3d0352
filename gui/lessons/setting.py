"""Sets a lesson as a document: headings, words with symbols among them, equations, boxes of numbers."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from gui.lessons.document import JOINER, KEY, OBJECT, PIECE, LessonDocument, Place
from gui.lessons.inline import Inline, pieces
from gui.lessons.pieces import EquationPiece, LivePiece, Piece, StatusPiece, SymbolPiece, status_font
from gui.lessons.text import Item, Lesson, Numbers, Paragraph, Row, Shown
from gui.theme import Theme
from gui.writing.fonts import number_font

BODY, SYMBOL, HEADING, TITLE = 16, 18, 21, 31
"""Sizes of letters in pixels."""
LEADING = 128.0
"""From line to line, in percent of the letters' height."""
PADDING = 16.0
APART = 48.0
"""From the end of a section to the next heading."""
TERM = 76.0
"""Width of the column of symbols in a table."""
LINK = "Show on the network"
SCHEME = "show"


class Setter:
    """Writes into a document from its beginning to its end."""

    body, symbol = BODY, SYMBOL

    def __init__(self, document: LessonDocument, theme: Theme) -> None:
        """Write into `document`, in place of what is there."""
        self.document, self.theme = document, theme
        document.begin_anew()
        document.pieces.set_theme(theme)
        self.cursor = QTextCursor(document)
        self.unused = True  # whether the block that the cursor is in is still to be filled
        self.words = self._letters(self.body, theme.text)

    def set(self, lesson: Lesson) -> None:
        """Write all of `lesson`, laid out once and not at every word."""
        whole = QTextCursor(self.document)
        whole.beginEditBlock()
        self._heading(lesson.title, TITLE, 1)
        self._items(lesson.items)
        for section in lesson.sections:
            self._heading(section.title, HEADING, 2)
            self.document.places.append(Place(section.name, section.title, self.cursor.block().position()))
            self._items(section.items)
            self._end_section()
        whole.endEditBlock()

    def _items(self, items: tuple[Item, ...]) -> None:
        makers = {Paragraph: self._paragraphs, Row: self._table, Shown: self._equations, Numbers: self._boxes}
        for kind, group in groupby(items, type):
            makers[kind](list(group))

    # Parts

    def _heading(self, text: str, px: int, level: int) -> None:
        form = QTextBlockFormat()
        form.setHeadingLevel(level)
        form.setTopMargin(0 if level == 1 else APART)
        form.setBottomMargin(16)
        self._block(form)
        self.cursor.insertText(text, self._letters(px, self.theme.text, QFont.Weight.DemiBold))

    def _paragraphs(self, items: list[Paragraph]) -> None:
        for item in items:
            form = QTextBlockFormat()
            form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            form.setBottomMargin(11)
            self._block(form)
            self._write(item.text)

    def _equations(self, items: list[Shown]) -> None:
        for item in items:
            form = QTextBlockFormat()
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            form.setTopMargin(14)
            form.setBottomMargin(20)
            self._block(form)
            self._equation(EquationPiece(item.name))

    def _equation(self, piece: EquationPiece) -> None:
        self._insert(piece, tip=piece.plain())

    def _table(self, rows: list[Row]) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(0)
        form.setCellSpacing(0)
        form.setTopMargin(10)
        form.setBottomMargin(14)
        kind = QTextLength.Type
        form.setColumnWidthConstraints(
            [QTextLength(kind.FixedLength, TERM), QTextLength(kind.PercentageLength, 100)]
        )
        table = self.cursor.insertTable(len(rows), 2, form)
        for k, row in enumerate(rows):
            for j, text in enumerate((row.symbol, row.text)):
                self.cursor = table.cellAt(k, j).firstCursorPosition()
                self.cursor.setBlockFormat(self._row_format())
                self._write(text)
        self._go_on()

    def _boxes(self, items: list[Numbers]) -> None:
        for item in items:
            self.cursor.insertFrame(self._box_format())
            self._box(item.name)
            self._go_on()

    def _box(self, name: str) -> None:
        numbers = LivePiece(name)
        form = QTextBlockFormat()
        form.setBottomMargin(9)
        self.cursor.setBlockFormat(form)
        self.document.numbers.append((numbers, self._insert(numbers, 2 * PADDING)))
        self.cursor.insertBlock(QTextBlockFormat())
        width = QFontMetricsF(status_font()).horizontalAdvance(LINK)
        self._insert(StatusPiece(numbers), 2 * PADDING + width + 2)
        self.cursor.insertText(LINK, self._link(name))

    # Words

    def _write(self, text: str) -> None:
        """Words and symbols; what touches a symbol stays on its line."""
        found = pieces(text)
        if isinstance(found[0], Inline):
            # A line begins with words, or else it would not be as high as the others.
            self.cursor.insertText(JOINER, self.words)
        for k, part in enumerate(found):
            if isinstance(part, Inline):
                self._insert(SymbolPiece(part, self.symbol))
                continue
            before = "" if k == 0 or part[0].isspace() else JOINER
            after = "" if k == len(found) - 1 or part[-1].isspace() else JOINER
            self.cursor.insertText(before + part + after, self.words)

    def _insert(self, piece: Piece, inset: float = 0.0, tip: str = "") -> int:
        form = QTextCharFormat(self.words)
        form.setObjectType(PIECE)
        key = self.document.pieces.add(piece, inset)
        form.setProperty(KEY, key)
        if tip:
            form.setToolTip(tip)
        self.cursor.insertText(OBJECT, form)
        return key

    # Blocks

    def _block(self, form: QTextBlockFormat) -> None:
        """Begin a block, or take the one that a box or a table has left."""
        if self.unused:
            self.cursor.setBlockFormat(form)
        else:
            self.cursor.insertBlock(form)
        self.unused = False

    def _end_section(self) -> None:
        """Keep the next heading away from a box, whose neighbours' margins don't count."""
        frames = self.document.rootFrame().childFrames()
        if self.unused and frames:
            form = frames[-1].frameFormat()
            form.setBottomMargin(APART)
            frames[-1].setFrameFormat(form)

    def _go_on(self) -> None:
        """Go on behind a box or a table."""
        self.cursor = QTextCursor(self.document)
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self.unused = True

    # Formats

    def _letters(self, px: int, colour: str, weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(number_font(px, weight))
        form.setForeground(QBrush(QColor(colour)))
        return form

    def _row_format(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(3)
        return form

    def _box_format(self) -> QTextFrameFormat:
        form = QTextFrameFormat()
        form.setBackground(QBrush(QColor(self.theme.raised)))
        form.setPadding(PADDING)
        form.setTopMargin(14)
        form.setBottomMargin(20)
        return form

    def _link(self, name: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(status_font())
        form.setForeground(QBrush(QColor(self.theme.negative)))
        form.setAnchor(True)
        form.setAnchorHref(f"{SCHEME}:{name}")
        form.setToolTip("Light up what these numbers are about")
        return form
