"""The icons of buttons and menus: shipped outlines, drawn in the theme's colours."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 15
"""Width and height in pixels, at a scale of 1."""
MOST = 256
"""Of how many icons is known what they are made of: those of several themes."""
_MADE: dict[int, tuple[str, str, str]] = {}


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """Return the icon that is shipped as `name`.svg in `colour`, and in `disabled` where it can't be used."""
    result = QIcon()
    for scale in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        result.addPixmap(_drawn(name, colour, scale))
        result.addPixmap(_drawn(name, disabled, scale), QIcon.Mode.Disabled)
    _MADE[result.cacheKey()] = name, colour, disabled
    while len(_MADE) > MOST:
        del _MADE[next(iter(_MADE))]
    return result


def drawn_larger(icon: QIcon, size: QSize, enabled: bool) -> QPixmap | None:
    """An icon that was made here once more, in so many device pixels; None for any other."""
    if icon.cacheKey() not in _MADE:
        return None
    name, colour, disabled = _MADE[icon.cacheKey()]
    return _drawn(name, colour if enabled else disabled, size.width() / SIZE)


def _drawn(name: str, colour: str, scale: float) -> QPixmap:
    coloured = _outline(name).replace("currentColor", colour)
    pixmap = QPixmap(QSize(SIZE, SIZE) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=64)
def _outline(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
