"""What a run is called by what is other in it than in the one before."""

from dataclasses import replace

import pytest
from session_files import acted, assert_same, saved_and_opened

from core.commands import Load
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
        (
            CIRCLE.with_hidden((10,) * 16),
            CIRCLE.with_hidden((10,) * 70),
            f"layers 2-{'10-' * 16}1 → 2-…-1 (72 layers)",
        ),
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


def test_they_come_back_from_a_file_however_many_layers_there_are(tmp_path):
    session = acted([Load(CIRCLE.with_hidden((2,) * 80)), Load(CIRCLE.with_hidden((2,) * 90)), 1])
    assert_same(session, saved_and_opened(session, tmp_path / "a.nabla"))
    long = "layers " + "-".join(["2"] * 400)
    session.timeline.segment.path[0].words = long
    again = saved_and_opened(session, tmp_path / "b.nabla")
    assert again.timeline.undo_words == long
