"""An update on the canvas: the equations of the rule that makes it, and its numbers on one weight."""

import math

from core.cursor import Phase
from core.frame import Frame
from core.optimisers import OPTIMISERS, GradientDescent, called
from core.selection import Pick, index_of
from core.update import Update, update_of
from gui.writing.equations import Equation, equation
from gui.writing.formula import plain
from gui.writing.indices import parameter_name
from gui.writing.numbers import MINUS, grouped, significant
from gui.writing.updates import along, along_in_numbers, written

DIGITS = 4
SAME = 1e-9
"""Share of the numbers at hand within which a change counts as the one that the rule makes."""

RULES: dict[str, tuple[str, ...]] = {
    "momentum": ("momentum-v", "momentum-theta"),
    "rmsprop": ("rmsprop-s", "rmsprop-theta"),
    "adam": ("adam-m", "adam-s", "adam-m-hat", "adam-s-hat", "adam-theta"),
}
"""Equations of the optimisers that remember something; g has one of its own."""


def kind_of_R(frame: Frame) -> str:
    """How the names of R's equations end, which has λ₁ or λ₂ or both."""
    R = frame.regulariser
    return "" if R.l1 and R.l2 else "-l1" if R.l1 else "-l2"


def rule_equations(frame: Frame) -> tuple[Equation, ...]:
    """The equations by which updates are made."""
    R = bool(frame.regulariser)
    if frame.optimiser == GradientDescent.name:
        names: tuple[str, ...] = ("update-w", "update-b")
        if R:
            names = "update-w-regularised", "update-b", f"penalty{kind_of_R(frame)}"
    else:
        names = "slope-regularised" if R else "slope", *RULES[frame.optimiser]
    return tuple(equation(name) for name in names)


def sentences(frame: Frame) -> tuple[str, ...]:
    """What the update did, to the weight or bias that is picked or to all of them; and the same in short.

    The most telling wording comes first.
    """
    done = f"Step {grouped(frame.cursor.step)} is done"
    if isinstance(frame.pick, Pick):
        made = _made(frame, frame.pick)
        if made is not None:
            return _of_one(frame, frame.pick, made, done)
    if frame.optimiser != GradientDescent.name or frame.regulariser:
        of = "C̄ + R" if frame.regulariser else "C̄"
        return f"{done}: w and b went downhill on {of} by {called(frame.optimiser)}.", f"{done}."
    return f"{done}: w and b went downhill by η times the batch's mean gradient.", f"{done}."


def _of_one(frame: Frame, pick: Pick, made: Update, done: str) -> tuple[str, ...]:
    name, write = parameter_name(pick), _write
    before, after = (float(k[index_of(pick, frame.n)]) for k in (frame.theta_before, frame.theta))
    if made.frozen:
        return f"{done}: {name} is frozen and stays {write(after)}.", f"{name} is frozen."
    change = f"{written(made.eta)} · {along_in_numbers(made, write)}"
    went = f"{name} went from {write(before)} to {write(after)}."
    whole = f"{done}: {name} ← {write(before)} {MINUS} {change} = {write(after)}."
    return whole, f"{done}: {went}", went


def remembered(frame: Frame, pick: Pick) -> list[tuple[str, str]]:
    """R's slope, the optimiser's memory and Δ of one weight or bias, each a symbol and its value.

    At UPDATE, and while training runs, memory is told before and after; otherwise as it is now.
    """
    found: list[tuple[str, str]] = []
    name, place = parameter_name(pick), index_of(pick, frame.n)
    if frame.regulariser and pick.B is not None:
        found.append((f"∂R/∂{name}", _write(update_of(frame, pick, math.nan).penalty)))
    done = frame.cursor.phase is Phase.UPDATE
    if frame.memory is not None and frame.memory_before is not None:
        for k, slot in enumerate(OPTIMISERS[frame.optimiser].slots):
            now, before = (_remembered(slot, float(m[k, place])) for m in (frame.memory, frame.memory_before))
            found.append((slot, f"{before} → {now}" if done and before != now else now))
    if done:
        found.append((f"Δ{name}", _change(frame, pick)))
    return found


def _change(frame: Frame, pick: Pick) -> str:
    made = _made(frame, pick)
    if made is None:
        place = index_of(pick, frame.n)
        return _write(float(frame.theta[place]) - float(frame.theta_before[place]))
    if made.frozen:
        return "0, frozen"
    name = parameter_name(pick)
    symbols = plain(along(made, (f"∂C̄/∂{name}",), (f"∂R/∂{name}",)))
    return f"{_write(made.delta)} = {MINUS}η {symbols}"


def _made(frame: Frame, pick: Pick) -> Update | None:
    """The update that was done; None where it is not known, or something was edited after it."""
    if frame.gradient is None:
        return None
    place = index_of(pick, frame.n)
    made = update_of(frame, pick, float(frame.gradient[place]))
    before, after = float(frame.theta_before[place]), float(frame.theta[place])
    wanted = before + made.delta
    same = abs(after - wanted) <= SAME * max(abs(before), abs(wanted))
    return made if same and math.isfinite(wanted) else None


def _write(value: float) -> str:
    return significant(value, DIGITS)


def _remembered(slot: str, value: float) -> str:
    counts = slot == "t" and math.isfinite(value)
    return grouped(value) if counts else _write(value)
