"""The chain rule as a row of matrices: every factor in its true shape, and what is left after each."""

import numpy as np

from core.chain_rule import ChainRule
from core.checks import Array
from core.derivation import Derivation
from core.selection import Node, Pick, Selection
from core.symbols import parameter_name
from gui.chain import names
from gui.matrices.block import Block, Cell, Item, Row, Sign, Strip
from gui.matrices.whereabouts import jacobian, node_in_column, node_in_row, number
from gui.writing.digits import Digits
from gui.writing.formula import Formula, plain

HELD_BACK = "the exercise has not come to it yet."
TIMES = Sign("·", ("·",))


class Factors:
    """Builds the row of one derivation; numbers in words are written with `digits`."""

    def __init__(self, derivation: Derivation, digits: Digits) -> None:
        """Take the derivation."""
        self.d, self.chain, self.write = derivation, derivation.chain, digits.write

    def row(self) -> Row:
        """∂C/∂w^ℓ_AB = (1) (2) (3) (4) = the number; only the factors that there are."""
        chain = self.chain
        items: list[Item] = [Sign("", (names.derivative(chain), "="), spare=True), self._first()]
        if chain.column is None and not chain.is_mixed:
            items += self._read_at_A()
        elif chain.column is not None:
            for k, jacobian in zip(range(chain.L, chain.pick.l + 1, -1), chain.jacobians, strict=True):
                items += [TIMES, self._jacobian(k, jacobian)]
            items += [TIMES, self._column(chain.column)]
        items += [TIMES, self._local(), Sign("=", ("=",)), self._value()]
        return tuple(items)

    # (1)

    def _first(self) -> Block:
        chain = self.chain
        L, i = chain.L, names.letter(chain, chain.L)
        n_L = len(chain.dC_daL)
        last = chain.column is None and not chain.is_mixed
        at: int | str = chain.pick.A if last and n_L == 1 else i
        return Block(
            name="(1)",
            values=chain.dC_daL[np.newaxis, :],
            cell=lambda _, j: self._first_cell(j),
            title=(names.by_a(L, at),),
            note=names.of_cost(self.d.net.cost, n_L, names.a(L, at), names.target(at)),
            mark="(1)",
            marked=((0, chain.pick.A),) if last and n_L > 1 else (),
            where=node_in_row(L),
        )

    def _first_cell(self, i: int) -> Cell:
        chain, y = self.chain, float(self.d.y[i])
        L, aL = chain.L, float(chain.a[chain.L][i])
        n_L = len(chain.dC_daL)
        name = plain((names.by_a(L, i),))
        if self.d.held_back and np.isnan(chain.dC_daL[i]):
            return Cell(f"{name}: {HELD_BACK}", (Node(L, i),))
        cost = self.d.net.cost
        parts = names.cost_words(cost, n_L, plain((names.a(L, i),)), plain((names.target(i),)))
        numbers = names.cost_words(cost, n_L, self.write(aL), self.write(y))
        return Cell(f"{name} = {parts} = {numbers} = {self.write(chain.dC_daL[i])}", (Node(L, i),))

    def _read_at_A(self) -> list[Item]:
        """For ℓ = L only the entry A of (1) counts; a single entry needs no picking out."""
        chain, A = self.chain, self.chain.pick.A
        if len(chain.dC_daL) == 1:
            return []
        one = Block(
            name="(1) at A",
            values=chain.dC_daL[np.newaxis, [A]],
            cell=lambda *_: self._first_cell(A),
            title=(names.by_a(chain.L, A),),
            where=number(Node(chain.L, A)),
        )
        return [Sign("→", (f"at i = {A + 1}:",)), one]

    # (2) and (3)

    def _jacobian(self, k: int, values: Array) -> Block:
        chain = self.chain
        i, j = names.letter(chain, k), names.letter(chain, k - 1)
        rest = chain.rows[chain.L - k + 1]
        return Block(
            name=f"(2) {k}",
            values=values,
            cell=lambda r, c: self._jacobian_cell(k, r, c),
            title=(names.jacobian(k, i, j),),
            note=self._slope_note(k, i, j),
            mark="(2)",
            strip=Strip(
                ("= ", *names.inline_by_a(k - 1, j)),
                rest[np.newaxis, :],
                lambda c: self._rest_cell(k - 1, c, float(rest[c])),
            ),
            where=jacobian(k, len(values), range(values.shape[1])),
        )

    def _jacobian_cell(self, k: int, i: int, j: int) -> Cell:
        slope, w = float(self.chain.sigma_prime[k][i]), float(self.d.net.w[k][i, j])
        known = self._knows(k)
        if k == self.chain.L and self.chain.mixing is not None:
            return self._mixed_cell(i, j, known)
        words = self._product((names.jacobian(k, i, j),), names.slope(k, i, (i, j)), slope, w, known)
        pick = Pick(k, i, j)
        hint = f"double click: set {parameter_name(pick)} in it"
        return Cell(words, (pick, Node(k, i), Node(k - 1, j)), pick, "parameter", hint=hint)

    def _slope_note(self, k: int, i: int | str, j: int | str) -> Formula:
        if k == self.chain.L and self.chain.mixing is not None:
            return names.mixed_slope(k, i, j)
        return names.slope(k, i, (i, j))

    def _mixed_cell(self, i: int, j: int, known: bool) -> Cell:
        """An entry of ∂a^L/∂a^{L−1} where outputs are mixed."""
        L = self.chain.L
        value = float(self.chain.mixing[i] @ self.d.net.w[L][:, j])
        name, note = plain((names.jacobian(L, i, j),)), plain(names.mixed_slope(L, i, j))
        end = f" = {self.write(value)}" if known else f": {HELD_BACK}"
        return Cell(f"{name} = {note}{end}", (Node(L, i), Node(L - 1, j)))

    def _knows(self, k: int) -> bool:
        """Whether the Jacobian of layer k, or its column (3), is not held back."""
        chain = self.chain
        factor = chain.column if k == chain.pick.l + 1 else chain.jacobians[chain.L - k]
        return not (self.d.held_back and np.isnan(factor).all())

    def _column(self, values: Array) -> Block:
        chain, A = self.chain, self.chain.pick.A
        k = chain.pick.l + 1
        j = names.letter(chain, k)
        return Block(
            name="(3)",
            values=values[:, np.newaxis],
            cell=lambda r, _: self._jacobian_cell(k, r, A),
            title=(names.jacobian(k, j, A),),
            note=self._slope_note(k, j, A),
            mark="(3)",
            strip=Strip(
                ("= ", *names.inline_by_a(k - 1, A)),
                np.array([[chain.dC_daA]]),
                lambda _: self._rest_cell(k - 1, A, chain.dC_daA),
            ),
            where=jacobian(k, len(values), range(A, A + 1)),
        )

    def _rest_cell(self, k: int, i: int, value: float) -> Cell:
        name = plain((names.by_a(k, i),))
        over = names.letter(self.chain, k + 1)
        by = plain((names.jacobian(k + 1, over, i),))
        words = f"{name} = Σ over {over} of {plain((names.by_a(k + 1, over),))} · {by} = {self.write(value)}"
        return Cell(words, (Node(k, i),))

    # (4) and the result

    def _local(self) -> Block:
        pick = self.chain.pick
        if isinstance(self.chain.local, np.ndarray):
            return self._mixed_local(self.chain.local)
        return Block(
            name="(4)",
            values=np.array([[self.chain.local]]),
            cell=lambda *_: self._local_cell(),
            title=(names.local(self.chain),),
            note=self._local_note(pick),
            mark="(4)",
            where=number(*self._local_lights(pick)),
        )

    def _mixed_local(self, values: Array) -> Block:
        """(4) where outputs are mixed: a column, one entry for each of them."""
        chain, pick = self.chain, self.chain.pick
        i = names.letter(chain, chain.L)
        return Block(
            name="(4)",
            values=values[:, np.newaxis],
            cell=lambda r, _: self._mixed_local_cell(r, float(values[r])),
            title=(names.local(chain, i),),
            note=self._mixed_note(pick, i),
            mark="(4)",
            where=node_in_column(pick.l),
        )

    def _mixed_note(self, pick: Pick, i: int | str) -> Formula:
        slope = names.inline_by_z(pick.l, i, pick.A)
        return slope if pick.B is None else (*slope, "·", names.a(pick.l - 1, pick.B))

    def _mixed_local_cell(self, i: int, value: float) -> Cell:
        pick = self.chain.pick
        name, note = plain((names.local(self.chain, i),)), plain(self._mixed_note(pick, i))
        end = f": {HELD_BACK}" if self.d.held_back else f" = {self.write(value)}"
        return Cell(f"{name} = {note}{end}", (Node(pick.l, i), *self._local_lights(pick)), pick)

    def _local_note(self, pick: Pick) -> Formula:
        slope: Formula = ("σ'(", names.z(pick.l, pick.A), ")")
        return slope if pick.B is None else (*slope, names.a(pick.l - 1, pick.B))

    def _local_cell(self) -> Cell:
        pick = self.chain.pick
        slope = float(self.chain.sigma_prime[pick.l][pick.A])
        name, note = (names.local(self.chain),), self._local_note(pick)
        lights = self._local_lights(pick)
        known = not self.d.held_back
        if pick.B is None:
            value = self.write(slope) if known else HELD_BACK
            return Cell(f"{plain(name)} = {plain(note)} = {value}", lights, pick)
        into = float(self.chain.a[pick.l - 1][pick.B])
        words = self._product(name, note, slope, into, known)
        return Cell(words, lights, pick)

    def _local_lights(self, pick: Pick) -> tuple[Selection, ...]:
        ends = (pick, Node(pick.l, pick.A))
        return ends if pick.B is None else (*ends, Node(pick.l - 1, pick.B))

    def _value(self) -> Block:
        chain = self.chain
        words = f"{plain((names.derivative(chain),))} = {self.write(chain.value)}"
        return Block(
            name="value",
            values=np.array([[chain.value]]),
            cell=lambda *_: Cell(words, (chain.pick,), chain.pick),
            where=number(chain.pick),
            title=(names.derivative(chain),),
            key=True,
        )

    def _product(self, name: Formula, parts: Formula, one: float, other: float, known: bool) -> str:
        if not known:
            return f"{plain(name)} = {plain(parts)}: {HELD_BACK}"
        numbers = f"{self.write(one)} · {self.write(other)}"
        return f"{plain(name)} = {plain(parts)} = {numbers} = {self.write(one * other)}"


def remark(chain: ChainRule) -> str:
    """Why (4) is a single number."""
    l, A, B = chain.pick.l, chain.pick.A, chain.pick.B
    z = plain((names.z(l, A),))
    if chain.is_mixed:
        return f"(4): softmax mixes the outputs, so that {z} changes all of them: it is a column."
    if B is None:
        return f"(4): {z} has the bias as a summand of its own, so that nothing but σ' is left of ∂a/∂b."
    w, a = plain((names.parameter(chain),)), plain((names.a(l - 1, B),))
    return f"(4): {z} sums over all j, but only the summand j = B = {B + 1} has {w} in it: only {a} survives."
