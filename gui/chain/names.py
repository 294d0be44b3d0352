"""What the parts of the chain rule are called, with the indices of the weight that is looked at."""

from core.chain_rule import ChainRule
from gui.writing.formula import Formula, Frac, Sym

RUNNING = "iprstuvghkmnoxyz"
"""Letters of the indices that are summed over, from the output layer down; ℓ + 1 has j."""


def letter(chain: ChainRule, k: int) -> str:
    """The index that is summed over in layer k, ℓ < k ≤ L."""
    if k == chain.pick.l + 1 < chain.L:
        return "j"
    return RUNNING[(chain.L - k) % len(RUNNING)]


def indices(*numbers: int) -> str:
    """Lower indices, from 0, as on paper: from 1, apart where one of them has two digits."""
    texts = [str(k + 1) for k in numbers]
    return ("," if any(len(t) > 1 for t in texts) else "").join(texts)


def a(k: int, i: int | str, of: str = "") -> Sym:
    """a^k_i, or ∂a^k_i with `of`; an index from 0, or a letter."""
    return Sym(f"{of}a", str(k), i if isinstance(i, str) else indices(i))


def z(k: int, i: int | str) -> Sym:
    """z^k_i."""
    return Sym("z", str(k), i if isinstance(i, str) else indices(i))


def parameter(chain: ChainRule, of: str = "") -> Sym:
    """w^ℓ_AB or b^ℓ_A, or ∂ of it with `of`."""
    l, A, B = chain.pick.l, chain.pick.A, chain.pick.B
    return Sym(f"{of}b", str(l), indices(A)) if B is None else Sym(f"{of}w", str(l), indices(A, B))


def derivative(chain: ChainRule) -> Frac:
    """∂C/∂w^ℓ_AB."""
    return Frac(Sym("∂C"), parameter(chain, "∂"))


def by_a(k: int, i: int | str) -> Frac:
    """∂C/∂a^k_i."""
    return Frac(Sym("∂C"), a(k, i, "∂"))


def jacobian(k: int, i: int | str, j: int | str) -> Frac:
    """∂a^k_i/∂a^{k−1}_j."""
    return Frac(a(k, i, "∂"), a(k - 1, j, "∂"))


def slope(k: int, i: int | str, w: tuple[int | str, int | str]) -> Formula:
    """σ'(z^k_i) w^k_ij."""
    lower = indices(*w) if all(isinstance(part, int) for part in w) else "".join(map(_index, w))
    return ("σ'(", z(k, i), ")", Sym("w", str(k), lower))


def _index(part: int | str) -> str:
    return part if isinstance(part, str) else str(part + 1)


def target(i: int | str) -> Sym:
    """y_i."""
    return Sym("y", "", i if isinstance(i, str) else indices(i))


def inline_by_a(k: int, i: int | str) -> Formula:
    """∂C/∂a^k_i on one line."""
    return (Sym("∂C"), "/", a(k, i, "∂"))


def local(chain: ChainRule, i: int | str | None = None) -> Frac:
    """∂a^ℓ_A/∂w^ℓ_AB, or ∂a^ℓ_i/∂w^ℓ_AB where outputs are mixed."""
    return Frac(a(chain.pick.l, chain.pick.A if i is None else i, "∂"), parameter(chain, "∂"))


def inline_by_z(k: int, i: int | str, j: int | str) -> Formula:
    """∂a^k_i/∂z^k_j on one line."""
    return (a(k, i, "∂"), "/", Sym("∂z", str(k), j if isinstance(j, str) else indices(j)))


def mixed_slope(k: int, i: int | str, j: int | str) -> Formula:
    """Σ ∂a^k_i/∂z^k_q w^k_qj, over all q, where softmax mixes the outputs."""
    return ("Σ", *inline_by_z(k, i, "q"), "·", Sym("w", str(k), f"q{_index(j)}"))


def of_cost(cost: str, n_L: int, a: Sym, y: Sym) -> Formula:
    """∂C/∂a^L_i by the formula of the cost."""
    if cost == "cross-entropy":
        return ("−", y, "/", a)
    if cost == "binary cross-entropy":
        return (f"1/{n_L} (", a, "−", y, ") / (", a, "(1 −", a, "))")
    return (f"2/{n_L} (", a, "−", y, ")")


def cost_words(cost: str, n_L: int, a: str, y: str) -> str:
    """The same in words or numbers."""
    if cost == "cross-entropy":
        return f"−{y} / {a}"
    if cost == "binary cross-entropy":
        return f"1/{n_L} · ({a} − {y}) / ({a} · (1 − {a}))"
    return f"2/{n_L} · ({a} − {y})"
