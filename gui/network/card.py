"""The card beside the mouse: what the thing under it is, with its numbers."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from core.frame import Frame
from core.lazily import dataclass
from core.selection import Node, Selection
from gui.network.describe import Line, before_scaling, lines, meaning, with_target
from gui.network.map_plot import MapPlot
from gui.network.stamps import FADED
from gui.network.update_words import remembered
from gui.theme import Theme, quiet
from gui.writing.fonts import number_font, ui_font
from gui.writing.numbers import UNKNOWN, grouped

PAD, LINE_HEIGHT, BETWEEN = 10.0, 19.0, 14.0
AWAY, CORNER = 16.0, 7.0
"""Pixels between the mouse and the card, and the radius of its corners."""
BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Card:
    """The words of a card."""

    title: str
    rows: list[Line]
    note: str


def card(frame: Frame, selection: Selection) -> Card:
    """Return the card of `selection` at the moment of `frame`."""
    if isinstance(selection, Node):
        rows = with_target(frame, selection)
    else:
        rows = [*lines(frame, selection), *(Line(*row) for row in remembered(frame, selection))]
    if isinstance(selection, Node):
        own = " and its own C" if selection.l else before_scaling(frame, selection)
        note = f"of sample {grouped(frame.sample + 1)}{own}"
    else:
        note = "∂C̄/∂ is the mean of the batch" if any("C̄" in row.symbol for row in rows) else ""
        if frame.live and note:
            note += " of the last step"
    if frame.precedes_update and isinstance(selection, Node) and selection.l:
        note += ", before the update"
    if any(not row.fresh and row.value != UNKNOWN for row in rows):
        note += " · faded: not computed in this step yet"
    elif any(row.value == UNKNOWN for row in rows):
        note = f"{UNKNOWN} is not computed yet"
    return Card(meaning(frame, selection), rows, note)


@dataclass(frozen=True)
class Beside:
    """What the card shows besides its words: what `node` computes over the inputs."""

    plot: MapPlot
    frame: Frame
    node: Node


def beside(plot: MapPlot, frame: Frame, selection: Selection | None) -> Beside | None:
    """What is shown beside the words of `selection`: of a node that has one its map."""
    if isinstance(selection, Node) and plot.has(frame, selection):
        return Beside(plot, frame, selection)
    return None


def card_box(
    shown: Card, at: QPointF, area: QRectF, beside: Beside | None = None, away: float = AWAY
) -> QRectF:
    """Where a card lies: so far `away` from `at`, wholly within `area`."""
    return _laid_out(shown, at, area, beside, away).box


def paint_card(
    painter: QPainter,
    shown: Card,
    at: QPointF,
    area: QRectF,
    theme: Theme,
    beside: Beside | None = None,
    away: float = AWAY,
) -> QRectF:
    """Paint the card so far `away` from `at`, wholly within `area`; return where it is."""
    laid = _laid_out(shown, at, area, beside, away)
    painter.setPen(QColor(theme.muted))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(laid.box, CORNER, CORNER)
    _write(painter, shown, laid.box, laid.values, theme)
    if beside and laid.down:
        corner = QPointF(round(laid.box.right() - laid.across) - 2, laid.box.top() + 4)
        beside.plot.paint(painter, corner, laid.down, beside.frame, beside.node, theme)
    return laid.box


@dataclass(frozen=True)
class _Laid:
    """Where a card is, how far to the right its values begin, and the size of what is beside its words."""

    box: QRectF
    values: float
    across: float
    down: float


def _laid_out(shown: Card, at: QPointF, area: QRectF, beside: Beside | None, away: float) -> _Laid:
    symbols = QFontMetricsF(number_font(13))
    left = max(symbols.horizontalAdvance(row.symbol) for row in shown.rows) + BETWEEN
    values = max(symbols.horizontalAdvance(row.value) for row in shown.rows)
    words = QFontMetricsF(ui_font(8.5))
    titles = QFontMetricsF(ui_font(9, QFont.Weight.DemiBold)).horizontalAdvance(shown.title)
    width = max(left + values, titles, words.horizontalAdvance(shown.note)) + 2 * PAD
    height = (1 + len(shown.rows)) * LINE_HEIGHT + (LINE_HEIGHT - 2 if shown.note else 0) + PAD
    room = max(at.x() - area.left(), area.right() - at.x()) - away - width - PAD
    across, down = beside.plot.size(room, area.height() - 2 * PAD) if beside else (0.0, 0.0)
    box = _placed(at, width + across, max(height, down + PAD), area, away)
    return _Laid(box, left, across, down)


def _write(painter: QPainter, shown: Card, box: QRectF, left: float, theme: Theme) -> None:
    line = QRectF(box.left() + PAD, box.top() + PAD / 2, box.width() - 2 * PAD, LINE_HEIGHT)
    painter.setFont(ui_font(9, QFont.Weight.DemiBold))
    painter.setPen(QColor(theme.text))
    painter.drawText(line, BESIDE, shown.title)
    painter.setFont(number_font(13))
    for row in shown.rows:
        line.translate(0, LINE_HEIGHT)
        ink = QColor(theme.text)
        painter.setPen(ink if row.fresh else quiet(ink, theme.raised, FADED + 0.15))
        painter.drawText(line, BESIDE, row.symbol)
        painter.drawText(line.adjusted(left, 0, 0, 0), BESIDE, row.value)
    if shown.note:
        line.translate(0, LINE_HEIGHT - 1)
        painter.setFont(ui_font(8.5))
        painter.setPen(QColor(theme.muted))
        painter.drawText(line, BESIDE, shown.note)


def _placed(at: QPointF, width: float, height: float, area: QRectF, away: float) -> QRectF:
    """To the lower right of `at`, or on the other side where there is no room."""
    x = at.x() + away if at.x() + away + width <= area.right() - 4 else at.x() - away - width
    y = at.y() + away if at.y() + away + height <= area.bottom() - 4 else at.y() - away - height
    x = min(max(x, area.left() + 4), max(area.left() + 4, area.right() - 4 - width))
    y = min(max(y, area.top() + 4), max(area.top() + 4, area.bottom() - 4 - height))
    return QRectF(round(x) + 0.5, round(y) + 0.5, round(width), round(height))
