"""The equations of a training step, typeset ahead of time, painted at any size and colour.

    caption = equation("forward-z", 2)              # z²ᵢ = w²ᵢⱼ a¹ⱼ + b²ᵢ
    caption.paint(painter, 12, 40, 18, colour)      # its baseline at y = 40, at 18 pixels
    paint_row(painter, [equation("backward-z", 2), equation("backward-w", 2)], rect, 18, colour)

Nothing is read before it is asked for. Images are kept, so painting again is a copy.
"""

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QTransform
from PySide6.QtSvg import QSvgRenderer

from core.lazily import dataclass

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "equations"
EM = 24.0  # the font size that the files are typeset at


class UnknownEquationError(LookupError):
    """An equation that was not typeset; the text is a plain sentence."""


@dataclass(frozen=True, eq=False)
class Equation:
    """One typeset equation; sizes are for a font size in pixels, `px`."""

    name: str
    l: int | None
    svg: str
    box: QRectF  # for a font size of 1, the baseline's left end at (0, 0)

    def width(self, px: float) -> float:
        """How wide it is."""
        return self.box.width() * px

    def ascent(self, px: float) -> float:
        """How far it reaches above the baseline."""
        return -self.box.top() * px

    def descent(self, px: float) -> float:
        """How far it reaches below the baseline."""
        return self.box.bottom() * px

    def rect(self, x: float, baseline: float, px: float) -> QRectF:
        """Give the box that it fills when its left edge is at x."""
        return QRectF(x, baseline - self.ascent(px), self.width(px), self.ascent(px) + self.descent(px))

    def paint(self, painter: QPainter, x: float, baseline: float, px: float, colour: QColor) -> None:
        """Paint it with its left edge at x and its baseline at y = baseline."""
        if px <= 0:  # no room; Qt would take an empty box for its natural size
            return
        opacity = painter.opacity()
        painter.setOpacity(opacity * colour.alphaF())
        transform = painter.deviceTransform()
        if _shows_pixels(painter, transform):
            self._paint_image(painter, QPointF(x, baseline), px, colour, transform)
        else:
            _renderer(self, colour).render(painter, self.rect(x, baseline, px))
        painter.setOpacity(opacity)

    def image(self, px: float, colour: QColor, ratio: float = 1.0) -> QImage:
        """Return it on a transparent ground; the same object when asked again.

        `ratio` is the number of device pixels to a pixel.
        """
        return _image(self, _device_px(px, ratio), colour.rgb(), ratio)

    def _paint_image(
        self, painter: QPainter, at: QPointF, px: float, colour: QColor, transform: QTransform
    ) -> None:
        scale = transform.m11()
        origin = transform.map(at)
        # Whole device pixels only: an image between pixels is blurred, and baselines would jitter.
        corner = QPointF(
            round(origin.x()), round(origin.y()) + math.floor(self.box.top() * _device_px(px, scale))
        )
        painter.drawImage(transform.inverted()[0].map(corner), self.image(px, colour, scale))


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every equation there is."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.svg")))


@lru_cache(maxsize=512)
def equation(name: str, l: int | None = None) -> Equation:
    """Return an equation with the number of layer l in it, or with ℓ.

    An equation that names no layer is the same for each. Past the deepest layer
    that was typeset ℓ stands for the number.
    """
    if name not in names():
        raise UnknownEquationError(f"There is no equation called {name!r}; there are {', '.join(names())}.")
    layers = {} if l is None else _layers(name)
    if layers and l < min(layers):
        raise UnknownEquationError(f"{name!r} does not exist for layer {l}, only from {min(layers)} on.")
    svg = layers.get(l) or (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return Equation(name, l, svg, _box(svg))


def paint_row(
    painter: QPainter, row: Iterable[Equation], rect: QRectF, px: float, colour: QColor, *, gap: float = 1.6
) -> list[QRectF]:
    """Paint equations side by side on one baseline, centred in height, and return their boxes.

    They shrink together where the rectangle is too small; `gap` counts font sizes.
    """
    row = list(row)
    px = min(px, largest_px(row, rect, gap))
    ascent = max((e.ascent(px) for e in row), default=0.0)
    descent = max((e.descent(px) for e in row), default=0.0)
    x, baseline = rect.x(), rect.center().y() + (ascent - descent) / 2
    boxes = []
    for each in row:
        each.paint(painter, x, baseline, px, colour)
        boxes.append(each.rect(x, baseline, px))
        x += each.width(px) + gap * px
    return boxes


def largest_px(row: Iterable[Equation], rect: QRectF, gap: float = 1.6) -> float:
    """Return the largest font size at which the row fits into the rectangle."""
    row = list(row)
    if not row:
        return math.inf
    width = sum(e.width(1) for e in row) + gap * (len(row) - 1)
    height = max(e.ascent(1) for e in row) + max(e.descent(1) for e in row)
    return max(0.0, min(rect.width() / width, rect.height() / height))


@lru_cache(maxsize=64)
def _layers(name: str) -> dict[int, str]:
    path = FOLDER / f"{name}.json"
    if not path.exists():
        return {}
    stored = json.loads(path.read_text(encoding="utf-8"))
    parts = stored["layers"].items()
    return {int(l): opening + stored["glyphs"] + closing for l, (opening, closing) in parts}


def _box(svg: str) -> QRectF:
    """Read the view box only: parsing the outlines can wait until they are painted."""
    start = svg.index('viewBox="') + len('viewBox="')
    _, top, width, height = (float(text) / EM for text in svg[start : svg.index('"', start)].split())
    return QRectF(0, top, width, height)


def _renderer(shown: Equation, colour: QColor) -> QSvgRenderer:
    coloured = shown.svg.replace("currentColor", colour.name())
    return QSvgRenderer(QByteArray(coloured.encode()))


def _shows_pixels(painter: QPainter, transform: QTransform) -> bool:
    """Tell pixels from files (SVG, PDF), which get outlines, and from turned or mirrored views."""
    raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
    return raster and not transform.isRotating() and transform.m11() == transform.m22() > 0


def _device_px(px: float, ratio: float) -> float:
    return round(px * ratio, 3)  # the cache is not to be missed for a rounding error


@lru_cache(maxsize=128)
def _image(shown: Equation, device_px: float, rgb: int, ratio: float) -> QImage:
    box = shown.box
    above, below = math.floor(box.top() * device_px), math.ceil(box.bottom() * device_px)
    image = QImage(
        max(1, math.ceil(box.width() * device_px)),
        max(1, below - above),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    area = QRectF(0, box.top() * device_px - above, box.width() * device_px, box.height() * device_px)
    _renderer(shown, QColor(rgb)).render(painter, area)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
