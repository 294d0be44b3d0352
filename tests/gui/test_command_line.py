"""The command line: pictures and figures, one plain sentence for what is wrong, no display needed."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path
from time import time

import pytest
from PySide6.QtGui import QImage

import main
from core.experiment import default_experiment
from core.session import Session
from gui import preflight

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "main.py"
HANG = 60
NO_DISPLAY = "There is no display to open a window on, so Nablascope trains 5000 steps"
SCREENLESS = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")


def environment(**more):
    """This one without any display, and with what is given."""
    kept = {k: v for k, v in os.environ.items() if k not in SCREENLESS}
    return kept | more


def run(*arguments, cwd=None, code=None, **more):
    """Run the program, or a piece of `code` in its place."""
    command = [sys.executable, str(MAIN)] if code is None else [sys.executable, "-c", code]
    return subprocess.run(
        [*command, *map(str, arguments)],
        cwd=cwd or ROOT,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANG,
        check=False,
    )


def the_line(text):
    """The one line that `text` is."""
    assert text.endswith("\n")
    [line] = text.splitlines()
    return line


def refuses(result, *words):
    """Hold a result to one sentence on stderr, nothing on stdout, code 2."""
    sentence = the_line(result.stderr)
    assert result.returncode == 2
    assert result.stdout == ""
    assert sentence.endswith(".")
    assert sentence[0] == "-" or sentence[0].isupper()
    assert not any(word in sentence for word in ("Traceback", "usage", "Error", " int ", "float"))
    assert all(word in sentence for word in words), sentence


# Pictures


def trained(dataset, steps, **settings):
    """The same by core alone."""
    session = Session(replace(default_experiment(dataset), **settings))
    session.train(steps)
    return session


SNAPSHOTS = [
    ((), "xor", {}, 0),
    (("--dataset", "circle", "--layers", "2,5,1", "--batch", "32", "--seed", "3"), "circle",
     {"n": (2, 5, 1), "activations": ("tanh", "sigmoid"), "m": 32, "seed": 3}, 100),
    (("--dataset", "digits", "--activation", "relu", "--eta", "0.05"), "digits",
     {"activations": ("relu", "relu", "sigmoid"), "eta": 0.05}, 40),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "dataset", "settings", "steps"), SNAPSHOTS, ids=lambda v: str(v)[:12])
def test_a_snapshot_is_a_picture_and_a_line_of_json(tmp_path, arguments, dataset, settings, steps):
    file = tmp_path / "picture.png"
    result = run(*arguments, "--steps", steps, "--snapshot", file)
    assert result.stderr == ""
    assert result.returncode == 0
    told = json.loads(the_line(result.stdout))
    assert set(told) == {"step", "epoch", "cost"}
    session = trained(dataset, steps, **settings)
    assert told["step"] == steps == session.trainer.step
    assert told["epoch"] == session.trainer.epoch
    assert told["cost"] == pytest.approx(session.score().cost, abs=1e-12, rel=0)
    picture = QImage(str(file))
    assert picture.width() >= 1280
    assert picture.height() >= 800
    sides = (range(0, k, 7) for k in (picture.width(), picture.height()))
    assert len({picture.pixel(x, y) for x, y in product(*sides)}) > 50


def test_the_same_command_tells_the_same_and_another_seed_another(tmp_path):
    def told(seed):
        return run(
            "--dataset", "moons", "--steps", 50, "--seed", seed, "--snapshot", tmp_path / "a.png"
        ).stdout

    first = told(1)
    assert told(1) == first
    assert told(2) != first


def test_steps_may_be_left_out_and_a_picture_is_written_over(tmp_path):
    file = tmp_path / "old.png"
    file.write_text("old")
    result = run("--snapshot", file)
    assert json.loads(the_line(result.stdout))["step"] == 0
    assert result.returncode == 0
    assert not QImage(str(file)).isNull()


def test_it_starts_from_another_folder(tmp_path):
    result = run("--dataset", "iris", "--steps", 3, "--snapshot", "here.png", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "here.png").is_file()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_the_picture_is_the_one_asked_for(tmp_path, theme):
    file = tmp_path / "themed.png"
    run("--theme", theme, "--snapshot", file)
    picture = QImage(str(file))
    assert (picture.pixelColor(picture.width() // 2, 80).lightness() > 128) == (theme == "light")


def test_a_training_that_diverges_says_so(tmp_path):
    file = tmp_path / "diverged.png"
    arguments = ("--dataset", "sine", "--activation", "relu", "--eta", "1e6", "--steps", "500")
    result = run(*arguments, "--snapshot", file)
    assert result.returncode == 1
    told = json.loads(the_line(result.stdout), parse_constant=pytest.fail)
    assert told["step"] < 500
    assert told["cost"] is None or told["cost"] >= 0
    assert the_line(result.stderr).startswith("Training stopped in step ")
    assert file.is_file()


# What is wrong

WRONG = [
    (["--dataset", "moon"], ["'moon'", "xor", "digits"]),
    (["--dataset", ""], ["''", "xor"]),
    (["--dataset"], ["--dataset"]),
    (["--activation", "softplus"], ["'softplus'", "sigmoid, tanh, relu, identity"]),
    (["--layers", "2,x,1"], ["--layers", "'2,x,1'"]),
    (["--layers", "2,3.5,1"], ["--layers"]),
    (["--layers", "2,,1"], ["--layers"]),
    (["--layers", ""], ["--layers"]),
    (["--layers", "2,1_0,1"], ["--layers"]),
    (["--layers", "2,１,1"], ["--layers"]),
    (["--layers", "2,4,2,1", "--dataset", "iris"], ["iris", "4 input and 3 output"]),
    (["--layers", "3,3,1"], ["xor", "2 input and 1 output"]),
    (["--layers", "2,3,2"], ["xor", "2 input and 1 output"]),
    (["--layers", "2,0,1"], ["not 0"]),
    (["--layers", "2,-3,1"], ["not -3"]),
    (["--layers", "2,99999,1"], ["not 99999"]),
    (["--layers", "2"], ["--layers", "two numbers"]),
    (["--eta", "nan"], ["learning rate η", "nan"]),
    (["--eta", "inf"], ["learning rate η", "inf"]),
    (["--eta", "0"], ["learning rate η", "above 0"]),
    (["--eta", "-1"], ["learning rate η", "above 0"]),
    (["--eta", "fast"], ["--eta", "'fast' is not a number"]),
    (["--batch", "0"], ["batch size m", "not 0"]),
    (["--batch", "-1"], ["batch size m", "not -1"]),
    (["--batch", "all"], ["--batch", "'all' is not a whole number"]),
    (["--batch", "2.5"], ["--batch", "'2.5' is not a whole number"]),
    (["--seed", "-1"], ["seed", "not -1"]),
    (["--seed", "lucky"], ["--seed", "'lucky' is not a whole number"]),
    (["--seed", "99999999999999999999"], ["seed"]),
    (["--steps", "-1", "--snapshot", "a.png"], ["--steps", "not -1"]),
    (["--steps", "5"], ["--steps", "--snapshot"]),
    (["--steps", "many", "--snapshot", "a.png"], ["--steps", "'many'"]),
    (["--snapshot", "nowhere/a.png"], ["'nowhere'"]),
    (["--snapshot", "a.jpg"], [".png", "'a.jpg'"]),
    (["--snapshot", "picture"], [".png"]),
    (["--snapshot", "folder.png"], ["'folder.png'"]),
    (["--snapshot", "."], [".png"]),
    (["--snapshot", "a.png", "--measure", "1"], ["--snapshot", "--measure"]),
    (["--measure", "0"], ["--measure", "not 0"]),
    (["--measure", "-1"], ["--measure", "not -1"]),
    (["--measure", "nan"], ["--measure", "nan"]),
    (["--measure", "soon"], ["--measure", "'soon'"]),
    (["--theme", "pink"], ["--theme", "'pink'"]),
    (["--colour", "red"], ["--colour"]),
    (["xor"], ["xor"]),
]


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """What every wrong command line leads to, and the folder it leaves; two processes at a time."""

    def refused(arguments):
        folder = tmp_path_factory.mktemp("wrong")
        (folder / "folder.png").mkdir()
        return run(*arguments, cwd=folder), folder

    with ThreadPoolExecutor(2) as pool:
        yield [pool.submit(refused, arguments) for arguments, _ in WRONG]


@pytest.mark.parametrize("k", range(len(WRONG)), ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_wrong_argument_gets_one_sentence(refusals, k):
    result, folder = refusals[k].result()
    refuses(result, *WRONG[k][1])
    assert [p.name for p in folder.iterdir()] == ["folder.png"]


def test_a_folder_that_may_not_be_written_to(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    with pytest.raises(SystemExit) as end:
        main.check_file(tmp_path / "a.png")
    assert end.value.code == 2
    assert the_line(capsys.readouterr().err) == f"The picture cannot be written to '{tmp_path}/a.png'."


def test_help_lists_what_there_is():
    result = run("--help")
    assert result.returncode == 0
    for flag in ("dataset", "layers", "activation", "eta", "batch", "seed", "steps", "snapshot", "measure"):
        assert f"--{flag}" in result.stdout


# Figures


def test_a_measurement_is_one_line_of_json():
    begun = time()
    result = run("--measure", 1, QT_QPA_PLATFORM="offscreen")
    assert (result.returncode, result.stderr) == (0, "")
    told = json.loads(the_line(result.stdout))
    assert set(told) == {
        "seconds", "steps", "steps_per_second", "canvas_fps", "output_hz", "heartbeat_ms", "gui_idle",
        "gui_cpu", "pause_ms", "first_paint", "startup_ms", "startup_cpu_ms", "begin", "end", "rss_mb",
    }  # fmt: skip
    assert set(told["heartbeat_ms"]) == {"p50", "p99", "max"}
    assert told["seconds"] > 0.9
    assert told["steps"] > 0
    assert told["steps_per_second"] == pytest.approx(told["steps"] / told["seconds"], rel=0.01)
    assert told["canvas_fps"] > 0
    beats = told["heartbeat_ms"]
    assert 0 < beats["p50"] <= beats["p99"] <= beats["max"]
    assert told["startup_ms"] > 0
    assert begun < told["first_paint"] - told["startup_ms"] / 1000 < told["first_paint"] < time()
    assert 0 <= told["gui_idle"] < 1
    assert 0 < told["gui_cpu"] <= 1.05
    assert told["output_hz"] > 0
    assert told["pause_ms"] > 0
    assert told["rss_mb"] == told["end"]["rss_mb"]
    for holdings in (told["begin"], told["end"]):
        assert 20 < holdings["rss_mb"] < 2000
        assert 0 < holdings["record_mb"] < holdings["rss_mb"]
    for kind in ("threads", "widgets", "open_files"):
        assert told["begin"][kind] == told["end"][kind] > 1


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
