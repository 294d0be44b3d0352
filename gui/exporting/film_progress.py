"""How far a film is written, over the window, which is part of what is shown; and Cancel."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from core.frame import Frame
from gui.exporting.words import film_progress_words
from gui.shell.about import Page
from gui.shell.asking import STYLE
from gui.waiting import BAR, WIDTH
from gui.writing.plain import one_line

STEPS = 1000
"""Of the progress bar."""


class FilmProgress(Page):
    """Keeps hands off the window while its pictures are taken; rejecting it is giving the film up."""

    def __init__(self, name: str, parent: QWidget) -> None:
        """Tell how far the file called `name` is."""
        super().__init__("Export animation", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE + BAR)
        self.words, self.count = QLabel(), QLabel(" ")
        self.bar, self.cancel = QProgressBar(), QPushButton("Cancel")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "title")
        self.words.setFixedWidth(WIDTH)
        title = f"Writing {one_line(name)}"
        self.words.setText(self.words.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, WIDTH))
        self.count.setProperty("role", "muted")
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName("How much of the animation is written")
        self.cancel.setToolTip("Give it up, and leave no file behind  (Esc)")
        self.cancel.setAutoDefault(False)  # whoever presses Enter has just chosen the file
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.cancel)
        for part in (self.words, self.bar):
            self.column.addWidget(part)
        self.column.addLayout(row)
        self.setFixedSize(self.sizeHint())

    @Slot(object)
    def show_frame(self, frame: Frame) -> None:
        """Show how far it is."""
        if frame.pose is not None:
            self.bar.setValue(STEPS * frame.pose.number // frame.pose.total)
            self.count.setText(film_progress_words(frame.pose.number + 1, frame.pose.total))
        elif frame.progress is not None:
            self.bar.setValue(round(STEPS * frame.progress))
