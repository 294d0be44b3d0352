"""A theme with more contrast: projectors wash out what is fine on a screen."""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtGui import QColor

from gui.theme import Theme, blended

SHARES = {"muted": 0.5, "faint": 0.4, "border": 0.25, "edge_neutral": 0.22, "node_border": 0.4}
"""How far quiet colours go towards that of the text."""


@lru_cache(maxsize=4)
def strong(theme: Theme) -> Theme:
    """Return `theme` with its quiet colours nearer to that of the text; those of numbers stay as they are."""
    text = QColor(theme.text)
    clear = {name: blended(text, getattr(theme, name), share).name() for name, share in SHARES.items()}
    return replace(theme, **clear)
