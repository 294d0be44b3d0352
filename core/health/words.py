"""Words about layers and sizes."""

import math
from collections.abc import Sequence

from core.symbols import raised


def norm_of(l: int) -> str:
    """‖∂C̄/∂w²‖."""
    return f"‖{slope_of(l)}‖"


def slope_of(l: int) -> str:
    """∂C̄/∂w²."""
    return f"∂C̄/∂{weights_of(l)}"


def weights_of(l: int) -> str:
    """w²."""
    return f"w{raised(l)}"


def layers_named(layers: Sequence[int]) -> str:
    """Some layers, ascending, in words: "layer 2", "layers 1 to 3 and 5"."""
    if len(layers) == 1:
        return f"layer {layers[0]}"
    parts: list[str] = []
    starts = [l for l in layers if l - 1 not in layers]
    for first, end in zip(starts, [l for l in layers if l + 1 not in layers], strict=True):
        parts += [f"{first} to {end}"] if end > first + 1 else map(str, range(first, end + 1))
    if len(parts) == 1:
        return f"layers {parts[0]}"
    return f"layers {', '.join(parts[:-1])} and {parts[-1]}"


def about(value: float, up: bool = False) -> str:
    """A number above 0 to one digit, rounded `up` or not; it stands still while what it tells of wavers."""
    if not 0.0 < value < math.inf:
        return "∞" if value > 0.0 else "0"
    size = math.floor(math.log10(value))
    lead = (math.ceil if up else round)(value / 10.0**size)
    if lead == 10:
        lead, size = 1, size + 1
    if not -4 <= size <= 5:
        return f"10{raised(size)}" if lead == 1 else f"{lead} · 10{raised(size)}"
    return f"{lead * 10**size:,}" if size >= 0 else f"{lead * 10.0**size:.{-size}f}"


def share_about(value: float) -> str:
    """A share of 1: a fraction, or a power of ten where that would be long."""
    return f"1/{about(1 / value)}" if value > 1e-6 else about(value)
