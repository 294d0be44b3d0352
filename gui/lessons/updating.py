"""The update of one weight or bias line by line: what goes into it, what is remembered, what comes out."""

import math
from collections.abc import Callable, Iterator

from core.contributions import Contributions
from core.cursor import Phase
from core.frame import Frame
from core.optimisers import Adam, GradientDescent, Momentum, RMSProp
from core.schedules import Schedule
from gui.lessons.live import Line, Note, parameter
from gui.writing.formula import Formula, Sym
from gui.writing.indices import raised
from gui.writing.numbers import MINUS, grouped
from gui.writing.numbers import UNKNOWN as UNKNOWN_NUMBER
from gui.writing.updates import (
    M_HAT,
    S_HAT,
    G,
    M,
    S,
    T,
    V,
    Write,
    added,
    along,
    along_in_numbers,
    bracketed,
    written,
)

Lines = Iterator[Line | Note]

FROZEN = "Frozen: updates leave it, and what is remembered of it, alone."
UNKNOWN = "What is remembered of it is shown while training stands, or once it is selected."
EDITED = "How updates are made, or the number itself, was edited after this one."


class Updating:
    """The lines of one update; without their numbers where `write` is None."""

    def __init__(self, found: Contributions, frame: Frame, write: Write | None) -> None:
        """Take the batch, the frame that it is of, and how numbers are written."""
        self._found, self._made, self._frame, self._write = found, found.update, frame, write
        self._symbol = parameter(found.pick)
        over = parameter(found.pick, "∂")
        self._slope: Formula = (Sym("∂C̄"), "/", over)
        self._penalty: Formula = (Sym("∂R"), "/", over)

    def lines(self) -> tuple[Line | Note, ...]:
        """All of them, in the order in which they are worked out."""
        made = () if self._stands else (*self.rate(), *self.memory())
        return (*self.gradient(), *made, *self.last())

    def last(self) -> tuple[Line | Note, ...]:
        """What becomes of the weight or bias; and why, where that is not what the rule makes of it."""
        if self._unknown:
            return (Note(UNKNOWN),)
        if not self._stands:
            return (self._new(),)
        edited = not self._found.explained
        return self._outcome(moved=edited), Note(EDITED if edited else FROZEN)

    @property
    def _unknown(self) -> bool:
        return bool(self._made.slots) and self._frame.memory is None

    @property
    def _stands(self) -> bool:
        """Whether nothing is made by the rule that could be shown."""
        return self._unknown or self._made.frozen or not self._found.explained

    def gradient(self) -> Lines:
        """What the optimiser is given: ∂C̄/∂w, and ∂R/∂w where there is R; g where its rule says so."""
        found, made, m = self._found, self._made, len(self._found.samples)
        mean: Formula = (f"mean of {grouped(m)} samples' ", Sym("∂C"), "/", parameter(found.pick, "∂"))
        if m == 1:
            mean = (Sym("∂C"), "/", parameter(found.pick, "∂"))
        yield self._line(self._slope, mean, lambda _: "", found.mean)
        if self._frame.regulariser:
            yield self.penalty()
        if made.optimiser != GradientDescent.name:
            parts: Formula = (*self._slope, " + ", *self._penalty) if made.penalty else self._slope
            both = made.penalty != 0
            yield self._line(
                (G,), parts, lambda w: f"{w(made.slope)}{added(w(made.penalty))}" if both else "", made.g
            )

    def penalty(self) -> Line:
        """∂R/∂w, where there is R."""
        R, w = self._frame.regulariser, self._found.before
        if self._found.pick.B is None:
            return Line(self._penalty, ("0,  as R is of weights alone",))
        signs: Formula = (Sym("λ", "", "1"), " sign(", self._symbol, ")") if R.l1 else ()
        decay: Formula = (Sym("λ", "", "2"), " ", self._symbol) if R.l2 else ()

        def in_numbers(write: Write) -> str:
            parts = f"{written(R.l1)} · {_sign(w)}", f"{written(R.l2)} · {bracketed(write(w))}"
            return " + ".join(part for part, there in zip(parts, (signs, decay), strict=True) if there)

        both: Formula = (*signs, " + ", *decay) if signs and decay else signs or decay
        return self._line(self._penalty, both, in_numbers, self._made.penalty)

    def rate(self) -> Lines:
        """η of this step, where a schedule makes it another one from step to step."""
        e = self._frame.experiment
        if e.schedule.kind == "constant" or self._write is None:
            return
        step = self._frame.cursor.step - (self._frame.cursor.phase is Phase.UPDATE)
        yield Line((Sym("η"),), (f"{scheduled(e.schedule, e.eta, step)}  =  {written(self._made.eta)}",))

    def memory(self) -> Lines:
        """What is remembered: before, and after."""
        makers = {Momentum.name: self._momentum, RMSProp.name: self._rmsprop, Adam.name: self._adam}
        if self._made.optimiser in makers:
            yield from makers[self._made.optimiser]()

    def _momentum(self) -> Lines:
        made, mu = self._made, f"{Momentum.mu:g}"
        (before,), (after,) = made.memory_before, made.memory
        yield self._line(
            (V,),
            ("μ ", V, " + ", G),
            lambda w: f"{mu} · {bracketed(w(before))}{added(w(made.g))}",
            after,
            "←",
        )

    def _rmsprop(self) -> Lines:
        yield self._mean_of_squares("ρ", RMSProp.rho, 0)

    def _mean_of_squares(self, letter: str, keep: float, slot: int) -> Line:
        """S ← ρ s + (1 − ρ) g²."""
        made = self._made
        before, after = made.memory_before[slot], made.memory[slot]
        return self._line(
            (S,),
            (f"{letter} ", S, f" + (1 − {letter}) ", G, "²"),
            lambda w: f"{keep:g} · {w(before)} + {1 - keep:.6g} · {bracketed(w(made.g))}²",
            after,
            "←",
        )

    def _adam(self) -> Lines:
        made, one, two = self._made, Adam.beta_1, Adam.beta_2
        (m, _, t), (m_after, s_after, t_after) = made.memory_before, made.memory
        yield self._line((T,), (T, " + 1"), lambda _: f"{_count(t)} + 1", t_after, "←", _count)
        yield self._line(
            (M,),
            ("β₁ ", M, " + (1 − β₁) ", G),
            lambda w: f"{one:g} · {bracketed(w(m))} + {1 - one:.6g} · {bracketed(w(made.g))}",
            m_after,
            "←",
        )
        yield self._mean_of_squares("β₂", two, 1)
        if made.corrected is not None:
            for hat, of, letter, keep, after, value in (
                (M_HAT, M, "1", one, m_after, made.corrected[0]),
                (S_HAT, S, "2", two, s_after, made.corrected[1]),
            ):
                yield self._corrected((hat, of), letter, keep, (after, t_after), value)

    def _corrected(
        self, symbols: tuple[Sym, Sym], letter: str, keep: float, parts: tuple[float, float], value: float
    ) -> Line:
        """The mean made up for its beginning at 0: m̂ = m / (1 − β₁ᵗ)."""
        (hat, of), (after, t) = symbols, parts
        return self._line(
            (hat,),
            (of, " / (1 − ", Sym("β", "t", letter), ")"),
            lambda w: f"{bracketed(w(after))} / (1 − {keep:g}{raised(int(t))})",
            value,
        )

    def _new(self) -> Line:
        """The new weight or bias."""
        made, before = self._made, self._found.before
        symbols: Formula = (
            self._symbol,
            f" {MINUS} ",
            Sym("η"),
            " ",
            *along(made, self._slope, self._penalty),
        )
        return self._line(
            (self._symbol,),
            symbols,
            lambda w: f"{w(before)} {MINUS} {written(made.eta)} · {along_in_numbers(made, w)}",
            self._found.after,
            "←",
        )

    def _outcome(self, moved: bool) -> Line:
        """The weight or bias where no rule makes it what it is."""
        write, found = self._write, self._found
        if write is None:
            return Line((self._symbol,), (), "")
        way = f"{write(found.before)} → " if moved else ""
        return Line((self._symbol,), (f"{way}{write(found.after)}",), ":" if moved else "=")

    def _line(
        self,
        left: Formula,
        symbols: Formula,
        numbers: Callable[[Write], str],
        value: float,
        sign: str = "=",
        say: Write | None = None,
    ) -> Line:
        """One line: symbols = numbers = value; `say` writes the value if it is written otherwise."""
        if self._write is None:
            return Line(left, symbols, sign)
        parts = [k for k in (numbers(self._write), (say or self._write)(value)) if k]
        return Line(left, (*symbols, *(f"  =  {k}" for k in parts)), sign)


def scheduled(schedule: Schedule, eta: float, step: int) -> str:
    """What a schedule that is not constant makes of η after so many steps, in numbers."""
    to, span = f"{schedule.to:g}", schedule.span
    if schedule.kind == "step":
        return f"{written(eta)} · {to}{raised(step // span)}"
    gone = f"{grouped(min(step, span))} / {grouped(span)}"
    return f"{written(eta)} · ({to} + (1 − {to}) · (1 + cos(π · {gone})) / 2)"


def _sign(w: float) -> str:
    return "1" if w > 0 else f"({MINUS}1)" if w < 0 else "0"


def _count(t: float) -> str:
    return UNKNOWN_NUMBER if math.isnan(t) else grouped(t)
