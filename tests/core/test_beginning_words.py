"""What a run is called by what is other in it than in the one before."""

from dataclasses import replace

import pytest

from core.experiment import default_experiment
from core.painting import first_drawing
from core.timeline.words import beginning_words

CIRCLE = default_experiment("circle")
DRAWING = replace(default_experiment("drawing"), given=first_drawing())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (CIRCLE, default_experiment("moons"), "data circle → moons"),
        (CIRCLE, DRAWING, "data circle → Drawing"),
        (CIRCLE, CIRCLE.with_features(("square_1",)), "with x₁²"),
        (CIRCLE, CIRCLE.with_features(("square_1", "sine_2")), "with x₁², sin x₂"),
        (CIRCLE.with_features(("square_1", "product")), CIRCLE.with_features(("product",)), "without x₁²"),
        (CIRCLE.with_features(("square_1",)), CIRCLE.with_features(("product",)), "with x₁x₂"),
        (CIRCLE, CIRCLE.with_hidden((3,)), "layers 2-4-2-1 → 2-3-1"),
        (CIRCLE, replace(CIRCLE, seed=3), "seed 0 → 3"),
        (CIRCLE, replace(CIRCLE, noise=0.1), "other noise"),
        (CIRCLE, replace(CIRCLE, samples=10), "other samples"),
        (CIRCLE, replace(CIRCLE, held_out=0.1), "other samples held out"),
        (DRAWING, replace(DRAWING, scaling="scale"), "other scaling"),
        (DRAWING, replace(DRAWING, given=first_drawing(3)), "other points"),
        (CIRCLE, CIRCLE, "new experiment"),
    ],
)
def test_a_beginning_is_called_by_what_is_new(old, new, words):
    assert beginning_words(old, new) == words
