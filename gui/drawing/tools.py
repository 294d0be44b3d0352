"""The tools in the title of the panel: classes, eraser, brush, and the button that turns it all on."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QAction, QColor, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from core.painting import MOST_CLASSES
from gui.drawing.easel import Easel
from gui.drawing.swatches import Swatch, swatch_icon
from gui.icons import icon
from gui.targets import Targets
from gui.theme import DARK, Theme

GAP, MARGIN = 3, 6
ICON = QSize(14, 14)
ERASE, SPRAY, MORE, CLEAR = "Eraser", "Spray", "Another class", "Clear the drawing"
TIPS = {
    ERASE: "Erase points: those that the ring touches  (E); the right button always erases",
    SPRAY: "A wide brush: points fall all around the way of the mouse. Without it they fall in a line",
    MORE: "Add a class: training begins anew, with one output more",
    CLEAR: "Leave one point of each class: training begins anew, and Undo brings the others back",
}
ICONS = {ERASE: "eraser", SPRAY: "spray-can", MORE: "plus", CLEAR: "trash-alt"}
WORD = "Draw"


class DrawingTools(QWidget):
    """All tools side by side, or one button with a menu of them where there is little room."""

    def __init__(self, easel: Easel, parent: QWidget | None = None) -> None:
        """Only the button is seen until somebody draws."""
        super().__init__(parent)
        self._easel, self._theme = easel, DARK
        self._targets: Targets | None = None
        self.swatches = [Swatch(k) for k in range(MOST_CLASSES)]
        self.buttons = {name: self._button(name) for name in (MORE, ERASE, SPRAY, CLEAR)}
        self.menu = QPushButton()
        self.draw = QPushButton(WORD)
        self._arrange()
        self._connect()
        self.set_theme(DARK)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "small")
        button.setIconSize(ICON)
        button.setAccessibleName(name)
        button.setToolTip(TIPS[name])
        button.setCheckable(name in (ERASE, SPRAY))
        return button

    def _arrange(self) -> None:
        for button in (self.menu, self.draw):
            button.setProperty("role", "small")
            button.setIconSize(ICON)
        self.menu.setToolTip("What to paint with")
        self.menu.setAccessibleName("Tools")
        self.menu.setMenu(QMenu(self.menu))
        self.draw.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(GAP)
        row.addStretch(1)
        for part in (*self.swatches, *self.buttons.values(), self.menu, self.draw):
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        easel = self._easel
        for swatch in self.swatches:
            swatch.clicked.connect(self.on_swatch_clicked)
        self.buttons[MORE].clicked.connect(easel.add_class)
        self.buttons[ERASE].clicked.connect(easel.set_erasing)
        self.buttons[SPRAY].clicked.connect(easel.set_wide)
        self.buttons[CLEAR].clicked.connect(easel.clear)
        self.menu.menu().aboutToShow.connect(self.on_menu)
        self.menu.menu().triggered.connect(self.on_chosen)
        easel.changed.connect(self.on_changed)

    def offer(self, action: QAction) -> None:
        """Let the button be that of `action`, which turns drawing on and off."""
        self.draw.setToolTip(action.toolTip())
        self.draw.clicked.connect(action.trigger)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.draw.setIcon(icon("paint-brush", theme.text, theme.faint))
        for name, button in self.buttons.items():
            button.setIcon(icon(ICONS[name], theme.text, theme.faint))
        self._show_colours()

    def show_targets(self, targets: Targets) -> None:
        """Take the colours of the classes from `targets`."""
        if targets is not self._targets:
            self._targets = targets
            self._show_colours()

    def _show_colours(self) -> None:
        for k, swatch in enumerate(self.swatches):
            swatch.show_colour(self._colour(k), self._theme)
        self.on_changed()

    def _colour(self, label: int) -> QColor:
        return QColor(self._theme.muted) if self._targets is None else self._targets.class_colour(label)

    # What is seen

    @Slot()
    def on_changed(self) -> None:
        """Show what the easel says."""
        easel = self._easel
        self.draw.setChecked(easel.on)
        for swatch in self.swatches:
            swatch.setChecked(swatch.label == easel.label and not easel.erasing)
        self.buttons[ERASE].setChecked(easel.erasing)
        self.buttons[SPRAY].setChecked(easel.wide)
        self.buttons[MORE].setEnabled(easel.classes < MOST_CLASSES)
        scale = self.devicePixelRatioF()
        look = (
            self.buttons[ERASE].icon()
            if easel.erasing
            else swatch_icon(easel.label, self._colour(easel.label), scale)
        )
        self.menu.setIcon(look)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All tools, or a menu of them; the word on the button where there is room for it too."""
        on, swatches = self._easel.on, self.swatches[: self._easel.classes]
        parts = [*swatches, *self.buttons.values()] if on else []
        brief, wordy = self._width_of_draw("") + 2 * MARGIN, self._width_of_draw(WORD) + 2 * MARGIN
        needed = sum(k.sizeHint().width() + GAP for k in parts)
        apart = self.width() >= needed + brief
        for swatch in self.swatches:
            swatch.setVisible(on and apart and swatch in swatches)
        for button in self.buttons.values():
            button.setVisible(on and apart)
        self.menu.setVisible(on and not apart)
        used = needed if apart else self.menu.sizeHint().width() + GAP
        self.draw.setText(WORD if self.width() >= used + wordy else "")

    def _width_of_draw(self, word: str) -> int:
        text = self.draw.fontMetrics().horizontalAdvance(word)
        return text + ICON.width() + (30 if word else 20)

    def minimumSizeHint(self) -> QSize:
        """Room for the button, and for the menu while one draws."""
        menu = self.menu.sizeHint().width() + GAP if self._easel.on else 0
        return QSize(menu + self._width_of_draw("") + 2 * MARGIN, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The same."""
        return self.minimumSizeHint()

    # What is chosen

    @Slot()
    def on_swatch_clicked(self) -> None:
        """Paint that class."""
        self._easel.choose(self.sender().label)
        self.on_changed()  # a swatch that was chosen before stays so

    @Slot()
    def on_menu(self) -> None:
        """Fill the menu with what there is at present."""
        menu, easel = self.menu.menu(), self._easel
        menu.clear()
        for k in range(easel.classes):
            entry = menu.addAction(
                swatch_icon(k, self._colour(k), self.devicePixelRatioF()), f"Class {k + 1}"
            )
            entry.setData(k)
        for name in (MORE, None, ERASE, SPRAY, None, CLEAR):
            if name is None:
                menu.addSeparator()
                continue
            entry = menu.addAction(self.buttons[name].icon(), name)
            entry.setData(name)
            entry.setEnabled(self.buttons[name].isEnabled())
            entry.setCheckable(self.buttons[name].isCheckable())
            entry.setChecked(self.buttons[name].isChecked())

    @Slot(QAction)
    def on_chosen(self, entry: QAction) -> None:
        """Do what a line of the menu says."""
        if isinstance(entry.data(), int):
            self._easel.choose(entry.data())
        else:
            self.buttons[entry.data()].click()
