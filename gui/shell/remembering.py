"""Ties a window to the preferences: what was so the last time is so again, and what is so now is kept."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from core.cursor import Phase
from core.datasets.given import DRAWING
from core.experiment import Experiment
from core.frame import Frame
from gui.main_window import MainWindow
from gui.shell.menus import APPEARANCES
from gui.shell.preferences import APPEARANCE, DATA, Preferences
from gui.shell.recent import FromFile
from gui.shell.switches import switches
from gui.shell.transport import SPEEDS
from gui.writing.digits import FEWEST, MOST, USUAL

GEOMETRY, DOCKS, SPEED = "window/geometry", "window/docks", "speed"
FOLDER, DATA_FOLDER = "files/folder", "data/folder"
LOG, ACCURACY, EDGES = "cost/logarithmic", "cost/accuracy", "network/edges"
MAPS, DASHES = "network/maps", "network/dashes"
HINT, DIGITS = "hint/followed", "digits"


class Remembering(QObject):
    """Restores a window before it is shown, and listens to it from then on."""

    def __init__(self, window: MainWindow, preferences: Preferences, theme: str | None = None) -> None:
        """Tie `window` to `preferences`; a `theme` asked for comes before the one remembered."""
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._experiment: object = None
        self._drawn: Experiment | None = None
        self._hint = not preferences.flag(HINT)
        self._restore(theme)
        self._listen()

    def _restore(self, theme: str | None) -> None:
        window, preferences = self._window, self._preferences
        window.restoreGeometry(preferences.data(GEOMETRY))
        window.dock_layout.restore(preferences.data(DOCKS))
        window.choose_theme(theme or preferences.choice(APPEARANCE, APPEARANCES) or "system")
        speeds = [speed.words for speed in SPEEDS]
        speed = preferences.choice(SPEED, speeds)
        if speed is not None:
            window.transport.slider.setValue(speeds.index(speed))
        window.actions["log"].setChecked(preferences.flag(LOG))
        window.cost.log.setChecked(preferences.flag(LOG))
        window.cost.show_accuracy(preferences.choice(ACCURACY, ("yes", "no")) != "no")
        window.viewer.colour_edges(preferences.choice(EDGES, ("w", "dC_dw")) or "w")
        window.viewer.show_maps(preferences.flag(MAPS))
        dashes = preferences.choice(DASHES, ("yes", "no")) != "no"
        window.actions["dashes"].setChecked(dashes)
        window.network.show_dashes(dashes)
        for name, switch in switches(window).items():
            kept = preferences.choice(name, ("yes", "no"))
            switch.put(switch.button.isChecked() if kept is None else kept == "yes")
        window.canvas.set_hint(self._hint)
        digits = preferences.choice(DIGITS, [str(k) for k in range(FEWEST, MOST + 1)])
        window.digits.set(int(digits or USUAL))
        for menu in (window.menus.recent, window.menus.recent_files, window.menus.recent_data):
            menu.setEnabled(True)
        window.sessions.folder = preferences.path(FOLDER) or window.sessions.folder
        window.data_files.folder = preferences.path(DATA_FOLDER) or window.data_files.folder
        window.exports.remember_in(preferences)
        window.sessions.asks = True
        window.teaching.remember_in(preferences)

    def _listen(self) -> None:
        window = self._window
        window.engine.frame_changed.connect(self.on_frame_changed)
        window.appearance.chosen.connect(self.on_appearance_chosen)
        window.transport.slider.valueChanged.connect(self.on_speed_changed)
        window.cost.log.toggled.connect(self.on_log_toggled)
        window.cost.bar.accuracy.toggled.connect(self.on_accuracy_toggled)
        window.actions["dashes"].toggled.connect(self.on_dashes_toggled)
        for switch in switches(window).values():
            switch.button.toggled.connect(self.on_switched)
        window.digits.changed.connect(self.on_digits_changed)
        window.menus.recent.aboutToShow.connect(self.on_recent_about_to_show)
        window.menus.recent.triggered.connect(self.on_recent_triggered)
        window.menus.recent_files.aboutToShow.connect(self.on_files_about_to_show)
        window.menus.recent_files.triggered.connect(self.on_file_triggered)
        window.sessions.used.connect(self.on_file_used)
        window.menus.recent_data.aboutToShow.connect(self.on_data_about_to_show)
        window.menus.recent_data.triggered.connect(self.on_data_triggered)
        window.data_files.used.connect(self.on_data_used)
        window.closing.connect(self.on_closing)

    @Slot(object)
    def on_frame_changed(self, frame: Frame) -> None:
        """Note another experiment than a lesson's, other colours of edges and nodes, and the first step."""
        if frame.experiment is not self._experiment and not frame.visiting:
            self._experiment = frame.experiment
            self._note(frame.experiment)
        if frame.view.edges != self._preferences.choice(EDGES, ("w", "dC_dw")):
            self._preferences.keep(EDGES, frame.view.edges)
        if frame.view.maps != self._preferences.flag(MAPS):
            self._preferences.keep(MAPS, frame.view.maps)
        begun = frame.cursor.step or frame.cursor.phase is not Phase.INPUT
        if self._hint and (begun or frame.visiting):  # a lesson says itself what is to be done
            self._hint = False
            self._window.canvas.set_hint(False)
            self._preferences.keep(HINT, True)

    def _note(self, experiment: Experiment) -> None:
        """Note an experiment; a drawing, which changes with every stroke, only when something follows it."""
        drawn = self._drawn
        if drawn is not None and (drawn.dataset, drawn.n) != (experiment.dataset, experiment.n):
            self._note_drawing()
        if experiment.dataset == DRAWING:
            self._drawn = experiment
        else:
            self._preferences.note(experiment)

    def _note_drawing(self) -> None:
        if self._drawn is not None:
            self._preferences.note(self._drawn)
            self._drawn = None

    @Slot(str)
    def on_appearance_chosen(self, name: str) -> None:
        """Keep it."""
        self._preferences.keep(APPEARANCE, name)

    @Slot(int)
    def on_speed_changed(self, place: int) -> None:
        """Keep it by its words: there may be other speeds one day."""
        self._preferences.keep(SPEED, SPEEDS[place].words)

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Keep it."""
        self._preferences.keep(DIGITS, str(count))

    @Slot(bool)
    def on_log_toggled(self, on: bool) -> None:
        """Keep it."""
        self._preferences.keep(LOG, on)

    @Slot(bool)
    def on_accuracy_toggled(self, on: bool) -> None:
        """Keep it."""
        self._preferences.keep(ACCURACY, on)

    @Slot(bool)
    def on_dashes_toggled(self, on: bool) -> None:
        """Keep it."""
        self._preferences.keep(DASHES, on)

    @Slot()
    def on_switched(self) -> None:
        """Keep what is drawn of the pictures."""
        for name, switch in switches(self._window).items():
            self._preferences.keep(name, switch.button.isChecked())

    @Slot()
    def on_recent_about_to_show(self) -> None:
        """List the experiments of late."""
        self._note_drawing()
        self._window.menus.show_recent(self._preferences.recent())

    @Slot(QAction)
    def on_recent_triggered(self, action: QAction) -> None:
        """Begin the one chosen, or drop them all."""
        if isinstance(action.data(), FromFile):
            self._window.data_files.read_again(action.data().command())
        elif action.data() is not None:
            self._window.load(action.data())
        else:
            self._preferences.forget_recent()

    @Slot()
    def on_files_about_to_show(self) -> None:
        """List the session files of late."""
        self._window.menus.show_files(self._window.menus.recent_files, self._preferences.files())

    @Slot(QAction)
    def on_file_triggered(self, action: QAction) -> None:
        """Open the one chosen, or drop them all."""
        if action.data() is not None:
            self._window.sessions.open_file(action.data())
        else:
            self._preferences.forget_files()

    @Slot(object)
    def on_file_used(self, file: Path) -> None:
        """Put it first, and remember its folder, at once: a crash must not forget them."""
        self._preferences.note_file(file)
        self._preferences.keep_path(FOLDER, file.parent)
        self._preferences.save()

    @Slot()
    def on_data_about_to_show(self) -> None:
        """List the files of data of late."""
        self._window.menus.show_files(self._window.menus.recent_data, self._preferences.files(DATA))

    @Slot(QAction)
    def on_data_triggered(self, action: QAction) -> None:
        """Look into the one chosen, or drop them all."""
        if action.data() is not None:
            self._window.data_files.open_file(action.data())
        else:
            self._preferences.forget_files(DATA)

    @Slot(object)
    def on_data_used(self, file: Path) -> None:
        """Put it first, and remember its folder, at once: a crash must not forget them."""
        self._preferences.note_file(file, DATA)
        self._preferences.keep_path(DATA_FOLDER, file.parent)
        self._preferences.save()

    @Slot()
    def on_closing(self) -> None:
        """Keep where window and docks are, and write everything."""
        self._note_drawing()
        self._preferences.keep(GEOMETRY, self._window.saveGeometry())
        self._preferences.keep(DOCKS, self._window.dock_layout.state())
        self._preferences.save()
