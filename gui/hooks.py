"""What happens to exceptions that nobody caught, to Ctrl+C, and to what Qt has to say: it goes to the log."""

import logging
import signal
import sys
import threading
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QTimer, QtMsgType, Signal, Slot
from PySide6.QtWidgets import QApplication

log = logging.getLogger("nablascope")


class ExceptionHook(QObject):
    """Logs what nobody caught and says so in the window, whichever thread it came from; hears Ctrl+C.

    Signals:
        caught: a sentence about what was logged.
        interrupted: the program is ended from its terminal.
    """

    caught = Signal(str)
    interrupted = Signal()

    def install(self) -> None:
        """Take the place of Python's hooks; Ctrl+C stays ignored where it is."""
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread_exception
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self.on_signal)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """End soon: an exception raised in the middle of anything can be lost on its way through Qt."""
        QTimer.singleShot(0, self, self.on_interrupted)

    @Slot()
    def on_interrupted(self) -> None:
        """Ctrl+C ends the program."""
        self.interrupted.emit()
        QApplication.quit()

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log and tell."""
        log.error("unexpected error", exc_info=(kind, error, trace))
        self.caught.emit("Something went wrong; it was written to the log, and the program goes on.")

    def on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        """The same for a thread."""
        self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)


QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
HARMLESS = ("propagateSizeHints", "This plugin does not support raise()")
"""What Qt's platform without a screen says of every window, and of nothing that matters."""


def log_qt_message(kind: QtMsgType, context: object, message: str) -> None:
    """Write what Qt has to say to the log."""
    if not any(words in message for words in HARMLESS):
        log.log(QT_LEVELS[kind], "Qt: %s", message)
