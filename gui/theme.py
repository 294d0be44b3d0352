"""Light and dark: every colour of the window, and the colours that stand for numbers.

Numbers become colours through one diverging scale, blue below zero and amber above,
which the common kinds of colour blindness can tell apart. numpy goes in, colours come out.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette

from core.lazily import dataclass
from gui.style import STYLE

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"

LEVELS = 15
"""Steps of colour on either side of zero."""


@dataclass(frozen=True)
class Theme:
    """The colours of one appearance, as #rrggbb.

    Text is `text`, `muted` where it is less important, `dim` where it stands for what can't be used or is
    not there yet; `faint` are lines and marks. `edge` is around what can be typed into, `border` around
    other things.
    """

    name: str
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    dim: str
    faint: str
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    negative: str
    neutral: str
    positive: str
    edge_neutral: str
    node_border: str
    series: tuple[str, str]
    bad: str
    good: str

    @property
    def dark(self) -> bool:
        """Whether light stands on dark."""
        return self.name == "dark"


DARK = Theme(
    name="dark",
    window="#111317",
    surface="#181b21",
    raised="#22262e",
    border="#2d323c",
    text="#e8eaee",
    muted="#a0a6b2",
    dim="#8a919f",
    faint="#6e7686",
    edge="#6a7282",
    accent="#f5a93b",
    on_accent="#1b1300",
    accent_soft="#3a2d17",
    negative="#4b9be8",
    neutral="#2a2e37",
    positive="#f8b34c",
    edge_neutral="#30353f",
    node_border="#646c7b",
    series=("#f5b04c", "#6cb2f2"),
    bad="#ff7b72",
    good="#5cc8c0",
)

LIGHT = Theme(
    name="light",
    window="#f1f2f5",
    surface="#ffffff",
    raised="#f4f5f8",
    border="#d5d9e0",
    text="#1c2028",
    muted="#586070",
    dim="#646b79",
    faint="#848b97",
    edge="#808793",
    accent="#a05a00",
    on_accent="#ffffff",
    accent_soft="#fdf0dc",
    negative="#1d6fc4",
    neutral="#eef0f3",
    positive="#c97400",
    edge_neutral="#dfe2e8",
    node_border="#848b97",
    series=("#c06f00", "#1d6fc4"),
    bad="#b3261e",
    good="#00707c",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}


@lru_cache(maxsize=16)
def scale(theme: Theme, edges: bool = False) -> tuple[QColor, ...]:
    """The diverging colours from most negative to most positive, 2 LEVELS + 1 of them.

    `edges` asks for the scale whose middle sinks into the canvas.
    """
    middle = theme.edge_neutral if edges else theme.neutral
    below = [_mixed(theme.negative, middle, k / LEVELS) for k in range(LEVELS)]
    above = [_mixed(middle, theme.positive, k / LEVELS) for k in range(LEVELS + 1)]
    return tuple(below + above)


def levels(values: NDArray[np.float64], reach: float) -> NDArray[np.intp]:
    """Indices into `scale` of `values`, ±`reach` being its ends; what is not finite counts as zero."""
    share = np.minimum(np.maximum(values * (LEVELS / reach), -LEVELS), LEVELS)
    if np.isnan(share).any():
        share = np.where(np.isnan(share), 0.0, share)
    return (np.rint(share) + LEVELS).astype(np.intp)


@lru_cache(maxsize=4)
def _lookup_table(theme: Theme) -> NDArray[np.uint8]:
    """The diverging colours as rows of red, green, blue, alpha; the middle row is a zero."""
    ends = np.array([QColor(c).getRgb() for c in (theme.negative, theme.neutral, theme.positive)], float)
    at = np.linspace(0, 2, 255)
    return np.stack([np.interp(at, [0, 1, 2], ends[:, k]) for k in range(4)], axis=1).astype(np.uint8)


def image(values: NDArray[np.float64], reach: float, theme: Theme) -> NDArray[np.uint8]:
    """`values` (rows, columns), finite, as a picture (rows, columns, 4) in the diverging colours."""
    share = np.minimum(np.maximum(values * (127 / reach), -127), 127)
    return _lookup_table(theme)[np.rint(share).astype(np.intp) + 127]


READABLE = 4.5
"""Contrast of text to what is behind it, at least: WCAG 2, AA."""


def luminance(colour: QColor) -> float:
    """How light `colour` is, from 0 to 1, after WCAG 2."""
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in colour.getRgbF()[:3])
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: QColor, other: QColor) -> float:
    """How much two colours differ, from 1 to 21, after WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: QColor) -> QColor:
    """Black or white, whichever stands out more on `colour`: 4.5 to 1 at least."""
    return QColor("#000000" if luminance(colour) > 0.179 else "#ffffff")


@lru_cache(maxsize=512)
def _quiet(ink: str, ground: str, share: float) -> QColor:
    steps = (blended(QColor(ink), ground, min(1.0, share + 0.04 * k)) for k in range(26))
    return next((each for each in steps if contrast(each, QColor(ground)) >= READABLE), QColor(ink))


def quiet(ink: QColor, ground: str, share: float) -> QColor:
    """`share` of `ink` on `ground`, or as much more as text needs to be read there."""
    return _quiet(ink.name(), ground, share)


def blended(colour: QColor, ground: str, share: float) -> QColor:
    """`share` of `colour` on `ground`, opaque: what translucency would look like, painted faster."""
    return _mixed(ground, colour.name(), share)


def nice_reach(values: NDArray[np.float64], present: float, least: float = 0.4) -> float:
    """The end of a colour scale for `values`: stands while they fit, otherwise a round number.

    They fit where they reach at least the share `least` of it. A scale that followed every step
    would make all colours shimmer.
    """
    top = float(max(values.max(initial=0.0), -values.min(initial=0.0)))
    if not np.isfinite(top):
        top = float(np.abs(values[np.isfinite(values)]).max(initial=0.0))
    if top <= 0.0:
        return present or 1.0
    if present * least <= top <= present:
        return present
    top = min(max(top, 1e-300), 1e300)  # beyond these the round numbers would be 0 or infinite
    step = float(10.0 ** np.floor(np.log10(top)))
    return next(k * step for k in (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0) if k * step >= top * (1 - 1e-12))


def palette(theme: Theme) -> QPalette:
    """Qt's colours of the theme."""
    result, role = QPalette(), QPalette.ColorRole
    for group, colour in (
        (role.Window, theme.window),
        (role.Base, theme.raised),
        (role.AlternateBase, theme.surface),
        (role.Button, theme.raised),
        (role.WindowText, theme.text),
        (role.Text, theme.text),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.dim),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.negative),
        (role.Light, theme.border),
        (role.Midlight, theme.border),
        (role.Mid, theme.border),
        (role.Dark, theme.border),
        (role.Shadow, theme.window),
    ):
        result.setColor(group, QColor(colour))
    for group in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, group, QColor(theme.dim))
    return result


def style_sheet(theme: Theme) -> str:
    """What the palette can't say."""
    colours = {k: v for k, v in vars(theme).items() if isinstance(v, str)}
    icons = {name: (ICONS / f"{name}.svg").as_posix() for name in ("check", "chevron", "close", "float")}
    return STYLE.format(**icons, **colours)


def _mixed(a: str, b: str, share: float) -> QColor:
    one, two = QColor(a), QColor(b)
    parts = ((x, y) for x, y in zip(one.getRgb()[:3], two.getRgb()[:3], strict=True))
    return QColor(*(round(x + (y - x) * share) for x, y in parts))
