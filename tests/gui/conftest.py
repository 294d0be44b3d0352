"""What the window's tests share: a window with real fonts, and proof that it leaves nothing behind."""

import gc
import logging
import sys
import threading
import traceback

import pytest
import shiboken6
from driving import Driver
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.session import Session
from gui.app import SWITCH_SECONDS
from gui.main_window import MainWindow
from gui.shell.preferences import Preferences
from gui.shell.remembering import Remembering
from gui.writing.fonts import load_fonts, ui_font


class Troubles(logging.Handler):
    """Everything that went wrong without the test hearing of it; `take` is for what was expected."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.found = []

    def emit(self, record):
        self.found.append(f"logged: {record.getMessage()}")

    def on_exception(self, kind, error, trace):
        self.found.append("raised: " + "".join(traceback.format_exception(kind, error, trace)))

    def on_thread_exception(self, args):
        self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def on_unraisable(self, args):
        self.on_exception(type(args.exc_value), args.exc_value, args.exc_traceback)

    def on_failed(self, sentence):
        self.found.append(f"failed: {sentence}")

    def take(self):
        found, self.found = self.found, []
        return found


def living(kind, objects):
    """Those Qt objects of a kind that Qt has not deleted."""
    return [o for o in objects if issubclass(type(o), kind) and shiboken6.isValid(o)]


def deleted(widget):
    """Delete a window as Qt would, and the plots' Python cycles with it."""
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def application(qapp):
    """The application as the program makes it, without its message handler: pytest-qt has one."""
    style, font = qapp.style().objectName(), qapp.font()
    qapp.setStyle("Fusion")
    load_fonts()
    qapp.setFont(ui_font(9.5))
    qapp.setQuitOnLastWindowClosed(False)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    yield qapp
    sys.setswitchinterval(interval)
    QGuiApplication.clipboard().clear()  # before Python ends, which has made what is there
    gc.unfreeze()
    qapp.setStyle(style)
    qapp.setFont(font)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch, tmp_path_factory):
    """No test reads or writes a person's settings or unsaved work, nor does a program that it starts."""
    folder = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(autouse=True)
def troubles(monkeypatch):
    """Exceptions in slots, virtual methods and threads, and what the program logs, fail the test."""
    found = Troubles()
    monkeypatch.setattr(sys, "excepthook", found.on_exception)
    monkeypatch.setattr(sys, "unraisablehook", found.on_unraisable)
    monkeypatch.setattr(threading, "excepthook", found.on_thread_exception)
    logging.getLogger("nablascope").addHandler(found)
    yield found
    logging.getLogger("nablascope").removeHandler(found)
    assert not found.found, "\n".join(found.found)


@pytest.fixture(autouse=True)
def no_button_held(application):
    """A double click of QTest's presses and never lets go: its moves are then no longer those of a mouse."""
    part = QWidget()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(part, button)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Note a failure: its traceback keeps the window, which is then no leak."""
    report = yield
    item.has_failed = getattr(item, "has_failed", False) or report.failed
    return report


@pytest.fixture(autouse=True)
def nothing_left(request, application, troubles):
    """No thread, active timer or window outlives its test; cyclic garbage goes on the GUI thread only."""
    threads = set(threading.enumerate())
    gc.disable()
    yield
    request.node.funcargs.clear()  # pytest would hold the window a little longer
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
    objects = gc.get_objects()
    gc.freeze()  # what stays, modules above all, is not gone through again after every test
    if request.node.has_failed:
        return
    assert not [t for t in living(QThread, objects) if t.isRunning()]
    assert not [t for t in living(QTimer, objects) if t.isActive()]
    assert not application.topLevelWidgets()
    assert not QGuiApplication.topLevelWindows()
    # A thread of Qt that has run Python stays in the list as a dummy until it is asked.
    assert {t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)} <= threads


@pytest.fixture
def open_window(qtbot, troubles):
    """Open a window on an experiment (XOR without one), its first frame painted; returns its driver.

    It is dark and remembers nothing, unless it is given a file to remember in. In place of an experiment
    it takes a session that has begun.
    """
    drivers = []

    def opened(experiment=None, size=None, start=True, remember_in=None):
        session = experiment if isinstance(experiment, Session) else Session(experiment)
        window = MainWindow(session, theme=None if remember_in else "dark")
        driver = Driver(window, qtbot)
        drivers.append(driver)
        window.engine.failed.connect(troubles.on_failed)
        if size:
            window.resize(*size)
        if remember_in:
            Remembering(window, Preferences(remember_in))
        window.show()
        window.canvas.setFocus()
        if start:
            window.engine.start()
            driver.wait_for(lambda frame: True)
        return driver

    yield opened
    for driver in drivers:
        window = driver.window
        driver.release()
        window.sessions.asks = False
        assert window.engine.close(), "the training thread did not end"
        window.close()
        deleted(window)
        assert not shiboken6.isValid(window)


@pytest.fixture
def driver(open_window):
    """XOR on 2-3-1, paused at its first frame."""
    return open_window()


@pytest.fixture
def window(driver):
    """The window that `driver` drives."""
    return driver.window
