"""The diagnostic report: everything that helps to find out what went wrong, and nothing personal."""

import locale
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication, QScreen

from core.arithmetic import ARITHMETIC
from core.experiment import Experiment
from core.frame import Frame
from gui.diagnosis.anonymous import anonymous
from gui.process import open_files, resident_megabytes, threads
from gui.shell.about import VERSION, made_of

ENVIRONMENT = (
    "QT_",
    "NABLASCOPE_",
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "OPENBLAS_NUM_THREADS",
    "LANG",
)
"""How the names of variables begin that change what the program does."""


def report(window: Any, lines: Sequence[str], crash: str) -> str:
    """Write it, for a window, with the last `lines` of the log and what the last crash has left."""
    parts = {
        "Nablascope": versions(),
        "System": system(),
        "Screens": screens(),
        "Window": of_window(window),
        "Experiment": of_frame(window.engine.frame),
        "Last crash": crash.splitlines(),
        "Log": lines,
    }
    told = ("\n".join([f"## {title}", *(list(part) or ["none"])]) for title, part in parts.items())
    return anonymous("\n\n".join(told)) + "\n"


def versions() -> Iterator[str]:
    """What runs, on what, and how."""
    yield f"version {VERSION}{', built' if getattr(sys, 'frozen', False) else ''}"
    yield made_of()
    yield f"arithmetic: {ARITHMETIC.name}"


def system() -> Iterator[str]:
    """The machine, as far as it matters."""
    yield f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} processors"
    yield f"Qt platform {QGuiApplication.platformName()}, locale {locale.getlocale()[0]}"
    yield f"memory {resident_megabytes()} MB, {threads()} threads, {open_files()} open files"
    for name in sorted(os.environ):
        if name.startswith(ENVIRONMENT):
            yield f"{name}={os.environ[name]}"


def screens() -> Iterator[str]:
    """Every screen, the first one first."""
    return map(_screen, QGuiApplication.screens())


def _screen(screen: QScreen) -> str:
    size, scale = screen.geometry(), screen.devicePixelRatio()
    return (
        f"{size.width()} × {size.height()} at {size.x()}, {size.y()}, scaled by {scale:g}, "
        f"{screen.logicalDotsPerInch():g} dots an inch, {screen.refreshRate():g} Hz, {screen.depth()} bits"
    )


def of_window(window: Any) -> Iterator[str]:
    """How it looks and what it shows."""
    yield f"{window.width()} × {window.height()}, {window.appearance.choice}"
    yield f"panels: {', '.join(sorted(window.dock_layout.visible)) or 'none'}"
    yield f"speed: {window.transport.slider.value()}, digits: {window.digits.count}"


def of_frame(frame: Frame | None) -> Iterator[str]:
    """Where training stands, and every setting but names of files and columns."""
    if frame is None:
        return
    cursor, history = frame.cursor, frame.history
    yield f"{frame.state}, step {cursor.step}, epoch {cursor.epoch}, {cursor.phase.name} {cursor.l}"
    yield f"{len(history.runs)} runs, {frame.dataset.x.shape[1]} samples"
    yield from settings(frame.experiment)


def settings(experiment: Experiment) -> Iterator[str]:
    """A line each."""
    yield f"data: {experiment.dataset}"
    for name, value in vars(experiment).items():
        if name == "given":
            yield f"given: {'no' if value is None else 'yes'}"
        elif name != "dataset":
            yield f"{name}: {value}"
