"""The buttons in the title of the cost panel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.writing.fonts import number_font


class CostBar(QWidget):
    """At the right: the whole run again, a logarithmic axis, and the accuracy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """The accuracy is shown at first, the axis linear, and the whole run in sight."""
        super().__init__(parent)
        self.whole = title_button("all", "Show all steps again (double click in the plot)")
        self.whole.hide()
        self.log = title_button("log", "Show the costs on a logarithmic axis (Ctrl+L)", checkable=True)
        self.accuracy = title_button(
            "accuracy",
            "Show the share of samples classified rightly below the costs (Ctrl+Shift+L)",
            checkable=True,
        )
        self.accuracy.setChecked(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        for button in (self.whole, self.log, self.accuracy):
            row.addWidget(button)


def title_button(text: str, tip: str, checkable: bool = False) -> QPushButton:
    """A small button for the title of a panel."""
    button = QPushButton(text)
    button.setCheckable(checkable)
    button.setToolTip(tip)
    button.setFont(number_font(12))
    button.setStyleSheet("padding: 2px 7px")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
