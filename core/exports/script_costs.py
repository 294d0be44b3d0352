"""What the NumPy script says of the output layer: the cost, its derivatives, and a σ that mixes nodes."""

from core.costs import TINY
from core.derivation import Derivation
from core.exports.python_text import floats

Lines = list[str]

VALUES = {
    "mse": (
        "# The cost C = (1/n_L) Σ_i (a^L_i - y_i)², the mean square of how far the output is from y.",
        "np.mean((aL - y) ** 2)",
    ),
    "binary cross-entropy": (
        "# The cost C = -(1/n_L) Σ_i (y_i ln a^L_i + (1 - y_i) ln(1 - a^L_i)), worked out from z^L: no ln 0.",
        "np.mean(np.logaddexp(zL, 0) - y * zL)",
    ),
    "cross-entropy": (
        "# The cost C = -Σ_i y_i ln a^L_i, worked out from z^L: no ln 0.",
        "np.sum(y * (np.log(np.exp(zL - zL.max()).sum()) + zL.max() - zL))",
    ),
}
"""What C is, and the same in Python."""

DERIVATIVES = {
    "mse": (
        "# (1) ∂C/∂a^L_i = (2/n_L) (a^L_i - y_i): the two comes from the square, 1/n_L from the mean.",
        "2 / len(y) * (a[L] - y)",
    ),
    "binary cross-entropy": (
        "# (1) ∂C/∂a^L_i = (1/n_L) (a^L_i - y_i) / (a^L_i (1 - a^L_i)): from the two logarithms.",
        "(a[L] - y) / len(y) / np.maximum(a[L] * (1 - a[L]), TINY)",
    ),
    "cross-entropy": (
        "# (1) ∂C/∂a^L_i = -y_i / a^L_i: from the logarithm.",
        "-y / np.maximum(a[L], TINY)",
    ),
}
"""What (1) is, and the same in Python."""

AT_OUTPUT = {
    "binary cross-entropy": "dC_dz = (a[L] - y) / len(y)  # ∂C/∂z^L: what ∂C/∂a^L is divided by is σ'",
    "cross-entropy": "dC_dz = a[L] * y.sum() - y  # ∂C/∂z^L: the a^L_i of S and of ∂C/∂a^L cancel",
}


def value(d: Derivation) -> Lines:
    """Define the cost as a function of z^L and a^L."""
    said, python = VALUES[d.net.cost]
    return ["", said, "def cost(zL, aL):", f"    return {python}", "", ""]


def derivative(d: Derivation) -> Lines:
    """(1), for all outputs."""
    said, python = DERIVATIVES[d.net.cost]
    found = [said, f"dC_daL = {python}"]
    if d.net.cost != "mse":
        found.insert(0, f"TINY = {TINY!r}  # so that nothing is divided by an a^L that is rounded to 0")
    return found


def mixing(d: Derivation) -> Lines:
    """The matrix S of outputs that are mixed."""
    if d.chain.mixing is None:
        return []
    python = "softmax_prime(z[L])"
    if d.net.cost == "cross-entropy":
        python = "np.maximum(a[L], TINY)[:, np.newaxis] * (np.eye(len(y)) - a[L])"
    said = "# Softmax mixes the outputs: S_ij = ∂a^L_i/∂z^L_j = a^L_i (δ_ij - a^L_j) is a full matrix."
    return ["", said, f"S = {python}", f'check("S", S, {floats(d.chain.mixing)})']


def slope(d: Derivation, k: int, name: str) -> str:
    """σ' of layer k, which the script calls `name`, at all its nodes; as (1) counts on it at the output."""
    found = f"sigma_prime[{name}](z[{name}])"
    if k == d.chain.L and d.net.cost == "binary cross-entropy":
        return f"np.maximum({found}, TINY)"
    return found


def at_output(d: Derivation) -> str:
    """∂C/∂z^L, with which the way back begins."""
    if d.net.cost != "mse":
        return AT_OUTPUT[d.net.cost]
    if d.chain.mixing is not None:
        return "dC_dz = 2 / len(y) * (a[L] - y) @ S  # ∂C/∂z^L_j = Σ_i ∂C/∂a^L_i S_ij"
    return "dC_dz = 2 / len(y) * (a[L] - y) * sigma_prime[L](z[L])  # ∂C/∂z^L_i = ∂C/∂a^L_i σ'(z^L_i)"
