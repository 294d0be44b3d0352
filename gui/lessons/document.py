"""A lesson as one document: its words can be selected, and what is painted among them keeps up with time."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPyTextObject, QTextCursor, QTextDocument, QTextFormat

from core.lazily import dataclass
from gui.lessons.live import Live
from gui.lessons.pieces import LivePiece, Piece
from gui.theme import DARK, Theme

COLUMN = 560.0
"""Width of the text: about 68 letters."""
MARGIN = 28.0
"""Beside the text where the window is narrow."""
ABOVE, BELOW = 30.0, 80.0
PIECE = QTextFormat.ObjectTypes.UserObject + 1
KEY = QTextFormat.Property.UserProperty + 1
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
JOINER = "\N{WORD JOINER}"
"""Keeps a comma on the line of the symbol before it."""
ENDS = {"\u2029": "\n", "\ufdd0": "\n", "\ufdd1": "\n", "\u2028": "\n", JOINER: ""}
"""How paragraphs and boxes end in a document, and in plain text."""


class Pieces(QPyTextObject):
    """The painted parts of a document: gives them their room, and paints them.

    Attributes:
        theme: what they are painted in.
        column: the width of the text.

    """

    def __init__(self, parent: QObject) -> None:
        """None yet."""
        super().__init__(parent)
        self.set_theme(DARK)
        self.column = COLUMN
        self._pieces: list[tuple[Piece, float]] = []
        self._sizes: dict[tuple[int, float], QSizeF] = {}

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme`, and what is selected as strongly as can be."""
        strongest = "#ffffff" if theme.dark else "#000000"
        self.theme, self._bold = theme, replace(theme, text=strongest, muted=strongest)

    def add(self, piece: Piece, inset: float) -> int:
        """Take in `piece`, which has the column's width but for `inset`; returns its key."""
        self._pieces.append((piece, inset))
        return len(self._pieces) - 1

    def clear(self) -> None:
        """Forget all."""
        self._pieces.clear()
        self._sizes.clear()

    def piece(self, form: QTextFormat) -> Piece:
        """The piece that a format belongs to."""
        return self._pieces[form.property(KEY)][0]

    def room(self, key: int) -> float:
        """The width that a piece can have."""
        return self.column - self._pieces[key][1]

    def intrinsicSize(self, document: QTextDocument, position: int, form: QTextFormat) -> QSizeF:
        """How much room a piece takes; only numbers ever come to need another."""
        key = form.property(KEY)
        piece, room = self._pieces[key][0], self.room(key)
        if isinstance(piece, LivePiece):
            return piece.size(room)
        if (known := self._sizes.get((key, room))) is None:
            known = self._sizes[key, room] = piece.size(room)
        return known

    def drawObject(
        self, painter: QPainter, rect: QRectF, document: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Paint a piece; where it is selected Qt lays half of the selection's colour over it."""
        selected = form.hasProperty(QTextFormat.Property.BackgroundBrush)
        self.piece(form).paint(painter, rect, self._bold if selected else self.theme)


@dataclass(frozen=True)
class Place:
    """Where a section begins."""

    name: str
    title: str
    position: int


class LessonDocument(QTextDocument):
    """A document that `gui.lessons.setting` fills.

    Attributes:
        pieces: what is painted in it.
        places: where its sections begin.
        numbers: its sets of live numbers, each with its key.

    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        self.pieces = Pieces(self)
        self.places: list[Place] = []
        self.numbers: list[tuple[LivePiece, int]] = []
        self._laid_out: list[float] | None = None
        self.documentLayout().registerHandler(PIECE, self.pieces)

    def begin_anew(self) -> None:
        """Be empty, to be filled."""
        self.clear()
        self.pieces.clear()
        self.places, self.numbers, self._laid_out = [], [], None

    def fit(self, width: float) -> None:
        """Put a column of text into the middle of `width`."""
        column = max(200.0, min(COLUMN, width - 2 * MARGIN))
        side = max(0.0, (width - column) / 2)
        form = self.rootFrame().frameFormat()
        if (form.leftMargin(), self.pieces.column) == (side, column):
            return
        self.pieces.column, self._laid_out = column, None
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(ABOVE)
        form.setBottomMargin(BELOW)
        self.rootFrame().setFrameFormat(form)
        self.markContentsDirty(0, self.characterCount())

    def show(self, found: Mapping[str, Live]) -> bool:
        """Put numbers into their places; returns whether any is new."""
        changed = False
        before = self._heights() if self._laid_out is None else self._laid_out
        for piece, _ in self.numbers:
            changed |= piece.show(found[piece.name])
        self._laid_out = self._heights() if changed else before
        if self._laid_out != before:
            # All of it: what lies between two boxes stays where it is when only the boxes are laid out anew.
            self.markContentsDirty(0, self.characterCount())
        return changed

    def _heights(self) -> list[float]:
        return [piece.size(self.pieces.room(key)).height() for piece, key in self.numbers]

    def plain(self, start: int, end: int) -> str:
        """The text from `start` to `end`, with what is painted in words."""
        return "".join(map(self._plain_at, range(start, end))).strip("\n")

    def _plain_at(self, position: int) -> str:
        character = self.characterAt(position)
        if character != OBJECT:
            return ENDS.get(character, character)
        cursor = QTextCursor(self)
        cursor.setPosition(position + 1)
        return self.pieces.piece(cursor.charFormat()).plain()
