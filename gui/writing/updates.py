"""How an update comes about, by each optimiser, in symbols and in numbers."""

import math
from collections.abc import Callable

from core.optimisers import Adam, GradientDescent, Momentum, RMSProp
from core.update import Update
from gui.writing.formula import Formula, Sym
from gui.writing.numbers import MINUS, significant

Write = Callable[[float], str]
"""How a number is written."""

SMALL = "10⁻⁸"
"""ε, by which nothing is divided by 0."""
G, V, S, M, T = (Sym(letter) for letter in "gvsmt")
M_HAT, S_HAT = Sym("m\u0302"), Sym("ŝ")


def along(made: Update, slope: Formula, penalty: Formula) -> Formula:
    """What η is multiplied by; `slope` and `penalty` are the symbols of ∂C̄/∂w and ∂R/∂w."""
    found: dict[str, Formula] = {
        Momentum.name: (V,),
        RMSProp.name: (G, " / (√", S, f" + {SMALL})"),
        Adam.name: (M_HAT, " / (√", S_HAT, f" + {SMALL})"),
    }
    plain: Formula = ("(", *slope, " + ", *penalty, ")") if made.penalty else slope
    return found.get(made.optimiser, plain)


def along_in_numbers(made: Update, write: Write) -> str:
    """The same in numbers."""
    if made.optimiser == Momentum.name:
        return bracketed(write(made.memory[0]))
    if made.optimiser == RMSProp.name:
        return f"{bracketed(write(made.g))} / (√{write(made.memory[0])} + {SMALL})"
    if made.optimiser == Adam.name:
        m, s = made.corrected or (math.nan, math.nan)
        return f"{bracketed(write(m))} / (√{write(s)} + {SMALL})"
    if made.optimiser == GradientDescent.name and made.penalty:
        return f"({write(made.slope)}{added(write(made.penalty))})"
    return bracketed(write(made.g))


def written(eta: float) -> str:
    """The learning rate as it was entered, without digits that say nothing."""
    if not math.isfinite(eta) or not 1e-4 <= eta < 1e6:
        return significant(eta, 3)
    return f"{eta:.10g}"


def bracketed(number: str) -> str:
    """A factor: a negative one in brackets."""
    return f"({number})" if number.startswith(MINUS) else number


def added(number: str) -> str:
    """A number with the sign that joins it to a sum."""
    return f" {MINUS} {number[1:]}" if number.startswith(MINUS) else f" + {number}"
