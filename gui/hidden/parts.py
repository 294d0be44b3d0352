"""What of a hidden space is drawn."""

from core.lazily import dataclass


@dataclass(frozen=True)
class Parts:
    """What is drawn."""

    grid: bool = True
    samples: bool = True
    lines: bool = True
