"""Outputs that softmax mixes, cross-entropies, and other activations, wherever numbers are shown."""

import numpy as np
import pytest
from chain_pages import Bench
from PySide6.QtWidgets import QApplication

from core.activations import ACTIVATIONS, HIDDEN
from core.commands import Show, Step, ViewSpec
from core.cursor import phase_count
from core.derivation import held_back
from core.experiment import Experiment, default_experiment
from core.lesson import lesson
from core.selection import Pick
from core.session import Session
from gui.chain.factors import Factors, remark
from gui.chain.paths import PathsPage
from gui.layers.cells import Cells
from gui.layers.layer import Layer
from gui.layers.moment import Memory, Moment
from gui.lessons.catalogue import LIVE
from gui.matrices.block import Block
from gui.network.caption import caption
from gui.panels.controls import ControlsPanel
from gui.targets import guessing_cost
from gui.writing.digits import Digits

IRIS = ("iris", (4, 3, 3))
CASES = {
    "shares": Experiment(*IRIS, ("tanh", "softmax"), eta=0.1, m=4),
    "cross-entropy": Experiment(*IRIS, ("softplus", "softmax"), eta=0.1, m=4, cost="cross-entropy"),
    "binary": Experiment(*IRIS, ("leaky relu", "sigmoid"), eta=0.1, m=4, cost="binary cross-entropy"),
    "deep": Experiment("iris", (4, 3, 3, 3), ("leaky relu", "softplus", "softmax"), eta=0.1, m=4),
    "one layer": Experiment("line", (1, 1), ("softmax",), eta=0.1, m=4),
}
EVERY = pytest.mark.parametrize("case", CASES)

pytestmark = pytest.mark.usefixtures("qapp")


def picks(n):
    for l in range(1, len(n)):
        yield Pick(l, n[l] - 1, 0)
        yield Pick(l, 0)


def moments(experiment):
    """A frame of every phase of a step, with every kind of weight and bias selected."""
    session = Session(experiment)
    for _ in range(phase_count(len(experiment.n) - 1)):
        for pick in picks(experiment.n):
            session.apply(Show(ViewSpec(pick=pick, panels=frozenset({"chain_rule"}))))
            yield session.frame()
        session.apply(Step("phase"))


@EVERY
def test_every_lesson_has_its_numbers(case):
    for frame in moments(CASES[case]):
        shown = lesson(frame)
        for name, live in LIVE.items():
            text = live(shown).plain()
            assert text, name
            assert "nan" not in text.lower(), name


@EVERY
@pytest.mark.parametrize("hidden", [False, True])
def test_the_factors_multiply_to_the_derivative_and_every_entry_says_what_it_is(case, hidden):
    for frame in moments(CASES[case]):
        d = held_back(frame.derivation, frame) if hidden else frame.derivation
        blocks = {k.name: k for k in Factors(d, Digits()).row() if isinstance(k, Block)}
        for block in blocks.values():
            for i, j in np.ndindex(block.values.shape):
                cell = block.cell(i, j)
                assert cell.words
                assert "nan" not in cell.words.lower()
        assert remark(d.chain).endswith(".")
        if d.held_back:
            continue
        chain = d.chain
        assert ("(1) at A" in blocks) == (chain.column is None and not chain.is_mixed and len(d.y) > 1)
        left_out = {"value", "(1)"} if "(1) at A" in blocks else {"value"}
        factors = [blocks[k].values for k in blocks if k not in left_out]
        product = np.linalg.multi_dot(factors) if len(factors) > 1 else factors[0]
        assert product.item() == pytest.approx(chain.value, rel=1e-9, abs=1e-14)
        if chain.is_mixed:
            assert blocks["(4)"].values.shape == (len(d.y), 1)
            assert f"∂z{'¹²³'[chain.L - 1]}" in blocks["(4)"].cell(0, 0).words


@pytest.mark.parametrize("case", ["shares", "cross-entropy", "one layer"])
@pytest.mark.parametrize("B", [0, None])
def test_the_paths_of_a_mixed_output_fan_out_in_its_layer(case, B, qtbot):
    experiment = CASES[case]
    L, n_L = len(experiment.n) - 1, experiment.n[-1]
    bench = Bench(qtbot, PathsPage, experiment, Pick(L, 0, B), size=(640, 320))
    lit = []
    bench.page.lit.connect(lit.append)
    lines = bench.page.lines
    assert len(lines) == n_L
    up = "¹²³"[L - 1]
    assert {k.words for k in lines} == {f"z{up}₁ → a{up}{'₁₂₃'[i]} → C" for i in range(n_L)}
    chain = bench.frame.derivation.chain
    assert sum(k.value for k in lines) == pytest.approx(chain.value, abs=1e-12 * max(1.0, chain.paths_size))
    bench.show()
    assert all(k.i < n_L and k.l == L for k in lit[-1][1:])


@EVERY
def test_a_window_goes_through_a_whole_step(case, open_window):
    experiment = CASES[case]
    driver = open_window(experiment)
    L = len(experiment.n) - 1
    panels = frozenset({"chain_rule", "matrices"})
    driver.window.engine.send(Show(ViewSpec(pick=Pick(L, 0, 0), panels=panels)))
    for _ in range(phase_count(L)):
        driver.step()
        QApplication.processEvents()
        assert caption(driver.frame).sentence.endswith(".")
    assert driver.frame.message is None


@pytest.mark.parametrize("case", ["shares", "deep"])
def test_the_matrices_of_a_mixed_layer_multiply_to_its_derivative(case):
    for frame in moments(CASES[case]):
        moment, L = Moment(frame, Memory()), len(CASES[case].n) - 1
        equations = Layer(moment, Cells(moment, Digits()), L).equations()
        blocks = {k.name: k for e in equations for k in e.items if isinstance(k, Block)}
        for block in blocks.values():
            assert all(block.cell(i, j).words for i, j in np.ndindex(block.values.shape))
        slope = blocks[f"slope {L}"]
        assert slope.values.shape == (3, 3)
        if frame.fresh_dC_dz(L):
            product = slope.values @ blocks[f"dC_da {L}"].values
            np.testing.assert_allclose(product, blocks[f"dC_dz {L}"].values, atol=1e-15)
            a = frame.a[L][:, 0]
            np.testing.assert_allclose(slope.values, np.diag(a) - np.outer(a, a), atol=1e-15)
            assert slope.cell(0, 0).words.startswith(f"∂a{'¹²³'[L - 1]}₁/∂z{'¹²³'[L - 1]}₁ = ")
            assert " · (1 − " in slope.cell(1, 1).words
        assert Layer(moment, Cells(moment, Digits()), 1).equations()


@pytest.mark.parametrize("case", ["cross-entropy", "binary"])
def test_the_cost_s_own_derivative_stands_in_the_matrices_and_in_the_caption(case):
    for frame in moments(CASES[case]):
        equations = Layer(moment := Moment(frame, Memory()), Cells(moment, Digits()), 2).equations()
        (found,) = [e for e in equations if any("⊘" in getattr(k, "words", "") + str(k) for k in e.items)]
        blocks = {k.name: k for k in found.items if isinstance(k, Block)}
        for block in blocks.values():
            assert all(block.cell(i, j).words for i, j in np.ndindex(block.values.shape))
        if frame.fresh_cost:
            a, y = (blocks[k].values for k in ("a 2", "y"))
            wanted = -y / a if case == "cross-entropy" else (a - y) / 3 / blocks["slope 2"].values
            np.testing.assert_allclose(blocks["dC_da 2"].values, wanted, rtol=1e-12)
    assert len(caption(frame).equations) >= 2


def test_softmax_can_be_chosen_for_the_output_and_left_again(open_window):
    driver = open_window(default_experiment("iris"))
    panel = driver.window.controls
    for sigma in ("softmax", "sigmoid", "softmax"):
        panel.output_sigma.setCurrentIndex(panel.output_sigma.findData(sigma))
        panel.output_sigma.activated.emit(panel.output_sigma.currentIndex())
        driver.wait_for(lambda f, sigma=sigma: f.experiment.activations[-1] == sigma)
        driver.step()
    panel.hidden.changed.emit(())
    driver.wait_for(lambda f: f.experiment.n == (4, 3))
    assert driver.frame.experiment.activations == ("softmax",)
    panel.hidden.changed.emit((5,))
    driver.wait_for(lambda f: f.experiment.n == (4, 5, 3))
    assert driver.frame.experiment.activations == ("tanh", "softmax")
    assert driver.frame.message is None


@EVERY
def test_what_knowing_nothing_costs_is_a_number(case):
    session = Session(CASES[case])
    dataset = session.frame().dataset
    found = guessing_cost(dataset, CASES[case])
    shares = dataset.y.mean(axis=1)
    if case == "cross-entropy":
        assert found == pytest.approx(-float(shares @ np.log(shares)), rel=1e-9)
    assert 0 < found < 10


def test_every_sigma_that_any_layer_can_have_may_be_chosen(qtbot):
    panel = ControlsPanel()
    qtbot.addWidget(panel)
    for field, wanted in ((panel.sigma, HIDDEN), (panel.output_sigma, ACTIVATIONS)):
        assert [field.itemData(k) for k in range(field.count())] == list(wanted)


@pytest.mark.parametrize("sigma", HIDDEN)
def test_the_caption_of_the_way_forward_has_an_equation_for_every_sigma(sigma):
    session = Session(default_experiment("circle").with_sigma(sigma))
    while session.frame().cursor.l != 1:
        session.apply(Step("phase"))
    assert len(caption(session.frame()).equations) == 3
