"""What the matrices of a layer are called."""

from gui.writing.formula import Formula, Frac, Sym

MEAN = "C\u0304"
"""The mean of C over the batch."""


def whole(base: str, l: int) -> Sym:
    """z^ℓ: all entries."""
    return Sym(base, str(l))


def by(base: str, l: int) -> Frac:
    """∂C/∂z^ℓ, of one sample's own C."""
    return Frac(Sym("∂C"), Sym(f"∂{base}", str(l)))


def jacobian_transposed(l: int) -> Formula:
    """(∂a^ℓ/∂z^ℓ)ᵀ."""
    return ("(", Frac(Sym("∂a", str(l)), Sym("∂z", str(l))), ")", Sym("", "T"))


def mean_by(base: str, l: int) -> Frac:
    """∂C̄/∂w^ℓ, of the batch's mean."""
    return Frac(Sym(f"∂{MEAN}"), Sym(f"∂{base}", str(l)))


def transposed(base: str, l: int) -> Formula:
    """(a^ℓ)ᵀ."""
    return ("(", whole(base, l), ")", Sym("", "T"))


def of_z(function: str, l: int) -> Formula:
    """σ'(z^ℓ)."""
    return (f"{function}(", whole("z", l), ")")
