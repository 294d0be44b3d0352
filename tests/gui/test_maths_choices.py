"""The page of mathematics tells of what was chosen: σ, cost, R, optimiser, schedule and beginning."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from core.commands import Edit, Show, Step, ViewSpec
from core.experiment import Experiment, default_experiment
from core.initialisations import INITIALISATIONS
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Pick
from core.session import Session
from gui.lessons.maths_page import MathsPage
from gui.lessons.updating import UNKNOWN
from gui.theme import DARK

PICK = Pick(2, 1, 3)
CIRCLE = default_experiment("circle")
SHARES = Experiment("iris", (4, 5, 3), ("relu", "softmax"), cost="cross-entropy", eta=0.1, m=10)
BINARY = Experiment("iris", (4, 5, 3), ("softplus", "sigmoid"), cost="binary cross-entropy", eta=0.1, m=10)


class Page:
    """The page beside a session."""

    def __init__(self, qtbot, experiment, pick=PICK, **settings):
        self.session = Session(replace(experiment, **settings))
        self.session.apply(Show(ViewSpec(pick=pick)))
        self.page = MathsPage()
        qtbot.addWidget(self.page)
        self.page.set_theme(DARK)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.step(0)

    def step(self, times=1):
        for _ in range(times):
            self.session.apply(Step("step"))
        self.page.show_frame(self.session.frame())
        return self.session.frame()

    def lines(self, name):
        return self.page.shown[name].plain().splitlines()


def number(text):
    return float(text.replace("−", "-"))


def worked_out(text):
    return eval(text.replace("−", "-").replace("·", "*").replace("½", "0.5"), {})


def test_the_slope_of_every_layer_has_its_own_formula(qtbot):
    page = Page(qtbot, CIRCLE, activations=("leaky relu", "tanh", "sigmoid"))
    frame = page.step()
    one, two, three = page.lines("sigmas")
    z = frame.z[1][3, 0]
    assert one.startswith("leaky relu:  σ'(z¹₄) = 0.01 + 0.99 · [")
    assert number(one.split()[-1]) == (1 if z > 0 else 0.01)
    assert two.startswith("tanh:  σ'(z²₂) = 1 − (a²₂)²")
    assert number(two.split()[-1]) == pytest.approx(1 - frame.a[2][1, 0] ** 2, rel=1e-3)
    assert three.startswith("sigmoid:  σ'(z³₁) = a³₁ (1 − a³₁)")


def test_softmax_has_its_whole_matrix(qtbot):
    page = Page(qtbot, SHARES)
    a = page.step().a[2][:, 0]
    shares, S = page.lines("softmax")
    assert [number(k) for k in shares.split("(")[1].rstrip(")").split(",")] == pytest.approx(a, rel=1e-3)
    rows = [[number(k) for k in row.split()] for row in S.split("[")[1].rstrip("]").split(";")]
    np.testing.assert_allclose(rows, np.diag(a) - np.outer(a, a), rtol=5e-3)


@pytest.mark.parametrize("experiment", [SHARES, BINARY], ids=["shares", "binary"])
def test_a_cross_entropy_is_written_with_its_numbers(qtbot, experiment):
    page = Page(qtbot, experiment)
    frame = page.step()
    _, numbers, value = page.lines("cost")
    numbers = re.sub(r"ln ([\d.e−]+)", r"log(\1)", numbers.removeprefix("=").strip()).replace("ln(", "log(")
    numbers = re.sub(r"1/3 *\(", "1/3 * (", numbers).replace("−", "-").replace("·", "*")
    assert eval(numbers, {"log": math.log}) == pytest.approx(frame.C, rel=2e-3)
    assert number(value.split()[-1]) == pytest.approx(frame.C, rel=1e-3)
    for i, line in enumerate(page.lines("entropies")):
        assert line.startswith(f"∂C/∂z²{'₁₂₃'[i]} = ")
        assert number(line.split()[-1]) == pytest.approx(frame.dC_dz[2][i, 0], rel=1e-3)
        share = 1 / 3 if experiment is BINARY else 1
        inside = line.split("(")[1].split(")")[0]
        assert share * worked_out(inside) == pytest.approx(frame.dC_dz[2][i, 0], rel=1e-2)


def test_what_is_not_there_says_what_to_choose(qtbot):
    page = Page(qtbot, CIRCLE)
    for name, said in (
        ("softmax", "With softmax"),
        ("entropies", "With a cross-entropy"),
        ("regulariser", "λ₁"),
    ):
        (line,) = page.lines(name)
        assert said in line
        assert page.page.shown[name].fresh
        assert page.page.shown[name].lights


@pytest.mark.parametrize("R", [{"l1": 0.02}, {"l2": 0.3}, {"l1": 0.02, "l2": 0.3}])
def test_r_and_its_slope_are_worked_out(qtbot, R):
    page = Page(qtbot, CIRCLE, **R)
    frame = page.session.frame()
    value, slope = page.lines("regulariser")
    numbers, outcome = value.split("  =  ")[1:]
    assert worked_out(numbers) == pytest.approx(number(outcome), rel=2e-3)
    assert number(outcome) == pytest.approx(frame.R, rel=1e-3)
    w = frame.w[2][1, 3]
    wanted = R.get("l1", 0) * np.sign(w) + R.get("l2", 0) * w
    assert slope.startswith("∂R/∂w²₂₄ = ")
    assert number(slope.split()[-1]) == pytest.approx(wanted, rel=1e-3)
    bias = Page(qtbot, CIRCLE, pick=Pick(2, 1), **R)
    assert "0,  as R is of weights alone" in bias.lines("regulariser")[1]


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_optimiser_at_work_has_its_lines(qtbot, optimiser):
    page = Page(qtbot, CIRCLE, optimiser=optimiser)
    assert not page.page.shown["optimisers"].fresh
    frame = page.step(3)
    first, *rest = page.lines("optimisers")
    assert first.lower() == f"by {optimiser}, as it is here:"
    assert [k.split(" ")[0] for k in rest if k.split(" ")[0] in "vsmt"] == sorted(
        OPTIMISERS[optimiser].slots, key="tmsv".index
    )
    assert number(rest[-1].split()[-1]) == pytest.approx(frame.w[2][1, 3], rel=1e-3)
    assert page.page.shown["optimisers"].fresh
    assert page.lines("update")[-1].split()[-1] == rest[-1].split()[-1]


def test_a_frozen_weight_stays_on_the_page_too(qtbot):
    page = Page(qtbot, CIRCLE)
    page.session.apply(Edit("frozen", True, at=PICK))
    page.step()
    assert page.lines("update")[-1].startswith("Frozen")
    assert page.lines("optimisers")[-1].startswith("Frozen")


def test_the_rate_goes_on_as_the_schedule_says(qtbot):
    page = Page(qtbot, CIRCLE)
    assert page.lines("schedules") == ["ηk = 0.5,  constant"]
    page = Page(qtbot, CIRCLE, schedule=Schedule("step", 2, 0.1))
    frame = page.step(3)
    settings, rate = page.lines("schedules")
    assert settings == "k = 2,  K = 2,  r = 0.1"
    assert rate == "ηk = 0.5 · 0.1¹  =  0.05"
    assert frame.eta == pytest.approx(0.05)


@pytest.mark.parametrize("name", INITIALISATIONS)
def test_the_beginning_is_that_of_the_weight_s_layer(qtbot, name):
    page = Page(qtbot, CIRCLE, initialisation=name)
    (line,) = page.lines("beginnings")
    assert line.lower().startswith(f"{name}, layer 2:  w² ")
    spreads = {
        "uniform": 1 / math.sqrt(4),
        "xavier": math.sqrt(6 / 6),
        "he": math.sqrt(2 / 4),
        "scaled": 1 / 2,
    }
    if name in spreads:
        assert number(line.split()[-1]) == pytest.approx(spreads[name], rel=1e-3)


def test_where_memory_is_not_told_no_number_is_made_up(qtbot):
    page = Page(qtbot, CIRCLE, pick=None, optimiser="adam")
    frame = page.step(2)
    page.page.show_frame(replace(frame, memory=None, memory_before=None, gradient=None))
    assert page.lines("update") == page.lines("optimisers")[-1:] == [UNKNOWN]
