"""The matrix view: every number of every layer, when it is known, and how it comes about."""

import numpy as np
import pytest
from by_hand import SIGMA_PRIME, BatchPass, Pass
from canvas_mouse import hover
from chain_panel import worked_example
from driving import Key, Modifier
from matrix_mouse import Matrices
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from reading import painted_texts

from core.commands import Step
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.writing.formula import plain

EXAMPLE = Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4)
DEEP = default_experiment("circle").with_hidden((4, 3, 3))
ACTIVATIONS = [("tanh", "sigmoid"), ("relu", "identity"), ("sigmoid", "tanh")]


def by_hand(frame, w=None, b=None):
    x, y = frame.x[:, 0], frame.y[:, 0]
    return Pass(w or frame.w, b or frame.b, frame.experiment.activations, x, y)


def go_to(driver, place):
    """Do phase after phase until the step has come to a place."""
    driver.window.canvas.setFocus()
    while driver.frame.place != place:
        driver.step("phase")
    Matrices.settle()


def same(shown, expected):
    expected = np.asarray(expected)
    assert shown == pytest.approx(expected[:, None] if expected.ndim == 1 else expected, rel=1e-12, abs=1e-15)


# The numbers


@pytest.mark.parametrize(("hidden", "output"), ACTIVATIONS)
def test_every_matrix_of_every_layer_is_right(open_window, hidden, output):
    driver = open_window(DEEP.with_sigma(hidden, output), size=(1280, 800))
    m = Matrices(driver)
    go_to(driver, 9)
    frame = driver.frame
    hand, L = by_hand(frame), frame.L
    for l in range(1, L + 1):
        same(m.values(f"z {l}"), hand.z[l])
        same(m.values(f"a {l}"), hand.a[l])
        same(m.values(f"slope {l}"), SIGMA_PRIME[frame.experiment.activations[l - 1]](hand.z[l]))
        same(m.values(f"dC_da {l}"), hand.dC_da[l])
        same(m.values(f"dC_dz {l}"), hand.dC_dz[l])
        same(m.values(f"dC_dw {l}"), hand.dC_dw[l])
        same(m.values(f"w {l}"), frame.w[l])
        same(m.values(f"b {l}"), frame.b[l])
    same(m.values("w 3", 1), frame.w[3].T)
    same(m.values("a 2", 2), hand.a[2][None, :])
    same(m.values("y"), frame.y)
    assert not [block for block in m.sheet.rows if "dC_da 0" in str(block)]


def test_matrices_have_their_true_shape_and_their_names(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    m = Matrices(driver)
    shown = (("w 2", 0), ("w 2", 1), ("a 1", 2), ("slope 2", 0))
    assert [plain(m.block(*k).title) for k in shown] == ["w²", "(w²)^T", "(a¹)^T", "σ'(z²)"]
    assert plain(m.block("dC_dz 2").title) == "∂C/∂b² = ∂C/∂z²"
    assert plain(m.block("mean w 2").title) == "batch mean ∂C̄/∂w²"
    assert plain(m.block("change w 2").title) == "Δw² = −η ∂C̄/∂w²"
    shapes = {name: m.values(name).shape for name in ("z 2", "w 2", "a 1", "dC_dw 2", "mean b 2")}
    assert shapes == {"z 2": (3, 1), "w 2": (3, 4), "a 1": (4, 1), "dC_dw 2": (3, 4), "mean b 2": (3, 1)}


def test_the_update_is_made_of_the_batch_s_mean_and_not_of_one_sample(open_window):
    driver = open_window(default_experiment("iris"), size=(1280, 800))
    m = Matrices(driver)
    driver.step("step")
    frame = driver.frame
    assert frame.precedes_update
    x, y = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    mean = BatchPass(frame.w_before, frame.b_before, frame.experiment.activations, x, y)
    own = by_hand(frame, frame.w_before, frame.b_before)
    for l in (1, 2):
        same(m.values(f"mean w {l}"), mean.dC_dw[l])
        same(m.values(f"mean b {l}"), mean.dC_db[l])
        same(m.values(f"change w {l}"), -frame.experiment.eta * mean.dC_dw[l])
        same(m.values(f"dC_dw {l}"), own.dC_dw[l])
        same(m.values(f"z {l}"), own.z[l])
        assert not np.allclose(m.values(f"mean w {l}"), m.values(f"dC_dw {l}"))
        used, new, old = (m.values(f"w {l}", k) for k in (0, -2, -1))
        assert np.array_equal(used, frame.w_before[l])
        assert np.array_equal(new, frame.w[l])
        assert np.array_equal(old, frame.w_before[l])
    assert "before the update" in m.panel.head.words.toolTip()


def test_while_training_runs_all_of_it_is_one_moment(driver):
    m = Matrices(driver)
    driver.run_at_full_speed()
    driver.until(lambda: np.isfinite(m.values("z 1")).all())
    first = m.values("z 1").copy()
    driver.until(lambda: not np.array_equal(m.values("z 1"), first))
    product = m.values("w 1") @ m.values("a 0") + m.values("b 1")
    assert m.values("z 1") == pytest.approx(product, abs=1e-12)
    assert m.values("dC_dw 1") == pytest.approx(m.values("dC_dz 1") @ m.values("a 0").T, abs=1e-12)
    assert np.isfinite(m.values("mean w 1")).all()
    driver.pause()


# When it is known


KNOWN = {
    1: {"z 1", "a 1", "slope 1"},
    2: {"z 2", "a 2", "slope 2"},
    3: {"dC_da 2"},
    4: {"dC_dz 2", "dC_dw 2", "dC_da 1", "mean w 2"},
    5: {"dC_dz 1", "dC_dw 1", "mean w 1"},
    6: {"change w 1", "change w 2"},
}
ALL = set().union(*KNOWN.values())


def test_it_fills_in_phase_by_phase_and_what_is_at_work_stands_out(open_window):
    driver = open_window(EXAMPLE, size=(1280, 800))
    m = Matrices(driver)
    work = {
        0: set(),
        1: {(1, "z 1"), (1, "a 1")},
        2: {(2, "z 2"), (2, "a 2")},
        3: {(2, "dC_da 2")},
        4: {(2, "dC_dz 2"), (2, "dC_dw 2"), (2, "dC_da 1"), (2, "mean w 2"), (2, "mean b 2")},
        5: {(1, "dC_dz 1"), (1, "dC_dw 1"), (1, "mean w 1"), (1, "mean b 1")},
        6: {(l, f"{base} {l}") for l in (1, 2) for base in "wb"},
    }
    for place in range(7):
        go_to(driver, place)
        known = set().union(*(KNOWN[k] for k in range(1, place + 1)))
        assert {name for name in ALL if np.isfinite(m.values(name)).all()} == known
        assert m.at_work() == work[place]


def test_what_is_left_of_an_earlier_step_is_pale_and_stays_what_it_was(open_window):
    driver = open_window(EXAMPLE, size=(1280, 800))
    m = Matrices(driver)
    driver.press(Key.Key_Period)
    driver.wait_for(lambda f: f.view.sample is not None)
    driver.step("step")
    before = {name: m.values(name).copy() for name in ("dC_dw 2", "dC_dz 2", "a 1")}
    go_to(driver, 1)
    assert m.block("a 1").fresh
    assert not m.block("dC_dw 2").fresh
    assert not m.block("z 2").fresh
    assert not np.array_equal(m.values("a 1"), before["a 1"])
    assert np.array_equal(m.values("dC_dw 2"), before["dC_dw 2"])
    m.point("dC_dw 2")
    assert m.words.endswith("not of this step yet")
    go_to(driver, 4)
    assert m.block("dC_dw 2").fresh
    assert not np.array_equal(m.values("dC_dw 2"), before["dC_dw 2"])


def test_an_exercise_leaves_the_next_phase_s_numbers_unreadable(open_window):
    driver = open_window(EXAMPLE, size=(1280, 800))
    m = Matrices(driver)
    driver.step("step")
    driver.window.canvas.setFocus()
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda f: f.view.exercise)
    driver.window.engine.send(Step("phase"))
    driver.wait_for(lambda f: f.place == 0)
    for place in range(6):
        m.settle()
        frame = driver.frame
        coming = KNOWN[place + 1] - ({"slope 1", "slope 2"} if place < 2 else set())
        assert all(np.isnan(m.values(name)).all() for name in coming)
        assert all(np.isfinite(m.values(name)).all() for k in range(1, place + 1) for name in KNOWN[k] - {
            "slope 1", "slope 2"})  # fmt: skip
        for name in coming:
            m.point(name)
            assert m.words.endswith(("the exercise has not come to it yet", "not computed yet"))
        hand = by_hand(frame)
        hidden = {0: hand.z[1], 1: hand.z[2], 2: hand.dC_da[2], 3: hand.dC_dz[2], 4: hand.dC_dz[1]}
        painted = {text for _, _, text in painted_texts(m.sheet)}
        assert not painted & {driver.window.digits.write(v) for v in hidden.get(place, ())}
        driver.window.engine.send(Step("phase"))
        driver.wait_for(lambda f, place=place: f.place == place + 1)


# The mouse, both ways


def worked_out(open_window):
    """The network whose numbers are known on paper, at the end of the backward pass."""
    m = Matrices(worked_example(open_window))
    go_to(m.driver, 5)
    return m


SAID = [
    ("z 2", "z²₁ = w²₁₁ a¹₁ + w²₁₂ a¹₂ + b²₁ = 1.000 · 0.6225 + (−1.000) · 0.6514 + 0.2500 = 0.2211"),
    ("a 2", "a²₁ = σ(z²₁) = σ(0.2211) = 0.5551"),
    ("dC_da 2", "∂C/∂a²₁ = 2/1 (a²₁ − y₁) = 2/1 (0.5551 − 1.000) = −0.8899"),
    ("slope 2", "σ'(z²₁) = a²₁ (1 − a²₁) = 0.5551 (1 − 0.5551) = 0.2470"),
    ("dC_dz 2", "∂C/∂b²₁ = ∂C/∂z²₁ = ∂C/∂a²₁ · σ'(z²₁) = −0.8899 · 0.2470 = −0.2198"),
    ("dC_dw 2", "∂C/∂w²₁₁ = ∂C/∂z²₁ · a¹₁ = −0.2198 · 0.6225 = −0.1368"),
    ("dC_da 1", "∂C/∂a¹₁ = w²₁₁ ∂C/∂z²₁ = 1.000 · (−0.2198) = −0.2198"),
    ("w 2", "w²₁₁ = 1.000, weight from node 1 in layer 1 to node 1 in the output"),
    ("a 0", "a⁰₁ = x₁ = 1.000, input x₁"),
    ("y", "y₁ = 1.000, what output 1 should be"),
]


def test_an_entry_says_how_it_comes_about(open_window):
    m = worked_out(open_window)
    for name, words in SAID:
        m.point(name)
        assert m.words == words
    QTest.mouseMove(m.sheet, QPoint(1, 1))
    assert m.words.startswith("Point at an entry")


def test_an_entry_lights_what_it_comes_from(open_window):
    m = worked_out(open_window)
    canvas = m.driver.window.canvas
    for name, lit in (
        ("z 2", {Pick(2, 0, 0), Pick(2, 0, 1), Pick(2, 0), Node(1, 0), Node(1, 1)}),
        ("dC_dw 1", {Pick(1, 0, 0), Node(1, 0), Node(0, 0)}),
        ("dC_da 1", {Node(1, 0), Pick(2, 0, 0), Node(2, 0)}),
        ("b 1", {Pick(1, 0)}),
    ):
        m.point(name)
        assert set(canvas._lit) == lit
    QTest.mouseMove(m.sheet, QPoint(1, 1))
    assert canvas._lit == ()


def test_what_is_under_the_mouse_in_the_network_is_marked(open_window):
    m = worked_out(open_window)
    for selection, name, entry in ((Pick(1, 1, 0), "dC_dw 1", (1, 0)), (Node(1, 1), "z 1", (1, 0))):
        m.at(name, *entry)
        hover(m.driver, Pick(2, 0, 0))
        m.driver.until(lambda: m.driver.window.canvas.hovered == Pick(2, 0, 0))
        box = m.sheet.rect_at(m.place(name, *entry)).toAlignedRect()
        plain_ = m.sheet.grab(box).toImage()
        hover(m.driver, selection)
        m.driver.until(lambda box=box, plain_=plain_: m.sheet.grab(box).toImage() != plain_)


def test_a_click_selects_the_weight_the_bias_or_the_node(open_window):
    m = worked_out(open_window)
    for entry, selected in (
        (("w 1", 1, 0), Pick(1, 1, 0)),
        (("w 2", 1, 0, 1), Pick(2, 0, 1)),  # (w²)ᵀ
        (("mean w 1", 0, 1), Pick(1, 0, 1)),
        (("b 2",), Pick(2, 0)),
        (("dC_dz 1", 1), Pick(1, 1)),
        (("a 1", 1), Node(1, 1)),
    ):
        m.click(*entry)
        m.driver.wait_for(lambda f, selected=selected: f.pick == selected)
    m.click("w 1", 1, 0)
    m.driver.wait_for(lambda f: f.pick == Pick(1, 1, 0))
    m.settle()
    marked = {b.name: b.marked for row in m.sheet.rows for b in row if getattr(b, "marked", ())}
    assert set(marked) == {"w 1", "dC_dw 1", "mean w 1", "change w 1"}
    assert set(marked.values()) == {((1, 0),)}
