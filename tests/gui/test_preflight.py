"""What a machine may lack: without a display it trains and draws, what is not installed is named."""

import importlib.util
import json
import socket
import sys
import threading

import pyqtgraph
import pytest
from command_line import ROOT, SCREENLESS, run, the_line, trained
from PySide6.QtGui import QImage

from gui import preflight

pytestmark = pytest.mark.promise(number="R12")

NO_DISPLAY = "There is no display to open a window on, so Nablascope trains 5000 steps"


# No display


def no_display(result, folder):
    """Hold a result to what happens without a display."""
    assert result.returncode == 0
    told = json.loads(the_line(result.stdout))
    assert told["step"] == 5000
    assert told["cost"] == pytest.approx(trained("xor", 5000).score().cost, abs=1e-12, rel=0)
    sentence, progress = result.stderr.split("\n", 1)
    assert sentence.startswith(NO_DISPLAY)
    assert sentence.endswith("nablascope.png.")
    assert progress.strip().endswith("training 100%")
    assert len(progress.strip().splitlines()) <= 200
    assert QImage(str(folder / "nablascope.png")).width() >= 1280
    assert [p.name for p in folder.iterdir()] == ["nablascope.png"]


def test_without_any_display_it_trains_and_writes_a_picture(tmp_path):
    no_display(run(cwd=tmp_path), tmp_path)


@pytest.mark.parametrize(
    "display",
    [
        {"DISPLAY": ":987"},
        {"WAYLAND_DISPLAY": "wayland-987"},
        {"DISPLAY": "nonsense", "QT_QPA_PLATFORM": "xcb"},
    ],
    ids=str,
)
def test_a_display_that_nobody_answers_is_none(tmp_path, display):
    no_display(run(cwd=tmp_path, XDG_RUNTIME_DIR=str(tmp_path), **display), tmp_path)


@pytest.fixture
def screenless(monkeypatch):
    """An environment without a display, for looking in this process."""
    for name in SCREENLESS:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are a matter of Linux")


@linux
@pytest.mark.parametrize(
    "display", ["", ":", "x", ":x", ":987", ":987.0", "unix:987", "localhost:987", "127.0.0.1:9"]
)
def test_no_server_no_display(screenless, display):
    screenless.setenv("DISPLAY", display)
    assert not preflight.has_display()


@linux
@pytest.mark.parametrize("name", ["offscreen", "minimal", "offscreen:size=10x10"])
def test_a_platform_without_a_screen_needs_no_server(screenless, name):
    screenless.setenv("QT_QPA_PLATFORM", name)
    assert preflight.has_display()


class Server:
    """Listens at a socket as a display server would, and replies to a greeting with `reply`."""

    def __init__(self, address, reply):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(address)
        self.socket.listen()
        self.reply = reply
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        try:
            connection, _ = self.socket.accept()
        except OSError:
            return
        with connection:
            if connection.recv(64):
                connection.sendall(self.reply)

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join()


@pytest.fixture
def serve():
    """Start servers that are closed at the end."""
    servers = []
    yield lambda address, reply: servers.append(Server(address, reply))
    for server in servers:
        server.close()


@linux
@pytest.mark.parametrize(("reply", "answers"), [(b"\1", True), (b"\0", True), (b"", False)])
def test_a_display_is_a_server_that_replies(screenless, serve, reply, answers):
    serve("\0/tmp/.X11-unix/X98765", reply)
    screenless.setenv("DISPLAY", ":98765")
    assert preflight.has_display() == answers


@linux
@pytest.mark.parametrize("absolute", [False, True])
def test_a_wayland_display_is_a_socket_that_takes_connections(screenless, serve, tmp_path, absolute):
    path = tmp_path / "wayland-9"
    screenless.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    screenless.setenv("WAYLAND_DISPLAY", str(path) if absolute else path.name)
    assert not preflight.has_display()
    serve(str(path), b"")
    assert preflight.has_display()


@linux
def test_it_draws_without_opengl(tmp_path):
    nothing = {"LIBGL_DRIVERS_PATH": "/none", "__EGL_VENDOR_LIBRARY_DIRS": "/none", "QT_OPENGL": "none"}
    result = run("--dataset", "circle", "--snapshot", tmp_path / "a.png", **nothing)
    assert (result.returncode, result.stderr) == (0, "")
    assert QImage(str(tmp_path / "a.png")).width() >= 1280
    assert not pyqtgraph.getConfigOption("useOpenGL")


# What is missing

HIDE = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name in {hidden!r} else found(name, package)
"""


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        (["numpy"], ["numpy"]),
        (["PySide6"], ["PySide6-Essentials"]),
        (["pyqtgraph"], ["pyqtgraph"]),
        (["numpy", "PySide6", "pyqtgraph"], ["numpy", "PySide6-Essentials", "pyqtgraph"]),
    ],
    ids=",".join,
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(tmp_path, hidden, named):
    (tmp_path / "sitecustomize.py").write_text(HIDE.format(hidden=hidden))
    result = run(PYTHONPATH=str(tmp_path))
    sentence = the_line(result.stderr)
    assert result.returncode == 1
    assert result.stdout == ""
    assert "python -m pip install" in sentence
    assert "Traceback" not in sentence
    for package in preflight.PACKAGES.values():
        assert (package in sentence) == (package in named)


def test_a_package_that_is_there_is_not_missed():
    assert all(importlib.util.find_spec(name) for name in preflight.PACKAGES)
    assert preflight.missing_packages() is None


LACK = """
import sys
sys.path.insert(0, {root!r})
from gui import preflight
preflight._loads = lambda library: library not in {missing!r}
import main
sys.argv[0] = "main.py"
sys.exit(main.main())
"""


@linux
@pytest.mark.parametrize(
    ("missing", "packages"),
    [
        (["libEGL.so.1"], ["libegl1"]),
        (["libGL.so.1", "libdbus-1.so.3"], ["libgl1", "libdbus-1-3"]),
        (list(preflight.LIBRARIES), list(preflight.LIBRARIES.values())),
    ],
    ids=lambda v: ",".join(v)[:40],
)
def test_a_missing_library_is_named_with_its_debian_package(tmp_path, missing, packages):
    code = LACK.format(root=str(ROOT), missing=missing)
    result = run("--snapshot", tmp_path / "a.png", code=code)
    sentence = the_line(result.stderr)
    assert result.returncode == 1
    assert result.stdout == ""
    assert sentence.endswith(f"apt-get install -y {' '.join(packages)}")
    assert not (tmp_path / "a.png").exists()


@linux
def test_a_real_window_needs_more_libraries(screenless):
    screenless.setattr(preflight, "_loads", lambda library: library != "libxcb-cursor.so.0")
    assert preflight.missing_libraries(window=True).endswith("apt-get install -y libxcb-cursor0")
    assert preflight.missing_libraries(window=False) is None
    screenless.setenv("QT_QPA_PLATFORM", "offscreen")
    assert preflight.missing_libraries(window=True) is None


@linux
def test_what_is_there_is_found():
    assert preflight._loads("libc.so.6")
    assert not preflight._loads("libnever.so.99")
