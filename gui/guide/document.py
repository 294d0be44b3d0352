"""A page of the guide as a document: Markdown, set in the fonts and colours of the program."""

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)

from gui.guide.pages import FOLDER, Page
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font

COLUMN = 660.0
"""Width of the text: about 80 letters."""
MARGIN = 28.0
"""Beside the text where the window is narrow."""
ABOVE, BELOW = 26.0, 60.0
SIZES = {0: 15, 1: 28, 2: 19}
"""Of letters in pixels, by the level of a heading."""
GAPS = {0: (0.0, 9.0), 1: (0.0, 14.0), 2: (24.0, 8.0)}
"""Above and below a block, by the level of a heading."""
LEADING = 130.0
"""From line to line, in percent of the letters' height."""
BETWEEN = 4.0
"""Below an entry of a list or a table."""
CELL = 5.0
FRAMED = 10.0
"""Above and below a picture or a table."""
JOINER = "\N{WORD JOINER}"


class GuideDocument(QTextDocument):
    """Shows one page at a time.

    Attributes:
        column: how wide the text is.

    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty until `set`."""
        super().__init__(parent)
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        self.column = COLUMN
        self._theme = DARK
        self._pictures: list[tuple[int, str, QImage]] = []

    def set(self, page: Page, beyond: Page | None, theme: Theme) -> None:
        """Write `page` in the colours of `theme`, with a way to the page `beyond` at its end."""
        self._theme = theme
        end = "" if beyond is None else f"\n\nNext: [{beyond.title}]({beyond.name})\n"
        self._pictures = []
        self.setMarkdown(joined(page.text) + end, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        whole = QTextCursor(self)
        whole.beginEditBlock()
        block = self.begin()
        while block.isValid():
            self._set_block(block)
            block = block.next()
        for table in self.rootFrame().childFrames():
            if isinstance(table, QTextTable):
                self._set_table(table)
        whole.endEditBlock()

    def fit(self, width: float, ratio: float) -> None:
        """Put a column of text into the middle of `width`, for a screen of so many pixels to one."""
        self.column = column = max(200.0, min(COLUMN, width - 2 * MARGIN))
        side = max(0.0, (width - column) / 2)
        form = self.rootFrame().frameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(ABOVE)
        form.setBottomMargin(BELOW)
        self.rootFrame().setFrameFormat(form)
        for picture in self._pictures:
            self._fit_picture(*picture, ratio)

    # Parts

    def _set_block(self, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        above, below = GAPS[level]
        goes_on = block.textList() is not None and block.next().textList() is not None
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(BETWEEN if goes_on or cursor.currentTable() is not None else below)
        form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for position, length, letters in [
            (part.position(), part.length(), part.charFormat()) for part in (k.fragment() for k in block)
        ]:
            cursor.setPosition(position)
            if letters.isImageFormat():
                name = letters.toImageFormat().name()
                self._pictures.append((position, name, QImage(str(FOLDER / name))))
                form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
                form.setTopMargin(FRAMED)
                form.setBottomMargin(2 * FRAMED)
                continue
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(self._letters(letters, level))
        QTextCursor(block).mergeBlockFormat(form)

    def _letters(self, given: QTextCharFormat, level: int) -> QTextCharFormat:
        """How words are set: what is bold in the Markdown is half as bold, as in the window."""
        bold = level or given.fontWeight() > QFont.Weight.Normal
        font = number_font(SIZES[level], QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(given.fontItalic())
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QBrush(QColor(self._theme.text)))
        if given.isAnchor():
            form.setForeground(QBrush(QColor(self._theme.negative)))
        if given.fontFixedPitch():
            form.setFontFixedPitch(False)
            form.setBackground(QBrush(QColor(self._theme.raised)))
        return form

    def _set_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(QColor(self._theme.border)))
        form.setBorderCollapse(True)
        form.setCellPadding(CELL)
        form.setCellSpacing(0)
        form.setTopMargin(FRAMED)
        form.setBottomMargin(FRAMED)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)
        for k in range(table.columns()):
            cell = table.cellAt(0, k)
            shade = cell.format()
            shade.setBackground(QBrush(QColor(self._theme.raised)))
            cell.setFormat(shade)

    def _fit_picture(self, position: int, name: str, picture: QImage, ratio: float) -> None:
        """Show it as large as it is, or as wide as the column, with as many pixels as the screen has."""
        width = min(float(picture.width()), self.column)
        height = picture.height() * width / max(1, picture.width())
        shown = picture.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), shown)
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(width)
        form.setHeight(height)
        form.setProperty(QTextFormat.Property.ImageAltText, self._alt(position))
        cursor = QTextCursor(self)
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)

    def _alt(self, position: int) -> str:
        cursor = QTextCursor(self)
        cursor.setPosition(position + 1)
        return str(cursor.charFormat().property(QTextFormat.Property.ImageAltText) or "")


def joined(text: str) -> str:
    """`text` with derivatives that no line ends in."""
    return text.replace("/∂", f"/{JOINER}∂")
