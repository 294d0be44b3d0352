"""The window: composes docks, menus and panels, and wires them to the engine."""

from dataclasses import replace

from PySide6.QtCore import QByteArray, QSize, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog, QMainWindow, QMessageBox, QWidget

from core.commands import Command, Load, Pause, Show, ViewSpec
from core.experiment import default_experiment
from core.frame import Frame
from core.session import Session
from gui.actions import ACTIONS, allow_actions, colour_actions, make_actions
from gui.engine import Engine
from gui.menus import Menus
from gui.network.canvas import NetworkCanvas
from gui.panels.controls import ControlsPanel
from gui.panels.cost import CostPanel
from gui.panels.gradients import GradientsPanel
from gui.rotation import Rotation
from gui.status import Status
from gui.theme import DARK, LIGHT, THEMES, Theme, palette, style_sheet
from gui.transport import FULL_SPEED, Transport

ABOUT = (
    "<h3>Nablascope</h3><p>Watch backpropagation happen, number by number, "
    "and check every number by hand.</p><p>MIT License.</p>"
)


class MainWindow(QMainWindow):
    """Everything on the screen; no logic of its own."""

    def __init__(self, session: Session) -> None:
        """Compose the window around `session`; training begins when it is asked for."""
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("Nablascope")
        self.resize(1440, 900)
        self.engine = Engine(session, self)
        self.canvas = NetworkCanvas()
        self.controls, self.cost, self.gradients = ControlsPanel(), CostPanel(), GradientsPanel()
        self.panels = (self.controls, self.cost, self.gradients)
        self.view = ViewSpec()
        self.theme = DARK
        self._theme_choice = "system"
        self._step_shown = True
        self._state = "paused"
        self.actions = make_actions(self)
        self.transport = Transport(self.actions)
        self.status = Status(self.engine, self.canvas)
        self._rotation = Rotation(self.panels)
        self._compose()
        self.menus = Menus(self.menuBar(), self.actions, tuple(self.docks.values()), self)
        self._connect()
        self.first_layout = QByteArray(self.saveState())
        self.apply_theme()

    # Composition

    def _compose(self) -> None:
        self.setCentralWidget(self.canvas)
        self.addToolBar(self.transport)
        self.setStatusBar(self.status)
        self.setDockOptions(self.DockOption.AnimatedDocks | self.DockOption.AllowNestedDocks)
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self.docks = {p.name: self._dock(p, left if p is self.controls else right) for p in self.panels}
        docks = [self.docks[p.name] for p in self.panels]
        self.resizeDocks(docks, [276, 390, 390], Qt.Orientation.Horizontal)
        self.resizeDocks(docks[1:], [330, 470], Qt.Orientation.Vertical)

    def _dock(self, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(panel.title, self)
        dock.setObjectName(panel.name)
        dock.setWidget(panel)
        dock.visibilityChanged.connect(self.on_panels_changed)
        self.addDockWidget(area, dock)
        return dock

    def _connect(self) -> None:
        engine = self.engine
        engine.frame_changed.connect(self.show_frame)
        engine.rejected.connect(self.on_rejected)
        engine.failed.connect(self.on_failed)
        engine.state_changed.connect(self.show_state)
        engine.step_allowed.connect(self.on_step_allowed)
        self.canvas.painted.connect(engine.on_painted)
        self.controls.asked.connect(engine.send)
        self.controls.sample_chosen.connect(self.on_sample_chosen)
        self.controls.left.connect(self.canvas.setFocus)
        self.transport.speed_changed.connect(self.on_speed_changed)
        self.cost.log.toggled.connect(self.actions["log"].setChecked)
        self.actions["log"].toggled.connect(self.cost.log.setChecked)
        for spec in ACTIONS:
            handler = getattr(self, f"on_{spec.id}", None) or self.on_command_action
            if spec.id != "log":
                self.actions[spec.id].triggered.connect(handler)
        self.menus.data.triggered.connect(self.on_data_triggered)
        self.menus.themes.triggered.connect(self.on_theme_triggered)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.apply_theme)

    # Frames

    @Slot(object)
    def show_frame(self, frame: Frame) -> None:
        """Show `frame` on the canvas at once, and in the panels in turn while training runs."""
        self.canvas.show_frame(frame)
        self.transport.show_frame(frame)
        self._rotation.show_frame(frame)
        if not frame.live:
            self.status.show_frame(frame)
            self.show_state(frame.state)
        self.menus.show_dataset(frame.experiment.dataset)

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
        command: Command = next(spec.command for spec in ACTIONS if spec.id == name)
        self.engine.send(command)

    @Slot()
    def on_run(self) -> None:
        """Run, or pause what runs."""
        working = self._state in ("running", "stepping")
        self.engine.send(Pause() if working else self.transport.speed())

    @Slot(object)
    def on_speed_changed(self, command: Command) -> None:
        """Go on at the new speed; while paused it is for later."""
        if self.engine.frame is not None and self.engine.frame.state == "running":
            self.engine.send(command)

    @Slot()
    def on_slower(self) -> None:
        """Move the slider down."""
        self.transport.slider.setValue(self.transport.slider.value() - 1)

    @Slot()
    def on_faster(self) -> None:
        """Move the slider up."""
        self.transport.slider.setValue(self.transport.slider.value() + 1)

    def run_at_full_speed(self) -> None:
        """Start training as fast as it goes."""
        self.transport.slider.setValue(FULL_SPEED)
        self.engine.send(self.transport.speed())

    @Slot(QAction)
    def on_data_triggered(self, action: QAction) -> None:
        """Load the data set with the experiment that suits it, the seed kept."""
        frame = self.engine.frame
        seed = frame.experiment.seed if frame else 0
        self.engine.send(Load(replace(default_experiment(action.data()), seed=seed)))

    @Slot(object)
    def on_sample_chosen(self, sample: int | None) -> None:
        """Show another sample."""
        self._show_view(replace(self.view, sample=sample))

    @Slot(bool)
    def on_panels_changed(self, visible: bool) -> None:
        """Ask for what the visible panels need, and bring one that has appeared up to date."""
        # A dock says so before what is in it is hidden.
        name = self.sender().objectName()
        panels = self.view.panels | {name} if visible else self.view.panels - {name}
        if panels != self.view.panels:
            self._show_view(replace(self.view, panels=panels))
        if self.engine.frame is not None:
            self._rotation.show_all(self.engine.frame)

    def _show_view(self, view: ViewSpec) -> None:
        self.view = view
        self.engine.send(Show(view))

    @Slot()
    def on_restore(self) -> None:
        """Put the docks back."""
        self.restoreState(self.first_layout)

    @Slot()
    def on_picture(self) -> None:
        """Save what the window shows."""
        picture = self.grab()
        name, _ = QFileDialog.getSaveFileName(self, "Save picture", "nablascope.png", "PNG pictures (*.png)")
        if name and not picture.save(name, "PNG"):
            self.status.say(f"The picture could not be written to {name}.")

    @Slot()
    def on_about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(self, "About Nablascope", ABOUT)

    @Slot()
    def on_quit(self) -> None:
        """Close the window, and with it the program."""
        self.close()

    # What goes wrong

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Say why, and put the form back to what is so."""
        self.controls.show_again()
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
        self._theme_choice = name
        self.menus.show_theme(name)
        self.apply_theme()

    @Slot()
    def apply_theme(self) -> None:
        """Colour everything."""
        self.theme = self._chosen_theme()
        application = QApplication.instance()
        application.setPalette(palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme))
        colour_actions(self.actions, self.theme)
        for part in (self.canvas, self.transport, self.cost, self.gradients):
            part.set_theme(self.theme)
        if self.engine.frame is not None:
            self._rotation.show_all(self.engine.frame)

    def _chosen_theme(self) -> Theme:
        if self._theme_choice in THEMES:
            return THEMES[self._theme_choice]
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return LIGHT if light else DARK

    def sizeHint(self) -> QSize:
        """What suits a projector."""
        return QSize(1440, 900)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the thread before anything is destroyed."""
        self.engine.close()
        super().closeEvent(event)
