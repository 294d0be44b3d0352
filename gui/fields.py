"""Fields of a form: each shows a value quietly and says when a person has changed it."""

import re
from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from core.split import MOST_HELD_OUT
from gui.own_keys import is_escape, kept

DECIMALS = 12
MOST_SEED = 2**31 - 1
WIDTH, MOST_DIGITS, MOST_SIGNS = 78, 10, 24
PLAIN = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+", re.ASCII)
"""A number without a sign, as it is typed."""


class WheelGuard(QObject):
    """Keeps the mouse wheel from changing a field that is only being scrolled past."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel through only to the field in use."""
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return False


def _guard(field: QWidget) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(WheelGuard(field))


ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Reasons for which the keyboard is away for a while only: what was being typed stays."""


class PassingLine(QLineEdit):
    """A line for one thing to be typed: Esc, or going elsewhere, gives it up; Enter ends here."""

    def give_up(self) -> None:
        """Forget what was typed."""

    def escape(self) -> None:
        """Give up by Esc."""
        self.give_up()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from clearing the selection while it gives up what is typed here."""
        return kept(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up at Esc; Enter ends here."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere has given up."""
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self.give_up()


class Choice(QComboBox):
    """One of several values, each with its words."""

    chosen = Signal(object)

    def __init__(self, options: list[tuple[str, object]], tip: str) -> None:
        """Take pairs of words and value."""
        super().__init__()
        self.setMaxVisibleItems(20)
        for words, value in options:
            self.addItem(words, value)
        self.setToolTip(tip)
        _guard(self)
        self.activated.connect(self.on_activated)

    def value(self) -> object:
        """The value chosen."""
        return self.currentData()

    def show_value(self, value: object) -> None:
        """Show `value` without a signal; for what is none of them, the placeholder."""
        self.setCurrentIndex(self.findData(value))

    def explain(self, tips: Mapping[object, str]) -> None:
        """Say what each value means, where it is chosen."""
        for value, tip in tips.items():
            self.setItemData(self.findData(value), tip, Qt.ItemDataRole.ToolTipRole)

    def withhold(self, values: Collection[object]) -> None:
        """Let these values not be chosen for now, and all others be."""
        for row in range(self.count()):
            self.model().item(row).setEnabled(self.itemData(row) not in values)

    @Slot(int)
    def on_activated(self, index: int) -> None:
        """Say what a person chose."""
        self.chosen.emit(self.itemData(index))


class Narrow:
    """What both fields of numbers share: room for a few digits, and showing a value without a signal."""

    def sizeHint(self) -> QSize:
        """Room for a few digits, whatever the range would take."""
        return QSize(WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def show_value(self, value: float, enabled: bool = True) -> None:
        """Show `value` without a signal."""
        self.setEnabled(enabled)
        with QSignalBlocker(self):
            self.setValue(value)


class WholeField(Narrow, QSpinBox):
    """A whole number."""

    changed = Signal(int)
    left = Signal()

    def __init__(self, least: int, most: int, tip: str) -> None:
        """Take the range."""
        super().__init__()
        self.setRange(least, most)
        self.setToolTip(tip)
        self.setKeyboardTracking(False)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        _guard(self)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.valueChanged.connect(self.changed)
        self.lineEdit().returnPressed.connect(self.left)

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let a number be typed that is too large: it becomes the largest, and loses no digit on the way."""
        state, text, at = super().validate(text, at)
        number = text.isascii() and text.isdigit() and len(text) < MOST_DIGITS
        if state is QValidator.State.Invalid and number:
            state = QValidator.State.Intermediate
        return state, text, at

    def fixup(self, text: str) -> str:
        """The nearest number that is possible in place of one that is not."""
        number = text.isascii() and text.isdigit()
        return str(min(max(int(text), self.minimum()), self.maximum())) if number else text


class ShareField(WholeField):
    """The share of the samples that is held out, in percent."""

    def __init__(self, tip: str) -> None:
        """Take the words that explain it."""
        super().__init__(0, round(100 * MOST_HELD_OUT), tip)
        self.setStepType(QAbstractSpinBox.StepType.DefaultStepType)
        self.setSingleStep(5)


class DecimalField(Narrow, QDoubleSpinBox):
    """A number written with as few decimals as it needs."""

    changed = Signal(float)
    left = Signal()

    def __init__(
        self, least: float, most: float, tip: str, step: float = 0.1, significant: bool = False
    ) -> None:
        """Take the range; `significant` steps by the leading digit instead of by `step`, except from 0."""
        super().__init__()
        self.setDecimals(DECIMALS)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setToolTip(tip)
        self.setKeyboardTracking(False)
        self._significant, self._first = significant, step
        _guard(self)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.valueChanged.connect(self.changed)
        self.lineEdit().returnPressed.connect(self.left)

    def textFromValue(self, value: float) -> str:
        """As few decimals as `value` needs."""
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let a number be typed that is too large: it becomes the largest, and loses no digit on the way."""
        state, text, at = super().validate(text, at)
        if state is QValidator.State.Invalid and PLAIN.fullmatch(text) and len(text) < MOST_SIGNS:
            state = QValidator.State.Intermediate
        return state, text, at

    def fixup(self, text: str) -> str:
        """The nearest number that is possible in place of one that is not."""
        if not PLAIN.fullmatch(text):
            return text
        return self.textFromValue(min(max(float(text), self.minimum()), self.maximum()))

    def stepBy(self, steps: int) -> None:
        """One up or down in the leading digit: 0.3 → 0.4, 1 → 2, and 1 → 0.9."""
        if self._significant and self.value() > 0:
            leading = f"{self.value():e}".split("e")
            size = 10.0 ** int(leading[1])
            if steps < 0 and float(leading[0]) == 1.0:
                size /= 10
            self.setSingleStep(size)
        elif self._significant:
            self.setSingleStep(self._first)
        super().stepBy(steps)


MANY_DIGITS = 10_000
"""From here on a seed needs the room of the button beside it."""


class SeedField(QWidget):
    """The seed, and a button that draws another."""

    changed = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setToolTip("Fixes data, initial parameters w and b, and the order of the samples")
        self.number = WholeField(0, MOST_SEED, self.toolTip())
        self.number.setAccessibleName("Seed")
        self.next = QPushButton("+")
        self.next.setProperty("role", "small")
        self.next.setAccessibleName("Next seed")
        self.next.setToolTip("Begin anew from the next seed")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.number, 1)
        row.addWidget(self.next)
        self.setFocusProxy(self.number)
        self.number.changed.connect(self.changed)
        self.number.left.connect(self.left)
        self.next.clicked.connect(self.on_next_clicked)

    def sizeHint(self) -> QSize:
        """As high as the fields beside it."""
        return QSize(super().sizeHint().width(), self.number.sizeHint().height())

    def show_value(self, seed: int) -> None:
        """Show `seed` without a signal; one of many digits has the button's room as well."""
        self.number.show_value(seed)
        self.next.setVisible(seed < MANY_DIGITS)

    @Slot()
    def on_next_clicked(self) -> None:
        """Take the next seed."""
        self.number.setValue(self.number.value() + 1)
