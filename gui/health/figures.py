"""One layer's figures beside its histograms: the length of its steps, σ′ next to 0, dead nodes."""

import math
from collections.abc import Set

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from core.health.measuring import LayerHealth
from core.lazily import dataclass
from gui.theme import DARK, Theme, blended, quiet
from gui.writing.fonts import number_font
from gui.writing.numbers import UNKNOWN, significant

WIDTHS = (58, 36, 32)
"""Of the three columns."""
SPACE = 8
WIDTH = sum(WIDTHS) + SPACE * len(WIDTHS)
PIXELS = 11
BAR, MARK = 4, 2
LEAST, MOST = -8.0, 1.0
"""Powers of ten of ‖Δw‖/‖w‖ at the ends of its bar."""
USUAL = (-4.0, -2.0)
"""Powers of ten within which it usually is."""
FADED = 0.45
STEPS = frozenset({"large", "small", "exploding"})
"""Remarks that are about the length of steps."""

HEADS = ("‖Δw‖ / ‖w‖", "σ′ ≈ 0", "dead")
TIPS = (
    "‖Δw‖/‖w‖: by what share of their length the last update has changed the weights of the layer. About "
    "1e−3 is usual (the band runs from 1e−4 to 1e−2); far more and training jumps, far less and it stands.",
    "The share of nodes and samples where σ′ is less than a tenth of what it can be: there σ is flat, the "
    "node is saturated (or, with relu, off), and little of a gradient passes.",
    "How many nodes have σ′ = 0 for every sample looked at: no gradient comes to their weights.",
)


@dataclass(frozen=True)
class Figure:
    """One of the three: its words, how much of its bar is filled from `begin` to `end`, and how bad it is."""

    words: str
    begin: float = 0.0
    end: float = 0.0
    bad: bool = False


def figures(layer: LayerHealth, nodes: int, kinds: Set[str] = frozenset()) -> tuple[Figure, Figure, Figure]:
    """What is told of one layer with so many nodes, of which there are remarks of these `kinds`."""
    return _ratio(layer, not kinds.isdisjoint(STEPS)), _flat(layer, "saturated" in kinds), _dead(layer, nodes)


def _ratio(layer: LayerHealth, bad: bool) -> Figure:
    if layer.frozen == 1.0:
        return Figure("frozen")
    ratio = layer.ratio
    if math.isnan(ratio):
        return Figure(UNKNOWN)
    place = _place(math.log10(ratio)) if ratio > 0.0 and math.isfinite(ratio) else float(ratio > 0.0)
    return Figure(significant(ratio, 2), place, place, bad)


def _place(power: float) -> float:
    """Where a power of ten is on the bar, 0 to 1."""
    return min(max((power - LEAST) / (MOST - LEAST), 0.0), 1.0)


def _flat(layer: LayerHealth, bad: bool) -> Figure:
    share = layer.saturated
    if math.isnan(share):
        return Figure(UNKNOWN)
    return Figure(f"{math.floor(100 * share)} %", 0.0, share, bad)


def _dead(layer: LayerHealth, nodes: int) -> Figure:
    count = round(layer.dead)
    return Figure(f"{count}/{nodes}", 0.0, count / nodes, count > 0)


class Figures(pg.GraphicsWidget):
    """Paints the three figures of a layer, each with a small bar."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.shown: tuple[Figure, ...] = ()
        self.faded = False
        self._theme = DARK
        self._metrics = QFontMetricsF(number_font(PIXELS))
        self.setFixedWidth(WIDTH)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_layer(
        self, layer: LayerHealth | None, nodes: int, faded: bool, kinds: Set[str] = frozenset()
    ) -> None:
        """Show what is known of a layer, faded where it is not of the present moment."""
        shown = () if layer is None else figures(layer, nodes, kinds)
        if (shown, faded) != (self.shown, self.faded):
            self.shown, self.faded = shown, faded
            self.update()

    def sizeHint(self, which: Qt.SizeHint, constraint: QSizeF | None = None) -> QSizeF:
        """As wide as three columns."""
        return QSizeF(WIDTH, 0 if which is Qt.SizeHint.MinimumSize else 40)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint words above bars, in the middle of the row."""
        middle, x = self.rect().center().y(), float(SPACE)
        painter.setFont(number_font(PIXELS))
        for k, (figure, width) in enumerate(zip(self.shown, WIDTHS, strict=False)):
            self._paint_words(painter, QRectF(x, middle - 15, width, 14), figure)
            if figure.words not in ("frozen", UNKNOWN):
                self._paint_bar(painter, QRectF(x, middle + 3, width, BAR), figure, scale=k == 0)
            x += width + SPACE

    def _ink(self, colour: str) -> QColor:
        return blended(QColor(colour), self._theme.surface, FADED if self.faded else 1.0)

    def _paint_words(self, painter: QPainter, place: QRectF, figure: Figure) -> None:
        ink = QColor(self._theme.bad if figure.bad else self._theme.text)
        painter.setPen(quiet(ink, self._theme.surface, FADED) if self.faded else ink)
        base = place.center().y() + self._metrics.capHeight() / 2
        painter.drawText(QPointF(place.left(), base), figure.words)

    def _paint_bar(self, painter: QPainter, place: QRectF, figure: Figure, scale: bool) -> None:
        painter.fillRect(place, self._ink(self._theme.neutral))
        ink = self._ink(self._theme.bad if figure.bad else self._theme.series[0])
        if scale:
            usual = [place.left() + _place(k) * place.width() for k in USUAL]
            band = QRectF(usual[0], place.top(), usual[1] - usual[0], place.height())
            painter.fillRect(band, self._ink(self._theme.faint))
            at = place.left() + figure.end * (place.width() - MARK)
            painter.fillRect(QRectF(at, place.top() - 2, MARK, place.height() + 4), ink)
        else:
            filled = QRectF(place.left(), place.top(), figure.end * place.width(), place.height())
            painter.fillRect(filled, ink)


class Heads(QWidget):
    """What the three columns are called, above the first row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the width of the figures."""
        super().__init__(parent)
        self._theme = DARK
        self.setFixedSize(WIDTH, 16)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names."""
        painter = QPainter(self)
        painter.setFont(number_font(PIXELS))
        painter.setPen(QColor(self._theme.muted))
        x = float(SPACE)
        for name, width in zip(HEADS, WIDTHS, strict=True):
            painter.drawText(QPointF(x, self.height() - 4), name)
            x += width + SPACE

    def event(self, event: QEvent) -> bool:
        """Say what a column means where the mouse rests on its name."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip_at(event.pos().x()), self)
            return True
        return super().event(event)


def tip_at(x: float) -> str:
    """What the column at x, from the left of the figures, means."""
    end = 0.0
    for tip, width in zip(TIPS, WIDTHS, strict=True):
        end += width + SPACE
        if x < end:
            return tip
    return TIPS[-1]
