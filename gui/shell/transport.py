"""The toolbar: run and pause, single steps, speed, and where training stands."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QToolBar, QToolButton, QWidget

from core.commands import Run
from core.cursor import Phase
from core.frame import Frame
from core.lazily import dataclass
from gui.action_spec import ON_THE_WAY, WORKING
from gui.announcing import announce
from gui.icons import icon
from gui.own_keys import kept
from gui.theme import Theme
from gui.writing.numbers import grouped


@dataclass(frozen=True)
class Speed:
    """One place of the slider."""

    words: str
    command: Run


def _phases(rate: int) -> Speed:
    return Speed(f"{rate} phase{'s' if rate > 1 else ''}/s", Run(float(rate), "phase"))


def _steps(rate: int) -> Speed:
    return Speed(f"{grouped(rate)} steps/s", Run(float(rate), "step"))


SPEEDS = (
    *(_phases(k) for k in (1, 2, 4, 8, 15, 30)),
    *(_steps(k) for k in (10, 30, 60, 200, 600, 2000)),
    Speed("full speed", Run()),
)
FIRST_SPEED = 8
FULL_SPEED = len(SPEEDS) - 1
RUN, PILL = 102, 290
"""Widths of the button that says Run or Pause, and of the pill with the phase, where there is room."""

STEP = 24
"""It grows by so many pixels, or else a run would make it tremble."""

PAD, EDGE = 17, 8
"""What the style leaves free at the ends of the pill, and of the bar."""

BACK = ("epoch_back", "step_back", "phase_back")
"""Buttons without words, left out where there is little room: keys and the timeline lead back as well."""


class SpeedSlider(QSlider):
    """A slider that keeps the keys which lead through time elsewhere."""

    KEYS = (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    )

    def event(self, event: QEvent) -> bool:
        """Take them before the window does."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        return plain and event.key() in self.KEYS


class Transport(QToolBar):
    """Buttons of the actions, the speed slider, and the pill that names the phase.

    Signals:
        speed_changed: the `Run` that the slider stands for.
    """

    speed_changed = Signal(object)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        """Take the actions to show."""
        super().__init__("Training", parent)
        self.setObjectName("transport")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(15, 15))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions = actions
        self._theme: Theme | None = None
        self._running = self._compact = False
        self._full = self._room = 0
        self._words_of_phase: tuple[str, ...] = ("",)
        self._destination = ""
        self.addAction(actions["reset"])
        self.addAction(actions["run"])
        run = self.widgetForAction(actions["run"])
        run.setObjectName("run")
        run.setMinimumWidth(RUN)
        actions["run"].setIconVisibleInMenu(False)  # in the colour on the button it would not be seen there
        self.addSeparator()
        self._add_back()
        for name in ("phase", "step", "epoch"):
            self.addAction(actions[name])
        self.addSeparator()
        self._add_speed()
        self._add_phase()
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _add_back(self) -> None:
        """The buttons that lead back, together: they come and go as one."""
        together = QWidget()
        row = QHBoxLayout(together)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        self.back_buttons = tuple(QToolButton() for _ in BACK)
        for button, name in zip(self.back_buttons, BACK, strict=True):
            button.setDefaultAction(self._actions[name])
            button.setIconSize(self.iconSize())
            row.addWidget(button)
        self._back = self.addWidget(together)

    def _add_speed(self) -> None:
        self.slider = SpeedSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, FULL_SPEED)
        self.slider.setPageStep(1)
        self.slider.setFixedWidth(130)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.setAccessibleName("Speed")
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        self._words.setMinimumWidth(92)
        title = QLabel("Speed ")
        title.setContentsMargins(6, 0, 2, 0)
        self._title = self.addWidget(title)
        for part in (self.slider, self._words):
            self.addWidget(part)
        for part in (title, self.slider, self._words):
            part.setToolTip("Speed of running, from one phase a second to full speed  (Ctrl+↑, Ctrl+↓)")
        self.slider.valueChanged.connect(self.on_speed_changed)
        self.slider.setValue(FIRST_SPEED)

    def _add_phase(self) -> None:
        self._space = QWidget()
        self._space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._space)
        self.phase = QLabel()
        self.phase.setObjectName("phase")
        self.phase.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.phase.setToolTip(
            "The phase of the step, how many steps were done, and how many passes over the data (epochs)"
        )
        self.addWidget(self.phase)

    def speed(self) -> Run:
        """What the slider stands for."""
        return SPEEDS[self.slider.value()].command

    @Slot(int)
    def on_speed_changed(self, value: int) -> None:
        """Say so."""
        self._words.setText(SPEEDS[value].words)
        self.speed_changed.emit(SPEEDS[value].command)

    @Slot()
    def slow_down(self) -> None:
        """Take the next lower speed."""
        self.slider.setValue(self.slider.value() - 1)

    @Slot()
    def speed_up(self) -> None:
        """Take the next higher speed."""
        self.slider.setValue(self.slider.value() + 1)

    def set_theme(self, theme: Theme) -> None:
        """Colour the run button; the pill's height comes with the style."""
        self._theme = theme
        self._show_run()
        self._fit_phase()

    def show_state(self, state: str) -> None:
        """Let the run button say what it would do."""
        running = state in WORKING
        if running != self._running:
            self._running = running
            self._show_run()

    def _show_run(self) -> None:
        action = self._actions["run"]
        words = "Pause" if self._running else "Run"
        action.setText(words)
        action.setIconText(f" {words}")
        name = "pause" if self._running else "play"
        if self._theme:
            action.setIcon(icon(name, self._theme.on_accent, self._theme.faint))

    @Slot(str)
    def show_destination(self, words: str) -> None:
        """While one is on the way to another moment, say where to; with a file, what is done."""
        self._destination = words.upper()

    def show_frame(self, frame: Frame) -> None:
        """Name the phase, the step and the epoch; on the way to another moment, which."""
        parts = (phase_words(frame), step_words(frame), f"epoch {grouped(frame.cursor.epoch)}")
        words = tuple("  ·  ".join(parts[:k]) for k in (3, 2, 1))
        if frame.state in ON_THE_WAY:
            words = (self._destination, frame.state.upper())
        if words != self._words_of_phase:
            self._words_of_phase = words
            self._fit_phase()
            if not frame.live:
                announce(self.phase, words[0])

    # Narrow windows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out words that can be done without where not everything has room."""
        if not self._compact:
            self._full = self._taken() + PILL
        compact = self._full > self.width()
        if compact != self._compact:
            self._compact = compact
            self._title.setVisible(not compact)
            style = Qt.ToolButtonStyle.ToolButtonIconOnly if compact else self.toolButtonStyle()
            self.widgetForAction(self._actions["reset"]).setToolButtonStyle(style)
            self._back.setVisible(not compact)
        self._room = self.width() - self._taken()
        self._fit_phase()

    def _taken(self) -> int:
        """The width of everything but the pill; the layout itself would tell an older one."""
        parts = [self.widgetForAction(a) for a in self.actions() if a.isVisible()]
        others = [part for part in parts if part not in (self._space, self.phase)]
        widths = [max(part.sizeHint().width(), part.minimumWidth()) for part in others]
        return sum(widths) + self.layout().spacing() * (len(parts) - 1) + 2 * EDGE

    def _fit_phase(self) -> None:
        """Write as much of phase, step and epoch as has room, in a pill that keeps its width."""
        advance, room = self.phase.fontMetrics().horizontalAdvance, self._room - 2 * PAD
        text = next((k for k in self._words_of_phase if advance(k) <= room), self._words_of_phase[-1])
        needed = -(-(advance(text) + 2 * PAD) // STEP) * STEP
        if len(text) == len(self.phase.text()):  # other digits are no reason to become narrower
            needed = max(needed, self.phase.minimumWidth())
        if text != self.phase.text():
            self.phase.setText(text)
        width = min(max(PILL, needed), max(0, self._room))
        if width != self.phase.maximumWidth():
            # Fixed both ways: otherwise every new word would lay out the whole window again.
            self.phase.setFixedSize(width, self.phase.sizeHint().height())


def step_words(frame: Frame) -> str:
    """How many steps were done, or in which one training stopped."""
    step = frame.cursor.step
    if frame.state == "diverged":
        return f"in step {grouped(step + (frame.cursor.phase is not Phase.UPDATE))}"
    return f"step {grouped(step)}"


def phase_words(frame: Frame) -> str:
    """The phase as it is named on screen."""
    if frame.state == "diverged":
        return "STOPPED"
    if frame.live:
        return "RUNNING"
    phase, l = frame.cursor.phase, frame.cursor.l
    name = phase.value.upper()
    return f"{name} ℓ = {l}" if phase in (Phase.FORWARD, Phase.BACKWARD) else name
