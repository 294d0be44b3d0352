"""Remarks in plain words, one below the other: what it is and, where there is room or a click asks, why."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.health.remarks import Remark
from gui.focus_ring import FocusRing
from gui.health.signs import GRAVE, NOTE, WELL, Sign
from gui.theme import DARK, Theme
from gui.writing.fonts import ui_font
from gui.writing.numbers import regrouped

FEW = 2
"""Remarks that are told where there is little room."""
FONT = 9.0
HINT = "A click tells the reasons, or leaves them out"


def unbroken(sentence: str) -> str:
    """A sentence whose derivatives and relations are not torn apart at the end of a line."""
    whole = regrouped(sentence).replace("‖∂C̄/∂", "‖∂C̄\u2060/\u2060∂").replace("1/", "1\u2060/\u2060")
    return whole.replace(" ≤ ", "\u00a0≤\u00a0").replace(" = ", "\u00a0=\u00a0")


class RemarkLine(QWidget):
    """A sign and a sentence.

    Signals:
        pointed: whether the mouse is over it.
        pressed: it was clicked, or Enter was pressed on it.
    """

    pointed = Signal(bool)
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.remark: Remark | None = None
        self._ring = FocusRing(self)
        self.sign, self.words = Sign(), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setFont(ui_font(FONT))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_remark(self, remark: Remark | None, words: str, faded: bool) -> None:
        """Say `words` about a remark, or that there is none."""
        self.remark = remark
        self.sign.show_kind(WELL if remark is None else GRAVE if remark.grave else NOTE, faded)
        if words != self.words.text():
            self.words.setText(words)
            self.setAccessibleName(words)
        whole = words if remark is None else regrouped(remark.sentence)
        self.setAccessibleDescription(whole if remark is None else f"{whole} {HINT}")
        self.words.setToolTip(whole if remark is None else f"{whole}\n\n{HINT}")
        self.words.setEnabled(not faded)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse has come."""
        self.pointed.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left."""
        self.pointed.emit(False)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class RemarkList(QWidget):
    """All remarks, or the sentence that there are none.

    Signals:
        pointed: the layers of the remark under the mouse, none where it is over none.
    """

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.lines: list[RemarkLine] = []
        self._theme = DARK
        self._roomy = self._asked = False
        self._shown: tuple[tuple[Remark, ...], str, bool] = ((), "", False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)  # as far from the rim as on the left
        self._column.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def whole(self) -> bool:
        """Whether the reasons are told too."""
        return self._roomy is not self._asked

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        for line in self.lines:
            line.sign.set_theme(theme)

    def set_roomy(self, roomy: bool) -> None:
        """Tell the reasons without being asked, where there is room."""
        if roomy != self._roomy:
            self._roomy, self._asked = roomy, False
            self._write()

    def show_remarks(self, found: Sequence[Remark], all_well: str, faded: bool) -> None:
        """Say these remarks, or that all is well."""
        if (tuple(found), all_well, faded) != self._shown:
            self._shown = tuple(found), all_well, faded
            self._write()

    def _write(self) -> None:
        found, all_well, faded = self._shown
        told: list[tuple[Remark | None, str]] = [(k, k.sentence if self.whole else k.brief) for k in found]
        if not self.whole and len(told) > FEW:
            last, words = told[FEW - 1]
            told = [*told[: FEW - 1], (last, f"{words} … and {len(found) - FEW} more")]
        told = told or [(None, all_well)]
        while len(self.lines) < len(told):
            self._add()
        for k, line in enumerate(self.lines):
            line.setVisible(k < len(told))
            if k < len(told):
                line.show_remark(told[k][0], unbroken(told[k][1]), faded)

    def _add(self) -> None:
        line = RemarkLine()
        line.sign.set_theme(self._theme)
        line.pointed.connect(self.on_pointed)
        line.pressed.connect(self.on_pressed)
        self.lines.append(line)
        self._column.addWidget(line)

    @Slot(bool)
    def on_pointed(self, inside: bool) -> None:
        """Tell of which layers the mouse reads."""
        remark = self.sender().remark
        self.pointed.emit(remark.layers if inside and remark is not None else ())

    @Slot()
    def on_pressed(self) -> None:
        """Tell the reasons, or leave them out."""
        self._asked = not self._asked
        self._write()
