"""The update as it is told where numbers of it stand: true by every rule."""

from dataclasses import replace

import numpy as np
import pytest
from chain_pages import Bench
from matrix_mouse import Matrices
from reading import painted_texts

from core.commands import Edit, Seek, Step
from core.experiment import default_experiment
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Pick
from core.session import Session
from gui.chain.batch import BatchPage
from gui.layers.moment import Memory, Moment
from gui.runs.difference import difference
from gui.writing.formula import plain

CIRCLE = default_experiment("circle")
REMEMBERING = [name for name, k in OPTIMISERS.items() if k.slots]
RULES = {
    "gradient descent": ("Δw² = −η (∂C̄/∂w² + ∂R/∂w²)", "−η (∂C̄/∂w²₁₁ + ∂R/∂w²₁₁)"),
    "momentum": ("Δw² by momentum", "−η v"),
    "rmsprop": ("Δw² by rmsprop", "−η (∂C̄/∂w²₁₁ + ∂R/∂w²₁₁) / (√s + 10⁻⁸)"),
    "adam": ("Δw² by adam", "−η m̂ / (√ŝ + 10⁻⁸)"),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_the_matrices_hold_what_the_update_did(open_window, name):
    schedule = Schedule("step", 1, 0.5)
    driver = open_window(replace(CIRCLE, optimiser=name, l2=0.1, schedule=schedule), size=(1280, 800))
    m = Matrices(driver)
    driver.step("step")
    driver.step("step")
    frame = driver.frame
    assert frame.precedes_update
    for l in range(1, frame.L + 1):
        np.testing.assert_allclose(
            frame.w_before[l] + m.values(f"change w {l}"), frame.w[l], rtol=1e-13, atol=1e-15
        )
        np.testing.assert_allclose(
            frame.b_before[l] + m.values(f"change b {l}"), frame.b[l], rtol=1e-13, atol=1e-15
        )
    title, recipe = RULES[name]
    assert plain(m.block("change w 2").title).lower() == title.lower()
    assert "∂R" not in plain(m.block("change b 2").title)
    m.point("change w 2")
    assert m.words.startswith(f"Δw²₁₁ = {recipe} = −0.25 · ")
    assert_is_worked_out(m.words, float(m.values("change w 2")[0, 0]))


@pytest.mark.parametrize(("quantity", "value"), [("eta", 3.0), ("l2", 2.0), ("eta", 1e-9)])
def test_an_edit_after_the_update_changes_nothing_of_what_it_did(quantity, value):
    session = Session(replace(CIRCLE, l2=0.1))
    session.apply(Step("step"))
    before = session.frame()
    session.apply(Edit(quantity, value))
    frame = session.frame()
    assert frame.precedes_update
    for found in (before, frame):
        moment = Moment(found, Memory())
        for l in range(1, frame.L + 1):
            np.testing.assert_allclose(
                moment.change(l, "w"), frame.w[l] - frame.w_before[l], rtol=1e-9, atol=1e-15
            )


def assert_is_worked_out(words, value):
    """The numbers in the middle of the line make the one at its end."""
    numbers = words.split(" = ")[2].replace("−", "-").replace("·", "*").replace("√", "1 * root ")
    numbers = numbers.replace("10⁻⁸", "1e-8").replace("×10", "e")
    assert "e⁻" not in numbers, numbers
    parts = numbers.split("root ")
    if len(parts) == 2:
        under, rest = parts[1].split(" ", 1)
        numbers = f"{parts[0]}({under})**0.5 {rest}"
    assert eval(numbers) == pytest.approx(value, rel=5e-3)


@pytest.mark.parametrize("name", REMEMBERING)
def test_the_line_below_the_batch_tells_what_will_be_and_what_was(qtbot, name):
    bench = Bench(qtbot, BatchPage, replace(CIRCLE, optimiser=name, l1=0.01), Pick(2, 1, 3), size=(700, 200))
    bench.digits.set(6)
    assert "the update is to come" in "".join(text for _, _, text in painted_texts(bench.page.update_line))
    before = bench.page.found
    bench.session.apply(Step("step"))
    bench.show()
    found = bench.page.found
    assert found.done
    assert found.explained
    assert found.after == pytest.approx(before.after, rel=1e-12)
    assert "the update is done" in "".join(text for _, _, text in painted_texts(bench.page.update_line))
    bench.session.apply(Edit("l1", 0.2))
    bench.show()
    said = "".join(text for _, _, text in painted_texts(bench.page.update_line))
    assert "was edited after" in said


def test_runs_tell_in_which_rules_they_differ():
    session = Session(CIRCLE)
    session.train(9)
    for command in (
        Seek(3),
        Edit("optimiser", "adam"),
        Edit("l2", 0.01),
        Edit("schedule", Schedule("step", 9)),
    ):
        session.apply(command)
        session.finish()
    session.train(2)
    lines = {k.name: k.values for k in difference(session.frame().history.runs)}
    assert lines["optimiser"] == ("gradient descent", "Adam")
    assert lines["λ₂"] == ("0", "0.01")
    assert lines["schedule of η"] == ("constant", "step, times 0.5 each 9 steps")
    assert not {"λ₁", "initialisation", "learning rate η"} & set(lines)
