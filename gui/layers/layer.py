"""One layer as equations between matrices: forwards, backwards, and the update."""

from collections.abc import Callable
from functools import partial

from core.checks import Array
from core.cursor import Phase
from core.selection import Pick
from gui.layers import names
from gui.layers.blocks import Blocks
from gui.layers.cells import Cells
from gui.layers.moment import Moment
from gui.layers.rules import change_title
from gui.matrices.block import Block, Equation, Item, Sign
from gui.matrices.whereabouts import Where, node_in_column, node_in_row, weight_across
from gui.writing.formula import Formula, Sym

EQUALS, PLUS, MINUS, ENTRYWISE, DIVIDED = Sign("="), Sign("+"), Sign("−"), Sign("⊙"), Sign("⊘")
FORWARD, BACKWARD, UPDATE = range(3)


class Layer:
    """Builds the equations of layer `l`."""

    def __init__(self, moment: Moment, cells: Cells, l: int) -> None:
        """Take the moment, and what tells of its entries."""
        self._m, self._frame, self._cells, self._l = moment, moment.frame, cells, l
        self._make = Blocks(l, moment.pick)

    def equations(self) -> tuple[Equation, ...]:
        """All of them, in the order of the step."""
        return (*self._forward(), *self._backward(), *self._update())

    # Forwards

    def _forward(self) -> list[Equation]:
        m, l = self._m, self._l
        work = m.works(Phase.FORWARD, l)
        sum_ = (self._z(), EQUALS, self._w(), self._a(l - 1), PLUS, self._b())
        named: Formula = (names.whole("a", l), " = ", *names.of_z("σ", l))
        return [self._equation(sum_, FORWARD, work), self._equation((self._a(l, named),), FORWARD, work)]

    def _z(self) -> Block:
        l = self._l
        return self._make.vector(f"z {l}", self._frame.z[l], l, self._cells.z, "z", self._frame.fresh_a(l))

    def _a(self, l: int, title: Formula = ()) -> Block:
        frame = self._frame
        cell = self._cells.a if l else self._cells.x
        return self._make.vector(f"a {l}", frame.a[l], l, cell, title or "a", not l or frame.fresh_a(l))

    def _y(self) -> Block:
        return self._make.vector("y", self._frame.y, self._l, self._cells.y, (Sym("y"),))

    def _w(self) -> Block:
        return self._make.weights(f"w {self._l}", self._m.w[self._l], self._cells.parameter, "w")

    def _b(self) -> Block:
        return self._make.biases(f"b {self._l}", self._m.b[self._l], self._cells.parameter, "b")

    # Backwards

    def _backward(self) -> list[Equation]:
        m, l = self._m, self._l
        work = m.works(Phase.BACKWARD, l)
        through: tuple[Item, ...] = (self._dC_dz(bias=True), EQUALS)
        if m.mixing(l) is None:
            through = (*through, self._dC_da(l), ENTRYWISE, self._sigma_prime())
        else:
            through = (*through, self._mixing(m.mixing(l)), self._dC_da(l))
        outer = (self._dC_dw(), EQUALS, self._dC_dz(), self._a_transposed())
        found = [self._equation(through, BACKWARD, work), self._equation(outer, BACKWARD, work)]
        if l == m.L:
            found.insert(0, self._cost())
        if l > 1:
            back = (self._dC_da(l - 1), EQUALS, self._w_transposed(), self._dC_dz())
            found.append(self._equation(back, BACKWARD, work))
        return found

    def _cost(self) -> Equation:
        """∂C/∂a^L, by the formula of the cost: with it the way back begins."""
        l, cost = self._l, self._frame.experiment.cost
        if cost != "mse":
            crossed = (self._dC_da(l), *self._cross_entropy(cost))
            return self._equation(crossed, BACKWARD, self._m.works(Phase.COST, l))
        share = Sign(f"= 2/{self._frame.n[l]} (")
        items = (self._dC_da(l), share, self._a(l), MINUS, self._y(), Sign(")"))
        return self._equation(items, BACKWARD, self._m.works(Phase.COST, l))

    def _cross_entropy(self, cost: str) -> tuple[Item, ...]:
        """−y ⊘ a^L, or 1/n_L (a^L − y) ⊘ σ'(z^L), divided entry by entry."""
        l = self._l
        if cost == "cross-entropy":
            return Sign("= −"), self._y(), DIVIDED, self._a(l)
        share = Sign(f"= 1/{self._frame.n[l]} (")
        return share, self._a(l), MINUS, self._y(), Sign(") ⊘"), self._sigma_prime()

    def _dC_da(self, l: int) -> Block:
        frame = self._frame
        title, fresh = (names.by("a", l),), frame.fresh_dC_da(l)
        return self._make.vector(f"dC_da {l}", frame.dC_da[l], l, self._cells.dC_da, title, fresh)

    def _sigma_prime(self) -> Block:
        l = self._l
        values, title = self._m.sigma_prime(l), names.of_z("σ'", l)
        fresh = self._frame.fresh_a(l)
        return self._make.vector(f"slope {l}", values, l, self._cells.sigma_prime, title, fresh)

    def _mixing(self, S: Array) -> Block:
        """(∂a^L/∂z^L)ᵀ, where softmax mixes the outputs."""
        l = self._l
        where = node_in_column(l)
        rows: Where = lambda s: tuple((i, j) for i, _ in where(s) for j in range(len(S)))  # noqa: E731
        cell, fresh = partial(self._cells.mixing, l), self._frame.fresh_a(l)
        return self._make.block(f"slope {l}", S.T, names.jacobian_transposed(l), cell, rows, fresh)

    def _dC_dz(self, bias: bool = False) -> Block:
        """∂C/∂z^ℓ, and that it is ∂C/∂b^ℓ where that is asked for."""
        frame, l = self._frame, self._l
        fresh, name = frame.fresh_dC_dz(l), f"dC_dz {l}"
        if bias:
            title: Formula = (names.by("b", l), " = ", names.by("z", l))
            return self._make.biases(name, frame.dC_dz[l], self._cells.dC_db, title, fresh, or_node=True)
        return self._make.vector(name, frame.dC_dz[l], l, self._cells.dC_dz, (names.by("z", l),), fresh)

    def _dC_dw(self) -> Block:
        l = self._l
        values, title = self._m.dC_dw(l), (names.by("w", l),)
        return self._make.weights(f"dC_dw {l}", values, self._cells.dC_dw, title, self._frame.fresh_dC_dz(l))

    def _a_transposed(self) -> Block:
        l = self._l - 1
        cell = self._cells.a if l else self._cells.x
        return self._make.block(
            f"a {l}",
            self._frame.a[l].T,
            names.transposed("a", l),
            lambda _, j: cell(l, j),
            node_in_row(l),
            not l or self._frame.fresh_a(l),
        )

    def _w_transposed(self) -> Block:
        l = self._l
        return self._make.block(
            f"w {l}",
            self._m.w[l].T,
            names.transposed("w", l),
            lambda j, i: self._cells.parameter(Pick(l, i, j)),
            weight_across(l),
        )

    # The update

    def _update(self) -> list[Equation]:
        found = []
        for base, make in (("w", self._make.weights), ("b", self._make.biases)):
            work = self._m.works(Phase.BACKWARD, self._l)
            mean = self._equation((self._mean(base, make),), UPDATE, work)
            found += [mean, self._equation(self._step(base, make), UPDATE, self._m.works(Phase.UPDATE, 0))]
        return found

    def _mean(self, base: str, make: Callable[..., Block]) -> Block:
        l = self._l
        title = ("batch mean ", names.mean_by(base, l))
        fresh = self._frame.fresh_dC_dz(l)
        return make(f"mean {base} {l}", self._m.mean(l, base), self._cells.mean, title, fresh)

    def _step(self, base: str, make: Callable[..., Block]) -> tuple[Item, ...]:
        """New w = w + Δw."""
        m, l, cells = self._m, self._l, self._cells
        frame, name = self._frame, names.whole(base, l)
        changed = change_title(base, l, frame.optimiser, bool(frame.regulariser))
        return (
            make(f"{base} {l}", m.new(l, base), cells.new, ("new ", name)),
            EQUALS,
            make(f"{base} {l}", m.old(l, base), cells.old, (name,)),
            PLUS,
            make(f"change {base} {l}", m.change(l, base), cells.change, changed),
        )

    def _equation(self, items: tuple[Item, ...], part: int, work: bool) -> Equation:
        return Equation(items, self._l, part, work, aside=part == UPDATE)
