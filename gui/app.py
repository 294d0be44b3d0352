"""The application: fonts, log, and the three ways to run the window."""

import json
import logging
import math
import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Slot, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import gui.imports
import gui.mirrors  # noqa: F401 - both before the modules of the program, and pyqtgraph
from core.commands import Open
from core.experiment import Experiment, default_experiment
from core.kernel.engine import ENGINE
from core.regularisers import Regulariser
from core.session import Session
from gui.diagnosis.diagnosis import log_folder
from gui.garbage import GarbageCollector
from gui.hooks import ExceptionHook, log_qt_message
from gui.main_window import SIZE, MainWindow
from gui.preparing import Preparing
from gui.shell.about import VERSION
from gui.shell.autosaving import Autosaving
from gui.shell.preferences import APPLICATION, ORGANISATION, Preferences
from gui.shell.recent import FromFile
from gui.shell.recovery import Recovery
from gui.shell.remembering import Remembering
from gui.writing.fonts import FontError, load_fonts, ui_font
from gui.writing.parsing import read_pick

log = logging.getLogger("nablascope")

ICON = Path(__file__).resolve().parent.parent / "resources" / "icons" / "nablascope.svg"
TITLE_HEIGHT = 32
"""What a system may put around the window."""

A_WEIGHT = "w1 1 1"
"""One that every network has."""

SWITCH_SECONDS = 0.0005
"""How long the worker may keep the interpreter while the window waits for it."""


def make_application() -> QApplication:
    """Return the application with fonts, style and icon."""
    logging.basicConfig(format="%(levelname)s: %(message)s")
    qInstallMessageHandler(log_qt_message)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    application.setApplicationName(APPLICATION)
    application.setApplicationVersion(VERSION)
    application.setOrganizationName(ORGANISATION)
    application.setDesktopFileName("nablascope")
    application.setStyle("Fusion")
    try:
        load_fonts()
    except FontError as error:
        log.warning("%s", error)
    application.setFont(ui_font(9.5))
    application.setWindowIcon(QIcon(str(ICON)))
    return application


class Program(QObject):
    """One window and what belongs to it, from start to end."""

    def __init__(
        self,
        session: Session,
        theme: str | None = "system",
        pick: str | None = None,
        example: str | None = None,
    ) -> None:
        """Make application and window around `session`; without a theme, the window still waits for one.

        `pick` names the weight or bias that is selected; raises one sentence where there is no such.
        `example` is the name of the example that the session has begun.
        """
        selected = None if pick is None else read_pick(pick, session.experiment.n)
        super().__init__()
        self.application = make_application()
        self.window = MainWindow(session, theme)
        self.window.viewer.select(selected)
        if example is not None:
            self.window.guiding.expect(example)
        self.hook = ExceptionHook(self)
        self.hook.caught.connect(self.window.on_failed)
        self._old_interval = sys.getswitchinterval()

    def adopt(self, file: Path, session: Session) -> None:
        """Begin with the view, the layout and the name of `session`, which was opened from `file`."""
        if session.awaited is not None:
            self.window.sessions.expect(session.awaited)
            return
        viewer, selected = self.window.viewer, self.window.view.pick
        viewer.spec = session.frame().view
        if selected is not None:
            viewer.select(selected)
        self.window.sessions.adopt(file, session.saved, session.window)

    def start(self) -> None:
        """Show the window and start its engine."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self.hook.install()
        self.garbage = GarbageCollector(self)
        self.window.show()
        self.window.canvas.setFocus()
        self.window.engine.start()

    def bring_compiled_steps(self) -> None:
        """Begin to bring them once the first frame is there: until then nothing else matters."""
        once = Qt.ConnectionType.SingleShotConnection
        self.window.canvas.painted.connect(self.on_first_painted, once)

    @Slot()
    def on_first_painted(self) -> None:
        """See to what the first frame did not need."""
        ENGINE.begin()
        Preparing(self.window)

    def run(self) -> int:
        """Run until the window is closed; return the exit code."""
        code = self.application.exec()
        ended = [ENGINE.end(), self.window.engine.close()]
        self.window.diagnosis.end()
        if not all(ended):
            os._exit(code)  # a disk does not answer: whatever was being written is whole or not there
        self.garbage.stop()
        sys.setswitchinterval(self._old_interval)
        return code


def open_session(file: Path, wait: bool = True) -> Session:
    """Return the session in `file`; raises one sentence where that is none.

    Unless one waits it may still be reading the data that belongs to it.
    """
    session = Session()
    session.apply(Open(str(file)))
    while wait and session.awaited is not None:
        session.tick()
    return session


def run_window(
    experiment: Experiment | None,
    theme: str | None,
    pick: str | None = None,
    file: Path | None = None,
    example: str | None = None,
    present: bool = False,
) -> int:
    """Open the window and return the exit code; what isn't given is as it was the last time.

    With a `file` it is on the session in that. `example` is the name of the example that it begins with.
    """
    preferences = Preferences()
    latest = preferences.latest() if file is None and experiment is None else None
    at_hand = preferences.at_hand() if isinstance(latest, FromFile) else latest
    if file is not None:
        session = open_session(file, wait=pick is not None)  # without, the window is there at once
    else:
        session = Session(experiment or at_hand or default_experiment())
    program = Program(session, theme=None, pick=pick, example=example)
    available = program.application.primaryScreen().availableSize() - QSize(0, TITLE_HEIGHT)
    program.window.resize(SIZE.boundedTo(available))
    Remembering(program.window, preferences, theme)
    if file is None and experiment is None and latest is None and not present:
        program.window.tour.begin_once(preferences)
    if file is not None:
        program.adopt(file, session)
    autosaving = Autosaving(program.window, Recovery())
    program.hook.interrupted.connect(autosaving.on_interrupted)
    program.window.diagnosis.begin(log_folder())
    program.bring_compiled_steps()
    program.start()
    program.window.presenting.switch(present)
    if isinstance(latest, FromFile):  # however long reading takes, the window is there
        program.window.data_files.read_again(latest.command())
    return program.run()


def run_measurement(
    experiment: Experiment,
    theme: str,
    seconds: float,
    started: float,
    pick: str | None = None,
    example: str | None = None,
    every: bool = False,
) -> int:
    """Run the window at full speed for `seconds`, print what was measured as a line of JSON.

    With `every` panel side by side; then a weight is selected, since some have nothing to show without.
    Raises `BadInputError` where something has gone wrong meanwhile.
    """
    from gui.exporting.unseen import Watched  # noqa: PLC0415 - not a part of every start
    from gui.measure import Measurement  # noqa: PLC0415
    from gui.shell.spreading import spread  # noqa: PLC0415

    pick = (pick or A_WEIGHT) if every else pick
    program = Program(Session(experiment), theme, pick, example)
    if every:
        spread(program.window)
    measurement = Measurement(program.window, seconds, started)
    watched = Watched(program, "The measurement")
    program.bring_compiled_steps()
    program.start()
    code = program.run()
    if watched.trouble is not None:
        raise watched.trouble
    print(json.dumps(measurement.result))
    return code


def summary(session: Session) -> dict[str, float | None]:
    """Where `session` stands: step, epoch and cost C_train, and R where there is a regulariser."""
    trainer, experiment = session.trainer, session.experiment
    told = {"step": trainer.cursor.step, "epoch": trainer.cursor.epoch, "cost": session.score().cost}
    penalty = Regulariser(experiment.l1, experiment.l2)
    if penalty:
        told["R"] = penalty.value(trainer.net)
    return {name: value if math.isfinite(value) else None for name, value in told.items()}
