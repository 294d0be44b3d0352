"""A line or two that say what the colours of the samples mean."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.targets import Targets, class_colours, rgb, short
from gui.theme import Theme, readable_on
from gui.writing.fonts import number_font, ui_font

LINE, BOX, DOT, SPACE = 16, 14, 9, 8
BAR = 60
FAINT = "faint: small C"
MORE = "and {} more"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Legend(QWidget):
    """The colours of the targets, each with its name, and what faint ones are; or a sentence instead."""

    def __init__(self) -> None:
        """Empty until `show_targets`."""
        super().__init__()
        self._targets: Targets | None = None
        self._sentence = self.view = ""
        self.setFixedHeight(LINE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def sentence(self) -> str:
        """What is said in place of the legend."""
        return self._sentence

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the legend, which comes back with an empty one."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.update()

    def say_view(self, words: str) -> None:
        """Say which samples are in view; nothing where all are."""
        if words != self.view:
            self.view = words
            self._fit()
            self.update()

    def show_targets(self, targets: Targets, full_from: float) -> None:
        """Explain the colours of `targets`; from C = `full_from` on they are full."""
        self._targets = targets
        self.setToolTip(
            "Every sample is a cell in the colour of its target y. The colour is faint where the "
            f"sample's cost C is small and full from C = {short(float(f'{full_from:.2g}'))}, what a network "
            "that always answers the mean target has on average. Outlined: in this batch. "
            "Hollow: held out of training. Framed in colour: in the selected cell of the confusion matrix."
        )
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line where one is too short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._targets is not None:
            room = self.width() - _width(FAINT) - SPACE
            short = _entries_width(self._targets) <= room and not self.view
            self.setFixedHeight(LINE if short else 2 * LINE - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sentence, or else the colours."""
        if self._targets is None:
            return
        painter = QPainter(self)
        theme = self._targets.theme
        painter.setFont(ui_font(8.5 if self._sentence else 8))
        painter.setPen(QColor(theme.text if self._sentence else theme.muted))
        if self._sentence:
            painter.drawText(QRectF(self.rect()), LEFT, self._sentence)
        else:
            one_line = self.height() == LINE
            last = QRectF(0, self.height() - LINE, self.width(), LINE)
            painter.drawText(last, RIGHT if one_line else LEFT, FAINT)
            painter.drawText(last, RIGHT, self.view)
            self._paint_colours(painter, theme)
        painter.end()

    def _paint_colours(self, painter: QPainter, theme: Theme) -> None:
        if self._targets.dataset.task == "regression":
            _paint_bar(painter, self._targets)
            return
        entries, x = legend_entries(self._targets), 0.0
        named = self.named(entries)
        if not named:  # a long name is cut, so that there is one
            named, room = 1, self.width() - _width(MORE.format(len(entries) - 1)) - DOT - 6 - SPACE
            name = QFontMetricsF(ui_font(8)).elidedText(entries[0][0], Qt.TextElideMode.ElideMiddle, room)
            entries[0] = (name, entries[0][1])
        for k, (name, colour) in enumerate(entries):
            if k == named:
                painter.setFont(ui_font(8))
                painter.setPen(QColor(theme.muted))
                painter.drawText(QRectF(x, 0, 300, LINE), LEFT, MORE.format(len(entries) - k))
                return
            _paint_entry(painter, x, name, colour, theme)
            x += _entry_width(name)

    def named(self, entries: list[tuple[str, QColor]]) -> int:
        """How many of the classes have room for their names; those left over are counted behind them."""
        x, found = 0.0, 0
        for k, (name, _) in enumerate(entries, 1):
            x += _entry_width(name)
            left = len(entries) - k
            more = _width(MORE.format(left)) + 2 if left else -SPACE
            if x + more <= self.width():
                found = k
        return found


def legend_entries(targets: Targets) -> list[tuple[str, QColor]]:
    """Names and colours of the classes."""
    if targets.classes:
        colours = class_colours(len(targets.dataset.outputs), targets.theme)
        names = targets.dataset.outputs
    else:
        colours, names = rgb(targets.theme.negative, targets.theme.positive), ("y = 0", "y = 1")
    return [(name, QColor(*colour)) for name, colour in zip(names, colours.tolist(), strict=True)]


def _width(text: str) -> float:
    return QFontMetricsF(ui_font(8)).horizontalAdvance(text)


def _entry_width(name: str) -> float:
    return BOX + 1 if len(name) == 1 else DOT + 4 + _width(name) + SPACE


def _entries_width(targets: Targets) -> float:
    if targets.dataset.task == "regression":
        return BAR + 70.0
    return sum(_entry_width(name) for name, _ in legend_entries(targets))


def _paint_entry(painter: QPainter, x: float, name: str, colour: QColor, theme: Theme) -> None:
    """Paint a colour and its name, inside where it is a single letter."""
    if len(name) == 1:
        box = QRectF(x, 1, BOX, BOX)
        painter.fillRect(box, colour)
        painter.setPen(readable_on(colour))
        painter.setFont(number_font(10))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
        return
    painter.fillRect(QRectF(x, 4, DOT, DOT), colour)
    painter.setPen(QColor(theme.muted))
    painter.setFont(ui_font(8))
    painter.drawText(QRectF(x + DOT + 4, 0, 300, LINE), LEFT, name)


def _paint_bar(painter: QPainter, targets: Targets) -> None:
    """Paint the whole scale between the numbers at its ends."""
    low, high = (f"y = {short(targets.centre - targets.reach)}", short(targets.centre + targets.reach))
    painter.drawText(QRectF(0, 0, 200, LINE), LEFT, low)
    left = _width(low) + 6
    values = targets.centre + targets.reach * np.linspace(-1.0, 1.0, BAR)
    for k, colour in enumerate(targets.of_values(values).tolist()):
        painter.fillRect(QRectF(left + k, 4, 1.5, DOT), QColor(*colour))
    painter.drawText(QRectF(left + BAR + 6, 0, 200, LINE), LEFT, high)
