"""How an entry comes about, in one line of symbols and numbers."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from core.selection import Pick
from core.symbols import derivative, parameter_name, symbol
from core.update import update_of
from gui.layers.moment import Moment
from gui.layers.names import MEAN
from gui.layers.rules import rule_of
from gui.network.describe import meaning
from gui.writing.digits import Digits
from gui.writing.indices import lowered
from gui.writing.numbers import grouped

MOST = 4
"""Terms of a sum that are written out; of longer ones the first two and the last."""
NOT_YET, HELD_BACK = "not computed yet", "the exercise has not come to it yet"
EARLIER = "not of this step yet"

SIGMA = {
    "sigmoid": "σ({})",
    "tanh": "tanh({})",
    "relu": "max(0, {})",
    "leaky relu": "max({0}, 0.01 · {0})",
    "softplus": "ln(1 + exp({}))",
    "identity": "{}",
    "softmax": "exp({}) / Σ exp(z)",
}
SLOPE = {
    "sigmoid": "{a} (1 − {a})",
    "tanh": "1 − ({a})²",
    "relu": "1 where {z} > 0, else 0",
    "leaky relu": "1 where {z} > 0, else 0.01",
    "softplus": "1 / (1 + exp(−({z})))",
    "identity": "1",
}


class Said(NamedTuple):
    """The words about an entry, and fewer of them."""

    full: str
    brief: str


class Words:
    """Tells of the entries of one moment; indices from 0."""

    def __init__(self, moment: Moment, digits: Digits) -> None:
        """Write numbers with `digits`."""
        self._m, self._write = moment, digits.write
        self._unknown = HELD_BACK if moment.frame.view.exercise else NOT_YET

    # What is given

    def x(self, j: int) -> Said:
        """An input."""
        value = self._write(float(self._m.frame.x[j, 0]))
        label = self._m.frame.dataset.inputs[j]
        return self._same(f"{symbol('a', 0, j)} = x{lowered(j + 1)} = {value}, input {label}")

    def y(self, i: int) -> Said:
        """A target."""
        value = self._write(float(self._m.frame.y[i, 0]))
        return self._same(f"y{lowered(i + 1)} = {value}, what output {i + 1} should be")

    def parameter(self, pick: Pick) -> Said:
        """A weight or bias that the sample's numbers belong to."""
        l, at, name = pick.l, (pick.A, pick.B or 0), parameter_name(pick)
        value = self._write(float((self._m.b if pick.B is None else self._m.w)[l][at]))
        if self._m.frame.precedes_update:
            new = self._write(float(self._m.new(l, _base(pick))[at]))
            return self._same(f"{name} = {value} before the update, now {new}")
        return self._same(f"{name} = {value}, {meaning(self._m.frame, pick)}")

    # Forwards

    def z(self, l: int, i: int) -> Said:
        """z^ℓ_i = Σ_j w^ℓ_ij a^{ℓ−1}_j + b^ℓ_i."""
        m, row = self._m, range(self._m.frame.n[l - 1])
        terms = [(symbol("w", l, i, j), symbol("a", l - 1, j)) for j in row]
        numbers = [(float(m.w[l][i, j]), float(m.frame.a[l - 1][j, 0])) for j in row]
        value, fresh = float(m.frame.z[l][i, 0]), m.frame.fresh_a(l)
        last = symbol("b", l, i), self._signed(float(m.b[l][i, 0]))
        return self._sum(symbol("z", l, i), terms, numbers, last, value, fresh)

    def a(self, l: int, i: int) -> Said:
        """a^ℓ_i = σ(z^ℓ_i)."""
        frame, how = self._m.frame, SIGMA.get(self._m.sigma(l), "σ({})")
        z, value = float(frame.z[l][i, 0]), float(frame.a[l][i, 0])
        recipe, numbers = how.format(symbol("z", l, i)), how.format(self._write(z))
        return self._one(symbol("a", l, i), recipe, numbers, value, frame.fresh_a(l))

    # Backwards

    def dC_da(self, l: int, i: int) -> Said:
        """∂C/∂a^L_i = 2/n_L (a^L_i − y_i), or ∂C/∂a^ℓ_i = Σ_k w^{ℓ+1}_ki ∂C/∂z^{ℓ+1}_k."""
        m, frame = self._m, self._m.frame
        name, value, fresh = derivative("a", l, i), float(frame.dC_da[l][i, 0]), frame.fresh_dC_da(l)
        if l < m.L:
            column = range(frame.n[l + 1])
            terms = [(symbol("w", l + 1, k, i), derivative("z", l + 1, k)) for k in column]
            numbers = [(float(m.w[l + 1][k, i]), float(frame.dC_dz[l + 1][k, 0])) for k in column]
            return self._sum(name, terms, numbers, None, value, fresh)
        if frame.experiment.cost != "mse":
            return self._of_cross_entropy(l, i)
        share = f"2/{frame.n[l]}"
        recipe = f"{share} ({symbol('a', l, i)} − y{lowered(i + 1)})"
        a, y = float(frame.a[l][i, 0]), float(frame.y[i, 0])
        return self._one(name, recipe, f"{share} ({self._write(a)} − {self._signed(y)})", value, fresh)

    def _of_cross_entropy(self, l: int, i: int) -> Said:
        frame = self._m.frame
        how = "−{y} / {a}"
        if frame.experiment.cost == "binary cross-entropy":
            how = f"1/{frame.n[l]} ({{a}} − {{y}}) / ({{a}} (1 − {{a}}))"
        a, y = (self._write(float(k[i, 0])) for k in (frame.a[l], frame.y))
        recipe = how.format(a=symbol("a", l, i), y=f"y{lowered(i + 1)}")
        value = float(frame.dC_da[l][i, 0])
        return self._one(derivative("a", l, i), recipe, how.format(a=a, y=y), value, frame.fresh_dC_da(l))

    def sigma_prime(self, l: int, i: int) -> Said:
        """σ'(z^ℓ_i), by what it is of a^ℓ_i where that is shorter."""
        frame, how = self._m.frame, SLOPE.get(self._m.sigma(l), "σ'({z})")
        value = float(self._m.sigma_prime(l)[i, 0])
        recipe = how.format(a=symbol("a", l, i), z=symbol("z", l, i))
        a, z = (self._write(float(k[l][i, 0])) for k in (frame.a, frame.z))
        numbers = how.format(a=a, z=z)
        return self._one(f"σ'({symbol('z', l, i)})", recipe, numbers, value, frame.fresh_a(l))

    def mixing(self, l: int, i: int, k: int) -> Said:
        """∂a^ℓ_k/∂z^ℓ_i = a^ℓ_k (δ_ki − a^ℓ_i), where softmax mixes the nodes."""
        frame = self._m.frame
        values = float(frame.a[l][k, 0]), float(frame.a[l][i, 0])
        first, second = symbol("a", l, k), symbol("a", l, i)
        how = "{} · (1 − {})" if i == k else "−{} · {}"
        numbers = how.format(*map(self._write, values))
        value = float(self._m.mixing(l)[k, i])
        name = f"∂{first}/∂{symbol('z', l, i)}"
        return self._one(name, how.format(first, second), numbers, value, frame.fresh_a(l))

    def dC_dz(self, l: int, i: int, bias: bool = False) -> Said:
        """∂C/∂z^ℓ_i = ∂C/∂a^ℓ_i σ'(z^ℓ_i), which is ∂C/∂b^ℓ_i as well."""
        frame = self._m.frame
        name = f"{derivative('b', l, i)} = {derivative('z', l, i)}" if bias else derivative("z", l, i)
        if (S := self._m.mixing(l)) is not None:
            nodes = range(frame.n[l])
            terms = [(derivative("a", l, k), f"∂{symbol('a', l, k)}/∂{symbol('z', l, i)}") for k in nodes]
            values = [(float(frame.dC_da[l][k, 0]), float(S[k, i])) for k in nodes]
            return self._sum(name, terms, values, None, float(frame.dC_dz[l][i, 0]), frame.fresh_dC_dz(l))
        recipe = f"{derivative('a', l, i)} · σ'({symbol('z', l, i)})"
        parts = float(frame.dC_da[l][i, 0]), float(self._m.sigma_prime(l)[i, 0])
        value = float(frame.dC_dz[l][i, 0])
        return self._one(name, recipe, self._times(*parts), value, frame.fresh_dC_dz(l))

    def dC_dw(self, l: int, i: int, j: int) -> Said:
        """∂C/∂w^ℓ_ij = ∂C/∂z^ℓ_i a^{ℓ−1}_j, the sample's own."""
        frame = self._m.frame
        recipe = f"{derivative('z', l, i)} · {symbol('a', l - 1, j)}"
        parts = float(frame.dC_dz[l][i, 0]), float(frame.a[l - 1][j, 0])
        value = float(self._m.dC_dw(l)[i, j])
        return self._one(derivative("w", l, i, j), recipe, self._times(*parts), value, frame.fresh_dC_dz(l))

    # The batch and the update

    def mean(self, pick: Pick) -> Said:
        """∂C̄/∂w: not the sample's, but the batch's."""
        name, frame = parameter_name(pick), self._m.frame
        value = float(self._m.mean(pick.l, _base(pick))[pick.A, pick.B or 0])
        of = "the last batch" if frame.live else "the batch"
        recipe = f"mean of ∂C/∂{name} over the {grouped(frame.m)} samples of {of}"
        return self._one(f"∂{MEAN}/∂{name}", recipe, "", value, frame.fresh_dC_dz(pick.l))

    def change(self, pick: Pick) -> Said:
        """Δw = −η ∂C̄/∂w, or what else the rule makes of it."""
        name, of, at = parameter_name(pick), _base(pick), (pick.A, pick.B or 0)
        made = update_of(self._m.frame, pick, float(self._m.mean(pick.l, of)[at]))
        value = float(self._m.change(pick.l, of)[at])
        recipe, numbers = rule_of(made, name, self._write)
        return self._one(f"Δ{name}", recipe, numbers, value, fresh=True)

    def new(self, pick: Pick) -> Said:
        """w + Δw."""
        name, of, at = parameter_name(pick), _base(pick), (pick.A, pick.B or 0)
        old, change = float(self._m.old(pick.l, of)[at]), float(self._m.change(pick.l, of)[at])
        numbers = f"{self._write(old)} + {self._signed(change)}"
        value = float(self._m.new(pick.l, of)[at])
        return self._one(f"new {name}", f"{name} + Δ{name}", numbers, value, fresh=True)

    def old(self, pick: Pick) -> Said:
        """The weight or bias that the update begins with."""
        if not self._m.updated:
            return self.parameter(pick)
        value = float(self._m.old(pick.l, _base(pick))[pick.A, pick.B or 0])
        return self._same(f"{parameter_name(pick)} before the update = {self._write(value)}")

    # Writing

    def _same(self, words: str) -> Said:
        return Said(words, words)

    def _one(self, name: str, recipe: str, numbers: str, value: float, fresh: bool) -> Said:
        return self._same(self._ended(name, recipe, numbers, value, fresh))

    def _sum(
        self,
        name: str,
        terms: Sequence[tuple[str, str]],
        numbers: Sequence[tuple[float, float]],
        last: tuple[str, str] | None,
        value: float,
        fresh: bool,
    ) -> Said:
        """A sum of products, and a last summand: most of them, and few."""

        def written(most: int) -> str:
            kept, more = cut(range(len(terms)), most), (("", "") if last is None else last)
            symbols = [k if isinstance(k, str) else " ".join(terms[k]) for k in kept]
            values = [k if isinstance(k, str) else self._times(*numbers[k], later=k > 0) for k in kept]
            recipe, summed = (
                " + ".join(filter(None, [*k, m])) for k, m in zip((symbols, values), more, strict=True)
            )
            return self._ended(name, recipe, summed, value, fresh)

        return Said(written(MOST), written(2))

    def _ended(self, name: str, recipe: str, numbers: str, value: float, fresh: bool) -> str:
        """Name, recipe, numbers and value; no numbers where they are not those that the value is made of."""
        if math.isnan(value):
            return f"{name} = {recipe}: {self._unknown}"
        if not fresh:
            return f"{name} = {recipe} = {self._write(value)}, {EARLIER}"
        return " = ".join(filter(None, (name, recipe, numbers, self._write(value))))

    def _times(self, one: float, other: float, later: bool = False) -> str:
        """A product; of one that is a `later` summand both factors come after a sign."""
        return f"{self._signed(one) if later else self._write(one)} · {self._signed(other)}"

    def _signed(self, value: float) -> str:
        """A number that comes after a sign."""
        text = self._write(value)
        return f"({text})" if text.startswith("−") else text


def cut(parts: Sequence, most: int) -> list:
    """All parts, or the first ones, dots, and the last where there are more than `most`."""
    return list(parts) if len(parts) <= most else [*parts[: most - 2 or 1], "…", parts[-1]]


def _base(pick: Pick) -> str:
    return "b" if pick.B is None else "w"
