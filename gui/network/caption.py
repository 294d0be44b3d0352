"""What the present phase does: a title, a sentence, and its equations."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.activations import HIDDEN
from core.cursor import Phase
from core.frame import Frame
from core.lazily import dataclass
from gui.network.update_words import kind_of_R, rule_equations, sentences
from gui.theme import DARK, Theme
from gui.writing.equations import Equation, equation, largest_px, paint_row
from gui.writing.fonts import ui_font

HEIGHT = 84
PIXELS, GAP = 18, 2.0
"""Of the equations: their size at most, and what is between them, in sizes."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Caption:
    """The words and equations for one moment; `shorter` wordings are for where the sentence has no room."""

    title: str
    sentence: str
    equations: tuple[Equation, ...]
    shorter: tuple[str, ...] = ()


def caption(frame: Frame) -> Caption:
    """Return the caption of `frame`, its layer's number in the equations."""
    if frame.message:
        return Caption("Training stopped", frame.message, ())
    if frame.live:
        return _running(frame)
    makers = {
        Phase.INPUT: _input,
        Phase.FORWARD: _forward,
        Phase.COST: _cost,
        Phase.BACKWARD: _backward,
        Phase.UPDATE: _update,
    }
    return makers[frame.cursor.phase](frame)


def _running(frame: Frame) -> Caption:
    return Caption(
        "Running",
        "Every step: forward, cost, backward, update. Pause to look at one.",
        (equation("mean-cost"), *rule_equations(frame)),
        ("Pause to look at one step.",),
    )


def _input(frame: Frame) -> Caption:
    count = f"{frame.m} samples" if frame.m > 1 else "one sample"
    return Caption(
        "Input",
        f"A batch of {count} is drawn; a⁰ is the input x of the sample shown.",
        (equation("input"),),
        (f"A batch of {count} is drawn.",),
    )


def _forward(frame: Frame) -> Caption:
    l = frame.cursor.l
    sigma = frame.experiment.activations[l - 1].replace(" ", "-")
    return Caption(
        f"Forward, ℓ = {l}",
        "A weighted sum of what comes in, plus a bias, passes through σ.",
        (equation("forward-z", l), equation("forward-a", l), equation(f"activation-{sigma}")),
        ("A weighted sum plus a bias, then σ.",),
    )


def _cost(frame: Frame) -> Caption:
    cost = frame.experiment.cost
    of = "" if cost == "mse" else f"-{cost.replace(' ', '-')}"
    shown = [equation(f"cost{of}", frame.L), equation(f"cost-gradient{of}", frame.L)]
    words = "How far the output is from y, and how C changes with each output."
    shorter = "How far the output is from y."
    if frame.regulariser:
        shown.append(equation(f"regulariser{kind_of_R(frame)}"))
        words = "How far the output is from y; R, what large weights cost, stands apart."
        shorter = "How far the output is from y, and R."
    return Caption("Cost", words, tuple(shown), (shorter,))


def _backward(frame: Frame) -> Caption:
    l = frame.cursor.l
    mixed = frame.experiment.activations[l - 1] not in HIDDEN
    through = "backward-z-mixed" if mixed else "backward-z"
    if l == frame.L and frame.experiment.cost != "mse":
        through = _through_output(frame)
    names = [through, "backward-w", "backward-b", *(["backward-a"] if l > 1 else [])]
    return Caption(
        f"Backward, ℓ = {l}",
        "The derivative goes back through σ to w and b" + (f", and on to layer {l - 1}." if l > 1 else "."),
        tuple(equation(name, l) for name in names),
        ("Back through σ to w and b.",),
    )


def _through_output(frame: Frame) -> str:
    """The equation of ∂C/∂z^L by a cross-entropy, in which its own derivative and σ' cancel."""
    if frame.experiment.cost == "binary cross-entropy":
        return "output-binary-cross-entropy"
    sums_to_one = math.isclose(float(frame.y.sum()), 1.0)
    return "output-cross-entropy" if sums_to_one else "output-cross-entropy-sum"


def _update(frame: Frame) -> Caption:
    words, *shorter = sentences(frame)
    return Caption("Update", words, rule_equations(frame), tuple(shorter))


def rows_of(shown: Sequence[Equation], room: QRectF) -> list[Sequence[Equation]]:
    """The equations in one row, or in two where they can be larger then."""
    half = room.adjusted(0, 0, 0, -room.height() / 2)
    best, px = [shown], min(PIXELS, largest_px(shown, room, GAP))
    for k in range(1, len(shown)):
        rows = [shown[:k], shown[k:]]
        size = min(PIXELS, *(largest_px(row, half, GAP) for row in rows))
        if size > px + 0.5:
            best, px = rows, size
    return best


def _fitting(words: Caption, metrics: QFontMetrics, room: int) -> str:
    """The first wording for which there is room, or what there is room for of the shortest."""
    wordings = words.sentence, *words.shorter
    fit = (k for k in wordings if metrics.horizontalAdvance(k) <= room)
    return next(fit, metrics.elidedText(wordings[-1], Qt.TextElideMode.ElideRight, room))


class CaptionBox(QWidget):
    """The caption of the present moment; painted anew only when it says something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("caption")
        self.setAccessibleName("Equations of this phase")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words: Caption | None = None
        self._theme = DARK

    def sizeHint(self) -> QSize:
        """Two lines: words and equations."""
        return QSize(480, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show the caption of `frame`."""
        words = caption(frame)
        if words != self.words:
            self.words = words
            self.setAccessibleDescription(f"{words.title}: {words.sentence}")
            self.setToolTip(words.sentence)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel with title, sentence and equations."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.window))
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        if self.words is not None:
            self._write(painter, self.words, box)
        painter.end()

    def _write(self, painter: QPainter, words: Caption, box: QRectF) -> None:
        painter.setFont(ui_font(10.5, QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.accent))
        title = QRectF(box.left() + 16, box.top() + 6, box.width() - 32, 20)
        painter.drawText(title, LEFT, words.title)
        offset = painter.fontMetrics().horizontalAdvance(words.title) + 14
        painter.setFont(ui_font(9.5))
        painter.setPen(QColor(self._theme.muted))
        row = QRectF(box.left() + 16, box.top() + 29, box.width() - 32, box.height() - 33)
        if not words.equations:
            painter.drawText(row, WRAPPED, words.sentence)
            return
        beside = title.adjusted(offset, 1, 0, 1)
        painter.drawText(beside, LEFT, _fitting(words, painter.fontMetrics(), int(beside.width())))
        rows = rows_of(words.equations, row)
        place = QRectF(row.left(), row.top(), row.width(), row.height() / len(rows))
        px = min(PIXELS, *(largest_px(each, place, GAP) for each in rows))
        for each in rows:
            paint_row(painter, each, place, px, QColor(self._theme.text), gap=GAP)
            place.translate(0, place.height())
