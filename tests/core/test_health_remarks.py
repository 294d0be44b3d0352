"""Remarks on the health of gradients: each on both sides of its threshold, and none of what is well."""

from dataclasses import replace

import numpy as np
import pytest

from core.commands import Run, Step
from core.experiment import default_experiment
from core.health.measuring import Health, LayerHealth
from core.health.remarks import (
    EXPLODING,
    GRAVE,
    LARGE,
    SATURATED,
    SMALL,
    VANISHING,
    nothing_remarkable,
    remarks,
)
from core.health.words import about, layers_named, share_about
from core.presets import preset
from core.session import Session

WELL = LayerHealth(
    norm=0.1, rms=0.02, weight=4.0, change=0.004, frozen=0, saturated=0.1, dead=0, slope=0.2, pull=1, alike=1
)
CLOSE = 1.001


def case(*layers, sigma="sigmoid", count=8, n=None):
    """The same measurement several times; each layer says what of it is not well."""
    table = np.array([WELL._replace(**k) for k in layers])
    n = n or (2, *(4 for _ in layers[:-1]), 1)
    sigmas = (sigma,) * len(layers) if isinstance(sigma, str) else sigma
    counts = np.zeros((len(layers), 43), np.int32)
    return [Health(step, 100, n, sigmas, counts, table) for step in range(1, count + 1)]


def kinds(recent, before=()):
    return [(k.kind, k.layers, k.grave) for k in remarks(recent, before)]


def test_what_is_well_is_not_remarked():
    assert remarks(case({}, {"norm": 0.3}, {})) == ()
    assert "within a factor of 3 of" in nothing_remarkable(case({}, {"norm": 0.29}, {}))
    assert nothing_remarkable(case({})).startswith("Nothing to remark: ")
    assert remarks([]) == ()


def test_gradients_that_vanish_are_told_with_the_reason():
    found = remarks(case({"norm": 0.1 / 47_000, "slope": 0.19}, {"slope": 0.19}, {"norm": 0.1}))
    assert [(k.kind, k.layers, k.grave) for k in found] == [("vanishing", (1,), True)]
    assert found[0].sentence == (
        "Gradients vanish: ‖∂C̄/∂w¹‖ is about 1/50,000 of ‖∂C̄/∂w³‖. On its way back through each layer the "
        "derivative is multiplied by w and σ′, and σ′ of sigmoid is at most ¼, here 0.19 on average."
    )


def test_what_it_is_can_be_told_without_the_reason():
    vanishing, frozen = remarks(case({"norm": 1e-9}, {}, {"frozen": 1.0}))
    assert vanishing.brief == "Gradients vanish: ‖∂C̄/∂w¹‖ is about 10⁻⁸ of ‖∂C̄/∂w³‖."
    assert frozen.brief == frozen.sentence


def test_vanishing_begins_at_its_threshold_and_is_over_well_above_it():
    below = case({"norm": 0.1 * VANISHING / CLOSE}, {}, {})
    above = case({"norm": 0.1 * VANISHING * CLOSE}, {}, {})
    over = case({"norm": 0.1 * VANISHING * 5 * CLOSE}, {}, {})
    before = remarks(below)
    assert kinds(below) == [("vanishing", (1,), True)]
    assert kinds(above) == []
    assert kinds(above, before) == [("vanishing", (1,), True)]
    assert kinds(over, before) == []


def test_one_batch_among_many_makes_no_remark():
    recent = case({}, {}, {})
    recent[-1] = case({"norm": 1e-9}, {}, {"change": 3.0})[-1]
    assert remarks(recent) == ()


def test_nothing_that_comes_back_is_told_as_nothing():
    found = remarks(case({"norm": 0.0, "slope": 0.0}, {}, sigma=("relu", "sigmoid")))
    assert found[0].sentence.startswith("No gradient comes back to layer 1: ‖∂C̄/∂w¹‖ = 0.")


def test_gradients_that_grow_on_their_way_back_explode():
    at = {"norm": 0.1 * EXPLODING * CLOSE}
    assert kinds(case(at, {}, {})) == [("exploding", (1,), True)]
    assert kinds(case({"norm": 0.1 * EXPLODING / CLOSE}, {}, {})) == []
    assert "is about 1,000 times ‖∂C̄/∂w³‖" in remarks(case(at, {}, {}))[0].sentence


def test_gradients_that_are_huge_explode_when_steps_are():
    huge = {"norm": 3e5}
    assert kinds(case(huge)) == []
    found = remarks(case(huge | {"change": 12.0}))
    assert [k.kind for k in found] == ["exploding"]
    assert "‖∂C̄/∂w¹‖ is about 300,000. Steps are large" in found[0].sentence


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_gradients_that_are_not_finite_have_exploded(bad):
    recent = case({}, {}, {})
    recent[-1] = case({}, {"norm": bad, "change": bad}, {})[-1]
    found = remarks(recent)
    assert found[0].sentence == "Gradients explode: ∂C̄/∂w² is no longer finite."
    assert remarks(case({"norm": bad}, {"norm": bad, "weight": bad, "change": bad}))[0].kind == "exploding"


def test_dead_nodes_are_counted_layer_by_layer():
    found = remarks(case({"dead": 1}, {"dead": 2}, {}, sigma="relu"))
    assert [(k.kind, k.layers, k.grave) for k in found] == [("dead", (1, 2), True)]
    assert found[0].sentence == (
        "Dead nodes: 1 of 4 in layer 1, 2 of 4 in layer 2. For every sample looked at z ≤ 0, so that σ′ = 0, "
        "and they learn nothing."
    )
    assert kinds(case({"dead": 1}, {}, sigma="relu")) == [("dead", (1,), False)]
    assert "|z| is so large" in remarks(case({"dead": 1}, {}, sigma="sigmoid"))[0].sentence


def test_a_layer_that_is_dead_explains_what_vanishes_before_it():
    found = remarks(case({"norm": 0.0}, {"norm": 0.0, "dead": 4}, {}, sigma="relu"))
    assert [k.kind for k in found] == ["dead"]
    assert "no gradient comes through layer 2" in found[0].sentence


def test_nodes_that_are_the_same_stay_the_same():
    found = remarks(case({"alike": 4}, {"alike": 4}, {}))
    assert [(k.kind, k.layers, k.grave) for k in found] == [("symmetric", (1, 2), True)]
    assert found[0].sentence.startswith("All nodes of layers 1 and 2 are the same. Equal weights get equal")
    assert kinds(case({"alike": 3}, {"alike": 1}, {})) == []
    assert kinds(case({"alike": 1}, {}, n=(2, 1, 1))) == []  # one node alone is like no other


def test_saturated_layers_are_those_before_the_output_whose_sigma_flattens():
    much = {"saturated": SATURATED + 0.01}
    assert kinds(case(much, {}, much)) == [("saturated", (1,), False)]
    assert kinds(case(much, {}, much, sigma="relu")) == []
    assert kinds(case({"saturated": SATURATED - 0.01}, {}, {})) == []
    before = remarks(case(much, {}, {}))
    assert kinds(case({"saturated": SATURATED - 0.1}, {}, {}), before) == [("saturated", (1,), False)]
    assert kinds(case({"saturated": SATURATED - 0.3}, {}, {}), before) == []


def test_steps_are_large_or_tiny_beside_the_weights():
    above, below = {"change": 4.0 * LARGE * CLOSE}, {"change": 4.0 * LARGE / CLOSE}
    assert kinds(case(above, {"change": 4.0 * LARGE * 2})) == [("large", (2,), False)]
    assert kinds(case(below, above)) == []
    assert kinds(case(above, below), remarks(case(above, above))) == [("large", (1,), False)]
    assert kinds(case({}, {"change": 4.0 * GRAVE * CLOSE})) == [("large", (2,), True)]
    tiny = {"change": 4.0 * SMALL / CLOSE}
    assert kinds(case(tiny, tiny)) == [("small", (), False)]
    assert kinds(case(tiny, {})) == []
    assert kinds(case(tiny, tiny, count=2)) == []
    assert kinds(case({"change": 4.0}, {}, count=2)) == []


def test_weights_that_are_next_to_nothing_may_change_much():
    assert kinds(case({"weight": 1e-4, "change": 1e-3}, {})) == []
    assert kinds(case({"weight": 0.0, "change": 1e-3}, {})) == []


def test_a_frozen_layer_is_frozen_and_its_gradient_does_not_vanish():
    still = {"frozen": 1.0, "change": 0.0}
    found = remarks(case(still, {}, {}))
    assert [(k.kind, k.layers) for k in found] == [("frozen", (1,))]
    assert found[0].sentence == "Layer 1 is frozen: no update changes it, whatever the gradient."
    assert kinds(case(still, still, {"change": 0.0})) == [("small", (), False), ("frozen", (1, 2), False)]
    assert kinds(case(still, still)) == [("frozen", (1, 2), False)]


def test_another_sigma_begins_anew():
    old, new = case({"norm": 1e-9}, {}), case({}, {}, sigma="tanh")
    assert remarks([*old, *new[:1]]) == ()


def test_words():
    assert layers_named([3]) == "layer 3"
    assert layers_named([1, 2]) == "layers 1 and 2"
    assert layers_named([1, 2, 3, 5, 7, 8]) == "layers 1 to 3, 5, 7 and 8"
    sizes = {47_234.0: "50,000", 0.234: "0.2", 3.7: "4", 9.6: "10", 2.6e9: "3 · 10⁹", 9.9e-7: "10⁻⁶"}
    assert [about(k) for k in sizes] == list(sizes.values())
    assert [share_about(k) for k in (0.0021, 3.2e-9)] == ["1/500", "3 · 10⁻⁹"]
    assert about(2.1, up=True) == "3"
    assert about(np.inf) == "∞"


# Of experiments


def of(experiment, measurements=10):
    session = Session(experiment)
    session.apply(Run())
    kept, found = session.trainer.record.health, ()
    while len(kept.entries) < measurements and session.trainer.divergence is None:
        session.tick(0.002)
        found = remarks(kept.until(10**9, 8), found)
    return [k.kind for k in found if k.grave]


@pytest.mark.parametrize("name", ["vanishing", "dead"])
def test_the_lessons_that_are_about_it_are_remarked(name):
    assert of(preset(name).experiment) == [name]


def test_a_network_of_zeros_is_the_same_everywhere():
    assert "symmetric" in of(replace(default_experiment("circle"), initialisation="zeros"), 3)


@pytest.mark.parametrize("name", ["xor", "circle", "two-spirals", "iris", "sine"])
def test_what_learns_well_has_nothing_grave(name):
    assert of(default_experiment(name)) == []


def test_a_rate_far_too_large_is_remarked():
    session = Session(preset("too-fast").experiment)
    told = []
    for step in range(1, 25):
        session.apply(Step("step"))
        session.finish()
        told.append(kinds(session.trainer.record.health.until(step, 8)))
    assert told[15] == [("large", (1,), True)]
    assert told[23] == [("exploding", (1,), True)]
