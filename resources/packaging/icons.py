"""Draws the program's icon in the sizes and containers that systems ask for: `icons.py FOLDER`."""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "icons" / "nablascope.svg"
LINUX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)
MAC = {b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(size: int) -> bytes:
    """The icon with `size` × `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return data.data()


def ico() -> bytes:
    """All sizes in one file for Windows: a header, a directory, and the pictures."""
    pictures = [png(size) for size in WINDOWS]
    place = 6 + 16 * len(pictures)
    directory = b""
    for size, picture in zip(WINDOWS, pictures, strict=True):
        side = size % 256  # where 0 stands for 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + directory + b"".join(pictures)


def icns() -> bytes:
    """The same for macOS: one picture after another, each behind its kind and its length."""
    parts = [(kind, png(size)) for kind, size in MAC.items()]
    body = b"".join(kind + struct.pack(">I", 8 + len(picture)) + picture for kind, picture in parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write(folder: Path) -> None:
    """Write all of them into `folder`: as a theme of icons for Linux, and two files."""
    _ = QGuiApplication.instance() or QGuiApplication([])
    hicolor = folder / "hicolor"
    for size in LINUX:
        place = hicolor / f"{size}x{size}" / "apps" / "nablascope.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(png(size))
    place = hicolor / "scalable" / "apps" / "nablascope.svg"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(SOURCE.read_bytes())
    (folder / "nablascope.ico").write_bytes(ico())
    (folder / "nablascope.icns").write_bytes(icns())


if __name__ == "__main__":
    write(Path(sys.argv[1]))
