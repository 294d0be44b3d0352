"""Looks, before Qt is imported, whether it could start: Qt itself would abort without a word."""

import ctypes
import importlib.util
import os
import socket
import sys

PACKAGES = {
    "numpy": "numpy",
    "PySide6": "PySide6-Essentials",
    "pyqtgraph": "pyqtgraph",
}
INSTALL = 'python -m pip install ".[fast]"'

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

X_GREETING = b"l\0\x0b\0" + bytes(8)
"""How a client of X11 opens a connection: little-endian, protocol 11.0, no authorisation."""


def missing_packages() -> str | None:
    """A sentence with the command that installs what Python can't find, or None."""
    missing = [shown for module, shown in PACKAGES.items() if importlib.util.find_spec(module) is None]
    if not missing:
        return None
    return f"Nablascope needs {', '.join(missing)}; install what is missing with: {INSTALL}"


def missing_libraries(window: bool) -> str | None:
    """A sentence with the command that installs the system libraries Qt can't find, or None.

    `window` asks for what a real window needs, and not only a picture.
    """
    if not sys.platform.startswith("linux"):
        return None
    wanted = LIBRARIES | (WINDOW_LIBRARIES if window and _platform() == "xcb" else {})
    missing = [package for library, package in wanted.items() if not _loads(library)]
    if not missing:
        return None
    return (
        f"Qt needs system libraries that are not here; on Debian or Ubuntu install them with: "
        f"apt-get install -y {' '.join(missing)}"
    )


def has_display() -> bool:
    """Whether a window could be shown: Linux needs a display server that answers."""
    if not sys.platform.startswith("linux") or _platform() in ("offscreen", "minimal", "vnc"):
        return True
    if _platform() != "xcb" and _wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")):
        return True
    return _x_answers(os.environ.get("DISPLAY", ""))


def _platform() -> str:
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    return chosen or ("wayland" if os.environ.get("WAYLAND_DISPLAY") else "xcb")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers(display: str) -> bool:
    """Whether something listens where a client of Wayland would look for `display`."""
    if not display:
        return False
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), display)  # which an absolute name replaces
    return _answers(socket.AF_UNIX, path, b"")


def _x_answers(display: str) -> bool:
    """Whether something listens at the X display, as a client would find it."""
    host, colon, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host and host != "unix":
        targets = [(socket.AF_INET, (host, 6000 + int(number)))]
    else:
        path = f"/tmp/.X11-unix/X{number}"
        targets = [(socket.AF_UNIX, "\0" + path), (socket.AF_UNIX, path)]
    return any(_answers(*target, X_GREETING) for target in targets)


def _answers(family: int, address: tuple[str, int] | str, greeting: bytes) -> bool:
    """Whether a server takes a connection and replies to a `greeting`, be it to send the client away."""
    with socket.socket(family) as connection:
        connection.settimeout(2.0)
        try:
            connection.connect(address)
            connection.sendall(greeting)
            return not greeting or bool(connection.recv(1))
        except OSError:
            return False
