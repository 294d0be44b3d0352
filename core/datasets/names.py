"""What inputs and outputs are called where they are only numbered."""

from core.symbols import lowered


def numbered(letter: str, count: int) -> tuple[str, ...]:
    """Return x₁, x₂, …: `letter` with indices from 1 to `count`."""
    return tuple(letter + lowered(k) for k in range(1, count + 1))
