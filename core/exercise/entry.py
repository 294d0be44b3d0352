"""Names of what can be asked for, and of what can go wrong."""

from typing import Literal, NamedTuple

from core.symbols import derivative, symbol

Quantity = Literal["z", "a", "C", "dC_da", "dC_dz", "dC_dw", "dC_db", "w", "b"]


class Entry(NamedTuple):
    """One number: its quantity, layer, and indices from 0 (none for C)."""

    quantity: Quantity
    l: int
    indices: tuple[int, ...] = ()

    @property
    def base(self) -> str:
        """The letter that carries the indices: w of ∂C/∂w."""
        return self.quantity.removeprefix("dC_d")

    @property
    def is_derivative(self) -> bool:
        """Whether it is a derivative of C."""
        return self.quantity.startswith("dC_d")

    @property
    def words(self) -> str:
        """The symbol as plain text, such as ∂C/∂z²₁."""
        if self.quantity == "C":
            return "C"
        return (derivative if self.is_derivative else symbol)(self.base, self.l, *self.indices)


class Mistake(NamedTuple):
    """A wrong answer, and the sentence that says how one arrives at it."""

    value: float
    sentence: str
