"""A small card over a plot: what the record says of the step that the mouse points at."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.plots.readings import Line
from gui.theme import Theme
from gui.writing.fonts import number_font

C = "<span style=\"font-family:'Nablascope Math'; font-style:italic; font-size:14px\">{}</span>"
NAMES = (C.format("C̄"), C.format("C") + "<sub>train</sub>", "held out", "accuracy", "held out")
AWAY = 10
"""Pixels between the card and its line."""
OUTSIDE = 50
"""Pixels between the card and the plot, whose axis of values lies there."""


class Card(QLabel):
    """Says numbers beside a line: towards the nearer end of the plot, and over what is beyond it.

    It belongs to the window, wherever the plot is docked, since a plot may be too narrow for it.
    """

    def __init__(self, parent: QWidget) -> None:
        """Hidden; the mouse doesn't notice it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(number_font(12))
        self._theme: Theme | None = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.setStyleSheet(
            f"background: {theme.raised}; color: {theme.text}; "
            f"border: 1px solid {theme.border}; border-radius: 5px; padding: 3px 7px;"
        )

    def say(self, title: str, lines: Sequence[Line], view: QWidget, line: QPoint, plot: QRect) -> None:
        """Show `title` and `lines` about a line that begins at `line` in `view`, across `plot`.

        Where there is room the card stands at the left of the whole plot, so that no curve is hidden.
        """
        window = view.window()
        if self.parent() is not window:
            self.setParent(window)
        text = self._written(title, lines)
        if text != self.text():
            self.setText(text)
            (view.focusProxy() or view).setAccessibleDescription(_spoken(title, lines))
        self.adjustSize()
        at = view.mapTo(window, line)
        outside = view.mapTo(window, plot.topLeft()).x() - OUTSIDE - self.width()
        first = line.x() < plot.center().x()
        x = outside if outside >= 0 else self._beside(at.x(), window.width(), left=first)
        self.move(x, max(0, at.y() + 4))
        self.show()
        self.raise_()

    def _beside(self, x: int, width: int, left: bool) -> int:
        """The place at the left or right of x, or on the other side where the window ends too soon."""
        before, after = x - AWAY - self.width(), x + AWAY
        if left:
            return before if before >= 0 else after
        return after if after + self.width() <= width else max(0, before)

    def _written(self, title: str, lines: Sequence[Line]) -> str:
        theme = self._theme
        colours = (*theme.series, theme.text, theme.series[1], theme.text)
        rows = "".join(
            f'<tr><td style="color:{colours[k.curve]}">{NAMES[k.curve]}&nbsp;&nbsp;</td><td>{k.number}</td>'
            f'<td style="color:{theme.muted}">&nbsp;&nbsp;{k.remark}</td></tr>'
            for k in lines
        )
        table = f'<table cellspacing="0" cellpadding="1">{rows}</table>'
        return f'<span style="color:{theme.muted}">{title}</span>{table}'


def _spoken(title: str, lines: Sequence[Line]) -> str:
    """The same for those who hear it."""
    return ", ".join([title, *(f"{NAMES[k.curve]} {k.number} {k.remark}".strip() for k in lines)])
