"""The words in the corner of the canvas on how many edges are drawn, and the menu behind them."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from core.commands import Colouring
from core.frame import Frame
from gui.network.edges import edges_counted, edges_drawn
from gui.network.headers import name
from gui.theme import ICONS, Theme
from gui.writing.fonts import ui_font
from gui.writing.numbers import grouped

LEFT, BELOW = 6, 2
"""Pixels to the edges of the canvas."""
VEIL = "b0"
"""How much is hidden of edges that a person has moved below the words, in 255ths."""
SHARE = 0.5
"""The share of the canvas's width that the words take at most."""
LIMITS: tuple[int | None, ...] = (None, 30, 100, 300, 1000)
STRENGTHS: tuple[Colouring | None, ...] = (None, "w", "dC_dw")
SYMBOLS = {"w": "|w|", "dC_dw": "|∂C̄/∂w|"}
INLINE = 4
"""Layers that the menu names itself; more have one of their own."""
TIP = "How many edges are drawn, and which; all weights are in the matrices"
STYLE = """
QToolButton#edges {{
    background: {veil}; color: {muted}; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 5px;
}}
QToolButton#edges:hover, QToolButton#edges:focus {{
    background: {window}; color: {text}; border-color: {border};
}}
"""


class EdgeChoice(QToolButton):
    """Says how many edges are drawn of how many, and lets a person choose; unseen where edges are few.

    Signals:
        viewed: fields of the view that shall be changed.
        matrix_wanted: a layer whose weights shall be seen in the matrices, all of them.

    Attributes:
        choices: the menu; training goes on while it is open.

    """

    viewed = Signal(object)
    matrix_wanted = Signal(int)

    def __init__(self, canvas: QWidget) -> None:
        """Lie in the lower left corner of `canvas`, which tells of its changes of size."""
        super().__init__(canvas)
        self.setObjectName("edges")
        self.setFont(ui_font(8.5))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon stands behind the words
        self.setIcon(QIcon(str(ICONS / "chevron.svg")))
        self.setIconSize(QSize(9, 9))
        self.setToolTip(TIP)
        self._frame: Frame | None = None
        self._wordings: tuple[str, ...] = ()
        self._groups: list[QActionGroup] = []
        self.choices = QMenu(self)
        self.choices.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.choices.triggered.connect(self.on_chosen)
        self.clicked.connect(self.open)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        colours = {k: getattr(theme, k) for k in ("window", "muted", "text", "border")}
        veil = f"#{VEIL}{theme.window[1:]}"
        self.setStyleSheet(STYLE.format(veil=veil, **colours))

    # What it says

    def follow(self, frame: Frame) -> None:
        """Say what is drawn of `frame`."""
        self._frame = frame
        found = _wordings(frame)
        if found != self._wordings:
            self._wordings = found
            self.setVisible(bool(found))
            self.setAccessibleName(found[0] if found else TIP)
            self.fit()

    def fit(self) -> None:
        """Take the most telling words for which the canvas has room, and go to its corner."""
        if not self._wordings:
            return
        canvas = self.parentWidget()
        for words in self._wordings:
            self.setText(words)
            if self.sizeHint().width() <= SHARE * canvas.width():
                break
        self.resize(self.sizeHint())
        self.move(LEFT, canvas.height() - self.height() - BELOW)

    @property
    def reach(self) -> int:
        """How many pixels at the left of the canvas it takes; 0 where it is not seen."""
        return 0 if self.isHidden() else self.geometry().right()

    def changeEvent(self, event: QEvent) -> None:
        """Fit words in another style anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.fit()

    # What can be chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter or ↓: the space bar runs and pauses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.open()
        else:
            super().keyPressEvent(event)

    @Slot()
    def open(self) -> None:
        """Offer what there is to choose at present."""
        self.choices.clear()
        self._groups.clear()
        frame = self._frame
        if frame is None:
            return
        view = frame.view
        self._offer("Drawn of each pair of layers", "edge_limit", view.edge_limit, _limits(frame))
        self._offer("The strongest are those of", "strongest", view.strongest, _strengths(frame))
        self._offer_matrices(frame)
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _offer(self, title: str, field: str, present: Any, choices: dict[Any, str]) -> None:
        self.choices.addAction(title).setEnabled(False)
        group = QActionGroup(self.choices)
        for value, words in choices.items():
            action = self.choices.addAction(words)
            action.setData({field: value})
            action.setCheckable(True)
            action.setChecked(value == present)
            group.addAction(action)
        self._groups.append(group)
        self.choices.addSeparator()

    def _offer_matrices(self, frame: Frame) -> None:
        short = frame.L <= INLINE
        menu = self.choices if short else self.choices.addMenu("All weights, in the matrices")
        for l in range(1, frame.L + 1):
            who = "the output" if l == frame.L else name(l, frame.L)
            size = f"{who}, {grouped(frame.n[l])} × {grouped(frame.n[l - 1])}"
            menu.addAction(f"All weights of {size}, in the matrices" if short else size).setData(l)

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Ask for it."""
        what = action.data()
        if isinstance(what, dict):
            self.viewed.emit(what)
        elif what is not None:
            self.matrix_wanted.emit(what)


def _wordings(frame: Frame) -> tuple[str, ...]:
    """How many edges are drawn, the most telling words first; none where edges are few."""
    drawn, count = edges_drawn(frame), sum(w.size for w in frame.w[1:])
    if not edges_counted(frame):
        return ()
    if drawn < count:
        by = "" if frame.view.strongest in (None, frame.view.edges) else SYMBOLS[frame.view.strongest]
        full = f"{grouped(drawn)} strongest of {grouped(count)} edges drawn"
        with_by = full.replace("strongest", f"strongest by {by}")
        return (*((with_by,) if by else ()), full, f"{grouped(drawn)} of {grouped(count)} edges")
    return f"all {grouped(count)} edges drawn", f"{grouped(count)} edges"


def _limits(frame: Frame) -> dict[int | None, str]:
    present = frame.view.edge_limit
    offered = LIMITS if present in LIMITS else (*LIMITS, present)
    words = {k: f"the {grouped(k)} strongest" for k in offered if k is not None}
    return {None: "as many as can be told apart", **words}


def _strengths(frame: Frame) -> dict[Colouring | None, str]:
    return {
        None: f"what colours them, now {SYMBOLS[frame.view.edges]}",
        "w": f"{SYMBOLS['w']}, the weights",
        "dC_dw": f"{SYMBOLS['dC_dw']}, the mean of the batch",
    }
