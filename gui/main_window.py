"""The window: composes docks, menus and panels, and wires them to the engine."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from core.commands import Cancel, Command, Load, Pause, ViewSpec
from core.experiment import Experiment
from core.frame import Frame
from core.session import Session
from gui.action_spec import STOPPABLE, WORKING
from gui.actions import ACTIONS, make_actions
from gui.course.teaching import Teaching
from gui.course.tour import Tour
from gui.diagnosis.diagnosis import Diagnosis
from gui.engine import Engine
from gui.exporting.exports import Exports
from gui.exporting.titles import TitleMenus
from gui.importing.data_files import DataFiles
from gui.presenting.presenting import Presenting
from gui.shell.appearance import Appearance
from gui.shell.clipboard import Clipboard
from gui.shell.dialogs import Dialogs
from gui.shell.docks import DockLayout
from gui.shell.drawing import Drawing
from gui.shell.dropping import Dropping
from gui.shell.experiments import Experiments
from gui.shell.freezing import Freezing, selected_is_frozen
from gui.shell.guiding import Guiding
from gui.shell.looking import Looking
from gui.shell.making import light_parts, make_panels, paces
from gui.shell.menus import Menus
from gui.shell.offering import allow_actions, colour_actions, offer
from gui.shell.panel_keys import PanelKeys
from gui.shell.rotation import Rotation
from gui.shell.sessions import Sessions
from gui.shell.status import Status
from gui.shell.tab_order import go_on
from gui.shell.transport import FULL_SPEED, Transport
from gui.shell.viewer import Viewer
from gui.shell.walker import Walker
from gui.shell.wiring import wire, wire_actions
from gui.theme import Theme
from gui.timeline.banner import DivergenceBanner
from gui.timeline.bar import TimelineStrip
from gui.timeline.journey import Journey
from gui.worker import AWAITED
from gui.writing.digits import Digits

SIZE = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Everything on the screen; no logic of its own.

    Signals:
        closing: the window is about to close.
    """

    closing = Signal()

    def __init__(self, session: Session, theme: str | None = "system") -> None:
        """Compose the window around `session`; without a theme, choose one before it is shown."""
        super().__init__()
        self.setObjectName("main")
        self.resize(SIZE)
        self.engine = Engine(session, self)
        self.viewer = Viewer(self)
        self.appearance = Appearance(self)
        self.experiments, self.dialogs = Experiments(self), Dialogs(self)
        self.freezing = Freezing(self)
        self.walker, self.digits = Walker(self.viewer, self), Digits(self)
        self.clipboard, self.journey = Clipboard(self.digits, self), Journey(self)
        self.diagnosis = Diagnosis(self)
        self._step_shown = True
        self._state = "paused"
        make_panels(self)
        self.actions = make_actions(self)
        self.transport, self.timeline = Transport(self.actions), TimelineStrip()
        self.guiding, self.teaching, self.tour = Guiding(self), Teaching(self), Tour(self)
        self.banner = DivergenceBanner(self.actions["recover"], self.actions["recover_slower"], self.network)
        self.status = Status(self.engine, self.canvas)
        self._compose()
        self._rotation = Rotation(paces(self), self.dock_layout.sees, light_parts(self))
        self.chain_rule.head.offer_copies([self.actions[f"copy_{k}"] for k in ("latex", "csv", "script")])
        self.sessions, self.data_files, self.dropping = Sessions(self), DataFiles(self), Dropping(self)
        self.exports, self._title_menus = Exports(self), TitleMenus(self)
        self.menus = Menus(self.menuBar(), self.actions, self.docks.values(), self)
        self.looking, self.presenting = Looking(self), Presenting(self)
        self.panel_keys = PanelKeys(self)
        self.drawing = Drawing(self.output.easel, self.actions["draw"], self.docks["output"], self)
        wire(self)
        wire_actions(self)
        if theme:
            self.choose_theme(theme)

    # Composition

    def _compose(self) -> None:
        self.setCentralWidget(self.network)
        self.network.layout().insertWidget(0, self.banner)
        self.network.layout().insertWidget(0, self.guiding.strip)
        self.addToolBar(self.transport)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.timeline)
        self.transport.toggleViewAction().setVisible(False)
        self.setStatusBar(self.status)
        self.dock_layout = DockLayout(
            self, self.panels[:2], self.panels[2:5], self.panels[5:-3], self.pictures
        )
        self.docks = self.dock_layout.docks

    # Frames

    @property
    def view(self) -> ViewSpec:
        """What frames are asked to carry."""
        return self.viewer.spec

    @Slot(object)
    def show_frame(self, frame: Frame) -> None:
        """Show `frame` on the canvas at once, and in the panels in turn while training runs."""
        scrubber = self.timeline.bar.scrubber
        for part in (
            self.viewer, self.guiding, self.experiments, self.freezing, self.walker, self.clipboard,
            self.dialogs, scrubber, self.output.easel, self.controls,
        ):  # fmt: skip
            part.follow(frame)
        self.network.show_frame(frame)
        self.teaching.follow(frame)
        self.banner.show_frame(frame)
        self._rotation.show_frame(frame, hurried=self.timeline.bar.hurrying)
        self.journey.follow(frame)
        if not frame.live:
            self.status.show_frame(frame)
        if not frame.live or frame.state != self._state:  # it may be here before the word of its state
            self.show_state(frame.state)
        offer(self.actions, frame)
        self.actions["edges"].setChecked(frame.view.edges == "dC_dw")
        self.actions["maps"].setChecked(frame.view.maps)
        self.actions["exercise"].setChecked(frame.view.exercise)
        self.actions["freeze"].setChecked(selected_is_frozen(frame))
        self.menus.show_dataset(frame.experiment.dataset, frame.dataset.title)

    @Slot(str)
    def show_state(self, state: str) -> None:
        """Enable what the state allows."""
        self._state = state
        self.transport.show_state(state)
        allow_actions(self.actions, state, self._step_shown)

    @Slot(bool)
    def on_step_allowed(self, allowed: bool) -> None:
        """A single step is under way, or was painted."""
        self._step_shown = allowed
        if self.engine.frame is not None:
            allow_actions(self.actions, self.engine.frame.state, allowed)

    # What a person asks for

    @Slot()
    def on_command_action(self) -> None:
        """Send the command that the table gives for the action."""
        name = self.sender().objectName()
        self.engine.send(next(spec.command for spec in ACTIONS if spec.id == name))

    @Slot()
    def on_audit(self) -> None:
        """Ask for a check of the gradients; training that runs is paused for it."""
        if self._state in ("running", "stepping"):
            self.engine.send(Pause())
            self.status.say("Training is paused for the check of its gradients.")
        self.on_command_action()

    @Slot()
    def on_deselect(self) -> None:
        """Give up what is under way, or else select nothing."""
        if self._state in STOPPABLE:
            self.engine.send(Cancel())
        else:
            self.viewer.deselect()

    @Slot(QAction)
    def on_digits_triggered(self, action: QAction) -> None:
        """Write numbers with as many digits as was chosen."""
        self.digits.set(action.data())

    @Slot()
    def on_run(self) -> None:
        """Run, or pause what runs."""
        self.engine.send(Pause() if self._state in WORKING else self.transport.speed())

    @Slot(object)
    def on_speed_changed(self, command: Command) -> None:
        """Go on at the new speed; while paused it is for later."""
        if self.engine.frame is not None and self.engine.frame.state == "running":
            self.engine.send(command)

    def run_at_full_speed(self) -> None:
        """Start training as fast as it goes."""
        self.transport.slider.setValue(FULL_SPEED)
        self.engine.send(self.transport.speed())

    def load(self, experiment: Experiment) -> None:
        """Begin `experiment`."""
        self.engine.send(Load(experiment))

    @Slot(QAction)
    def on_data_triggered(self, action: QAction) -> None:
        """Do what choosing it in the form does."""
        self.controls.data.on_dataset_chosen(action.data())

    @Slot(object)
    def on_panels_changed(self, panels: frozenset[str]) -> None:
        """Ask for what the visible panels need, and bring one that has appeared up to date."""
        self.viewer.change(panels=panels)
        self.catch_up()

    @Slot()
    def catch_up(self) -> None:
        """Let all panels show what the canvas shows."""
        if self.engine.frame is not None:
            self._rotation.show_all(self.engine.frame)

    # Dialogs and messages

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Say why, and put the forms back to what is so."""
        self.viewer.refuse(command)
        self.controls.show_again()
        self.samples.show_again()
        self.runs.show_again()
        if not isinstance(command, AWAITED):  # of those it is said in a box
            self.status.say(sentence)

    @Slot(str)
    def on_failed(self, sentence: str) -> None:
        """Say that training was stopped."""
        self.status.say(sentence)

    # Appearance

    @Slot(QAction)
    def on_theme_triggered(self, action: QAction) -> None:
        """Take the appearance chosen."""
        self.choose_theme(action.data())

    def choose_theme(self, name: str) -> None:
        """Show "light", "dark", or what the system has ("system")."""
        self.appearance.choose(name)

    @Slot(object)
    def apply_theme(self, theme: Theme) -> None:
        """Colour everything."""
        colour_actions(self.actions, theme)
        shell = (
            self.network,
            self.transport,
            self.timeline.bar,
            self.banner,
            self.guiding.strip,
            self.teaching,
            self.tour,
            self.status.seeking,
            self.badge,
            self.dialogs,
        )
        for part in (*shell, *self.panels[1:]):
            part.set_theme(theme)
        self.catch_up()

    def sizeHint(self) -> QSize:
        """What suits a projector."""
        return SIZE

    def setVisible(self, visible: bool) -> None:
        """Before the window is seen for the first time, give the panels the sizes that suit it."""
        if visible:
            self.timeline.fit(self.height())
            self.dock_layout.fit_at_first()
        super().setVisible(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the timeline take less room in a low window."""
        super().resizeEvent(event)
        self.timeline.fit(self.height())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go to what is seen, in the order in which one reads."""
        return go_on(self, forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the thread before anything is destroyed, unless there is something to be asked first."""
        if not self.sessions.may_close():
            event.ignore()
            return
        self.presenting.end()
        self.closing.emit()
        self.engine.close()
        super().closeEvent(event)
