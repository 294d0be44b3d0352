"""What the panel of a hidden space says, and which network it offers."""

from dataclasses import replace

import pytest
from hidden_views import CIRCLE, frame_of

from core.experiment import default_experiment
from core.hidden_space import spaces
from core.pictures.hidden import hidden_space
from core.session import Session
from gui.hidden.offer import offered
from gui.hidden.words import headings, hint_for, layer_options, lines_words
from gui.limits import MOST_LAYERS

RINGS = replace(default_experiment("rings"), n=(2, 4, 2, 3), activations=("tanh", "tanh", "softmax"))


def test_layers_that_cannot_be_drawn_say_why():
    options = layer_options(frame_of(CIRCLE, epochs=0))
    assert [(words, l, bool(why)) for words, l, why in options] == [
        ("layer 1", 1, True),
        ("layer 2", 2, False),
        ("layer 3", 3, True),
    ]
    assert options[0][2] == "Layer 1 has 4 nodes: only two or three can be drawn as axes."
    assert "1 node:" in options[2][2]


def test_headings_tell_the_plane_and_the_step():
    frame = frame_of(CIRCLE, epochs=1)
    space = hidden_space(frame)
    assert headings(frame, space)[0] == "layer 2: where the plane of x₁, x₂ goes, step 25"
    assert headings(frame, replace(space, step=7))[0].endswith("step 7, not renewed yet")
    places = frame_of(replace(default_experiment("autoencoder"), n=(8, 2, 8)), epochs=0)
    assert headings(places, hidden_space(places))[0].startswith("layer 1: where the samples of 8 inputs go")
    live = replace(frame, live=True)
    assert "step" not in headings(live, space)[0]


def test_hints_say_what_to_do():
    assert "two or three nodes" in hint_for(frame_of(replace(CIRCLE, n=(2, 4, 4, 1)), epochs=0), None)
    frame = frame_of(CIRCLE, epochs=0)
    assert hint_for(frame, None) == "The space of layer 2 appears in a moment."
    exercise = replace(frame, view=replace(frame.view, exercise=True))
    assert "until layer 2 is computed" in hint_for(exercise, None)
    assert hint_for(frame, hidden_space(frame)) == ""


def test_words_about_lines_say_what_they_are_or_why_there_are_none():
    frame = frame_of(CIRCLE, epochs=0)
    assert lines_words(frame, hidden_space(frame)) == "Show where z of each node of layer 3 is 0, as z³₁ = 0"
    many = frame_of(replace(CIRCLE, n=(2, 2, 4, 1)), hidden=1, epochs=0)
    assert "Layer 2 has 4 nodes" in lines_words(many, hidden_space(many))
    soft = frame_of(RINGS, epochs=0)
    assert "alike" in lines_words(soft, hidden_space(soft))


@pytest.mark.parametrize("n", [(2, 1), (2, 4, 1), (2, 4, 5, 6, 1), (2, *(8,) * 15, 1)])
def test_a_layer_of_two_nodes_is_offered_and_the_others_are_left_alone(n):
    experiment = replace(CIRCLE, n=n, activations=(*(["relu"] * (len(n) - 2)), "sigmoid"))
    found = offered(experiment)
    assert spaces(found.experiment.n)
    assert len(found.experiment.n) - 1 <= MOST_LAYERS
    assert found.experiment.n[: len(n) - 2] == n[: len(n) - 2]
    Session(found.experiment)


def test_nothing_is_offered_where_there_is_one():
    assert offered(CIRCLE) is None
