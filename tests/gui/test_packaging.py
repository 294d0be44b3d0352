"""What is handed out: the icon in its containers, the entry of the menu, and the program that was built."""

import configparser
import importlib.util
import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "resources" / "packaging"


def module(name):
    """A script of the folder as a module."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def drawn(tmp_path_factory, application):
    """The folder with all icons."""
    folder = tmp_path_factory.mktemp("icons")
    module("icons").write(folder)
    return folder


def test_every_size_is_a_picture_of_that_size(drawn):
    icons = module("icons")
    for size in icons.LINUX:
        image = QImage(str(drawn / "hicolor" / f"{size}x{size}" / "apps" / "nablascope.png"))
        assert image.size().toTuple() == (size, size)
        assert image.pixelColor(0, 0).alpha() < 30, "its corners are round"
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
    assert (drawn / "hicolor/scalable/apps/nablascope.svg").read_bytes() == icons.SOURCE.read_bytes()


def test_windows_finds_every_size(drawn):
    reader = QImageReader(str(drawn / "nablascope.ico"))
    sizes = []
    for k in range(reader.imageCount()):
        reader.jumpToImage(k)
        sizes.append(reader.read().width())
    assert sizes == list(module("icons").WINDOWS)


def test_mac_os_finds_every_size(drawn):
    data = (drawn / "nablascope.icns").read_bytes()
    assert struct.unpack(">4sI", data[:8]) == (b"icns", len(data))
    place, sizes = 8, {}
    while place < len(data):
        kind, length = struct.unpack(">4sI", data[place : place + 8])
        sizes[kind] = QImage.fromData(data[place + 8 : place + length]).width()
        place += length
    assert sizes == module("icons").MAC


def test_the_entry_of_the_menu_says_what_it_must():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(PACKAGING / "nablascope.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert (said["Type"], said["Name"], said["Icon"]) == ("Application", "Nablascope", "nablascope")
    assert said["Exec"] == "nablascope %f"
    assert all(said[k].endswith(";") for k in ("Categories", "Keywords"))


@pytest.mark.skipif(shutil.which("sh") is None, reason="install.sh wants a shell")
def test_installing_puts_it_into_the_menu(drawn, tmp_path):
    built = tmp_path / "my programs, R&D|100%$" / "nablascope"
    (built / "share" / "applications").mkdir(parents=True)
    shutil.copy(PACKAGING / "nablascope.desktop", built / "share" / "applications")
    shutil.copytree(drawn / "hicolor", built / "share" / "icons" / "hicolor")
    shutil.copy(PACKAGING / "install.sh", built)
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    subprocess.run(
        ["sh", str(built / "install.sh")], env=os.environ | home, check=True, capture_output=True, timeout=30
    )
    entry = (tmp_path / "data" / "applications" / "nablascope.desktop").read_text(encoding="utf-8")
    named = str(built).replace("$", r"\\$").replace("%", "%%")
    assert f'Exec="{named}/nablascope" %f\n' in entry
    assert (tmp_path / "data/icons/hicolor/48x48/apps/nablascope.png").is_file()


def test_everything_that_the_program_reads_is_packed():
    used = re.search(r"^USED = \((.*?)\)$", (PACKAGING / "nablascope.spec").read_text("utf-8"), re.MULTILINE)
    packed = set(re.findall(r'"(\w+)"', used[1]))
    assert all((ROOT / "resources" / name).is_dir() for name in packed)
    sources = [*(ROOT / "gui").rglob("*.py"), *(ROOT / "core").rglob("*.py"), ROOT / "main.py"]
    named = set()
    for source in sources:
        named |= set(re.findall(r'"resources"\s*/\s*"(\w+)"', source.read_text(encoding="utf-8")))
    assert {"fonts", "icons"} <= named <= packed


@pytest.mark.skipif(
    not (ROOT / "dist" / "nablascope").is_dir(),
    reason="nothing is built here: python resources/packaging/build.py",
)
def test_the_built_program_starts_trains_and_draws():
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "smoke.py")],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("XOR learned in 5000 steps")
