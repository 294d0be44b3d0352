"""Names of classes for little room: cut so that they can still be told apart."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

Elide = Qt.TextElideMode
WAYS = (Elide.ElideRight, Elide.ElideMiddle, Elide.ElideLeft)
ENDS_OF_WORDS = r"[\s_:.\-]+"


def common(names: tuple[str, ...]) -> str:
    """The words that all names begin with and go on after; else nothing."""
    ends = [k.end() for k in re.finditer(ENDS_OF_WORDS, names[0])]
    starts = [names[0][:end] for end in ends]
    shared = [k for k in starts if all(name.startswith(k) and len(name) > len(k) for name in names)]
    return shared[-1] if shared else ""


def cut(names: tuple[str, ...], room: float, metrics: QFontMetricsF) -> list[str]:
    """The names in so many pixels each, all cut in the same way: in the one that tells most of them apart."""
    found = [[metrics.elidedText(name, way, room) for name in names] for way in WAYS]
    return max(found, key=lambda texts: len(set(texts)))
