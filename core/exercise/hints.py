"""How a number is found, in one sentence."""

from core.exercise.entry import Entry
from core.exercise.numbers import Numbers
from core.symbols import derivative, lowered, raised, symbol

SLOPES = {
    "sigmoid": "σ'(z) = a (1 − a)",
    "tanh": "σ'(z) = 1 − a²",
    "relu": "σ'(z) = 1 above 0, else 0",
    "leaky relu": "σ'(z) = 1 above 0, else 0.01",
    "softplus": "σ'(z) = 1 / (1 + e⁻ᶻ)",
    "identity": "σ'(z) = 1",
}
FUNCTIONS = {
    "sigmoid": "σ(z) = 1 / (1 + e⁻ᶻ)",
    "tanh": "σ(z) = tanh z",
    "relu": "σ(z) = max(0, z)",
    "leaky relu": "σ(z) = z above 0, else 0.01 z",
    "softplus": "σ(z) = ln(1 + eᶻ)",
    "identity": "σ(z) = z",
}


def hint(own: Numbers, entry: Entry) -> str:
    """How `entry` is found, its indices filled in; the sample's own numbers are not told."""
    makers = {"z": _of_z, "a": _of_a, "C": _of_cost, "dC_da": _of_dC_da}
    return f"{entry.words} = {makers.get(entry.quantity, _through_sigma)(own, entry)}."


def _of_z(own: Numbers, entry: Entry) -> str:
    l, i = entry.l, entry.indices[0]
    return f"Σⱼ {symbol('w', l, i)}ⱼ a{raised(l - 1)}ⱼ + {symbol('b', l, i)}"


def _of_a(own: Numbers, entry: Entry) -> str:
    z = symbol("z", entry.l, entry.indices[0])
    if own.is_mixed(entry.l):
        return f"exp({z}) / Σₖ exp(z{raised(entry.l)}ₖ), over all nodes k of the layer"
    sigma = own.net.activations[entry.l - 1]
    return f"σ({z}), with {FUNCTIONS[sigma]}"


def _of_cost(own: Numbers, entry: Entry) -> str:
    a, n_L = f"a{raised(own.L)}ᵢ", f"with n_L = {own.n[-1]}"
    formulas = {
        "mse": f"(1/n_L) Σᵢ ({a} − yᵢ)², {n_L}",
        "binary cross-entropy": f"−(1/n_L) Σᵢ (yᵢ ln {a} + (1 − yᵢ) ln(1 − {a})), {n_L}",
        "cross-entropy": f"−Σᵢ yᵢ ln {a}",
    }
    return formulas[own.net.cost]


def _of_dC_da(own: Numbers, entry: Entry) -> str:
    l, i = entry.l, entry.indices[0]
    if l == own.L:
        return _of_output(own, symbol("a", l, i), f"y{lowered(i + 1)}")
    after = raised(l + 1)
    return f"Σᵢ ∂C/∂z{after}ᵢ w{after}ᵢ{lowered(i + 1)}, over all nodes i of layer {l + 1}"


def _of_output(own: Numbers, a: str, y: str) -> str:
    """∂C/∂a^L of each cost."""
    formulas = {
        "mse": f"(2/n_L) ({a} − {y}), with n_L = {own.n[-1]}",
        "binary cross-entropy": f"(1/n_L) ({a} − {y}) / ({a} (1 − {a})), with n_L = {own.n[-1]}",
        "cross-entropy": f"−{y} / {a}",
    }
    return formulas[own.net.cost]


def _through_sigma(own: Numbers, entry: Entry) -> str:
    """∂C/∂z, ∂C/∂b and ∂C/∂w begin alike."""
    l, i = entry.l, entry.indices[0]
    if own.is_mixed(l):
        return _through_softmax(own, entry)
    found = f"{derivative('a', l, i)} σ'({symbol('z', l, i)})"
    if entry.quantity == "dC_dw":
        found += f" {symbol('a', l - 1, entry.indices[1])}"
    sigma = own.net.activations[l - 1]
    return f"{found}, with {SLOPES[sigma]}"


def _through_softmax(own: Numbers, entry: Entry) -> str:
    """∂C/∂z^L, where each output depends on every weighted input; with the cross-entropy it is short."""
    l, i = entry.l, entry.indices[0]
    a, y = symbol("a", l, i), f"y{lowered(i + 1)}"
    came = f" {symbol('a', l - 1, entry.indices[1])}" if entry.quantity == "dC_dw" else ""
    if own.net.cost == "cross-entropy":
        return f"({a} Σₖ yₖ − {y}){came}"
    k = f"{raised(l)}ₖ"
    return f"{a} ({derivative('a', l, i)} − Σₖ ∂C/∂a{k} a{k}){came}, over all outputs k"
