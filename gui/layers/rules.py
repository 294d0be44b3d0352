"""How Δw comes about, by each optimiser, in symbols and in numbers."""

from collections.abc import Callable

from core.optimisers import Adam, GradientDescent, Momentum, RMSProp, called
from core.update import Update
from gui.layers.names import MEAN
from gui.writing.formula import Formula, Frac, Sym
from gui.writing.updates import SMALL, along_in_numbers

MADE: dict[str, str] = {
    Momentum.name: "v",
    RMSProp.name: f"g / (√s + {SMALL})",
    Adam.name: f"m̂ / (√ŝ + {SMALL})",
}
"""What η is multiplied by, where that is not g."""


def rule_of(made: Update, name: str, write: Callable[[float], str]) -> tuple[str, str]:
    """Δ of the parameter called `name` in symbols, and the same in numbers."""
    slope = f"∂{MEAN}/∂{name}"
    g = f"({slope} + ∂R/∂{name})" if made.penalty else slope
    numbers = f"−{made.eta:g} · {along_in_numbers(made, write)}"
    if made.optimiser == GradientDescent.name:
        return f"−η {g}", numbers
    what = MADE[made.optimiser].replace("g", g)
    return f"−η {what}", numbers


def change_title(base: str, l: int, optimiser: str, regularised: bool) -> Formula:
    """Δw^ℓ as it is called above the matrix: made of the mean, or by a rule of a name."""
    change = Sym(f"Δ{base}", str(l))
    if optimiser != GradientDescent.name:
        return (change, f" by {called(optimiser)}")
    mean = Frac(Sym(f"∂{MEAN}"), Sym(f"∂{base}", str(l)))
    if not regularised or base == "b":
        return (change, " = −η ", mean)
    return (change, " = −η (", mean, " + ", Frac(Sym("∂R"), Sym(f"∂{base}", str(l))), ")")
