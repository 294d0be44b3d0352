"""How a number is found, in one sentence."""

from core.exercise.entry import Entry
from core.exercise.numbers import Numbers
from core.symbols import derivative, lowered, raised, symbol

SLOPES = {
    "sigmoid": "σ'(z) = a (1 − a)",
    "tanh": "σ'(z) = 1 − a²",
    "relu": "σ'(z) = 1 above 0, else 0",
    "identity": "σ'(z) = 1",
}
FUNCTIONS = {
    "sigmoid": "σ(z) = 1 / (1 + e⁻ᶻ)",
    "tanh": "σ(z) = tanh z",
    "relu": "σ(z) = max(0, z)",
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
    sigma = own.net.activations[entry.l - 1]
    return f"σ({symbol('z', entry.l, entry.indices[0])}), with {FUNCTIONS.get(sigma, sigma)}"


def _of_cost(own: Numbers, entry: Entry) -> str:
    return f"(1/n_L) Σᵢ (a{raised(own.L)}ᵢ − yᵢ)², with n_L = {own.n[-1]}"


def _of_dC_da(own: Numbers, entry: Entry) -> str:
    l, i = entry.l, entry.indices[0]
    if l == own.L:
        return f"(2/n_L) ({symbol('a', l, i)} − y{lowered(i + 1)}), with n_L = {own.n[-1]}"
    after = raised(l + 1)
    return f"Σᵢ ∂C/∂z{after}ᵢ w{after}ᵢ{lowered(i + 1)}, over all nodes i of layer {l + 1}"


def _through_sigma(own: Numbers, entry: Entry) -> str:
    """∂C/∂z, ∂C/∂b and ∂C/∂w begin alike."""
    l, i = entry.l, entry.indices[0]
    found = f"{derivative('a', l, i)} σ'({symbol('z', l, i)})"
    if entry.quantity == "dC_dw":
        found += f" {symbol('a', l - 1, entry.indices[1])}"
    sigma = own.net.activations[l - 1]
    return f"{found}, with {SLOPES.get(sigma, sigma)}"
