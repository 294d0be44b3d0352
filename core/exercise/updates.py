"""What goes wrong at the update of one weight or bias."""

from collections.abc import Iterator, Sequence

from core.checks import Array
from core.exercise.entry import Entry, Mistake
from core.exercise.numbers import Numbers
from core.network import views
from core.optimisers import Adam, Momentum, RMSProp


def value_at(flat: Array, n: Sequence[int], entry: Entry) -> float:
    """The entry of a flat vector in theta's order that belongs to the weight or bias."""
    seen = views(flat, n)
    if entry.quantity == "w":
        return float(seen.w[entry.l][entry.indices])
    return float(seen.b[entry.l][entry.indices[0], 0])


def mistakes(own: Numbers, entry: Entry, old: float, mean: float, eta: float, m: int) -> Iterator[Mistake]:
    """Yield the mistakes that lead past the new value; some may be right all the same."""
    name, slope = entry.words, f"∂C̄/∂{entry.words}"
    derivatives = own.dC_dw if entry.quantity == "w" else own.dC_dz
    single = float(derivatives[entry.l][entry.indices])
    yield Mistake(old, f"That is {name} before the update.")
    yield Mistake(old + eta * mean, f"The gradient is subtracted, not added: {name} − η {slope}.")
    yield Mistake(old - mean, f"The learning rate is missing: η = {eta:g} times {slope} is subtracted.")
    yield Mistake(
        old - eta * single,
        "That is made of this one sample's derivative; an update takes the mean over the batch.",
    )
    yield Mistake(
        old - eta * m * mean, f"That subtracts the sum over the batch; the mean of its {m} samples is taken."
    )
    yield Mistake(-eta * mean, f"That is the change alone; it is added to what {name} was.")
    yield Mistake(eta * mean, f"That is η {slope} alone; it is subtracted from what {name} was.")
    yield Mistake(old - eta * old, f"η is multiplied by {slope}, not by {name}.")


def hint(entry: Entry, eta: float) -> str:
    """How the new value is found."""
    name = entry.words
    return f"The new {name} is {name} − η ∂C̄/∂{name}, the mean over the batch, with η = {eta:g}."


_MU, _RHO = f"{Momentum.mu:g}", f"{RMSProp.rho:g}"
_BETA_1, _BETA_2 = f"{Adam.beta_1:g}", f"{Adam.beta_2:g}"
RULES = {
    "gradient descent": "{w} − η g",
    "momentum": f"{{w}} − η v, with v = {_MU} v + g",
    "rmsprop": f"{{w}} − η g / (√s + 10⁻⁸), with s = {_RHO} s + {1 - RMSProp.rho:.6g} g²",
    "adam": f"{{w}} − η m̂ / (√ŝ + 10⁻⁸), with m = {_BETA_1} m + {1 - Adam.beta_1:.6g} g, "
    f"s = {_BETA_2} s + {1 - Adam.beta_2:.6g} g², m̂ = m / (1 − {_BETA_1}ᵗ) and ŝ = s / (1 − {_BETA_2}ᵗ)",
}
"""How each optimiser makes a new parameter of g."""


def general_mistakes(entry: Entry, old: float, delta: float, plain: float) -> Iterator[Mistake]:
    """Yield what is a mistake with every rule; `plain` is η ∂C̄/∂w, what the simplest one subtracts."""
    name = entry.words
    yield Mistake(old, f"That is {name} before the update.")
    yield Mistake(old - delta, "The sign: the step is subtracted, not added.")
    yield Mistake(delta, f"That is the change alone; it is added to what {name} was.")
    yield Mistake(-delta, f"That is the change alone, and without its sign; {name} itself is missing.")
    yield Mistake(old - plain, f"That is {name} − η ∂C̄/∂{name} alone; look at how updates are made here.")


def general_hint(entry: Entry, optimiser: str, eta: float, regularised: bool) -> str:
    """How the new value is found by an `optimiser`, with or without a regulariser R."""
    name = entry.words
    penalised = regularised and entry.quantity == "w"
    g = f"∂C̄/∂{name} + ∂R/∂{name}" if penalised else f"∂C̄/∂{name}"
    rule = RULES[optimiser].format(w=name)
    return f"By {optimiser} the new {name} is {rule}, where g = {g} and η = {eta:g}."
