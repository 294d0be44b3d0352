"""Points painted and erased while training goes on: the data, the split, the timeline, what is refused."""

from dataclasses import replace

import numpy as np
import pytest
from timelines import go, known_hash, replayed_in_a_fresh_session

from core.backprop import forward
from core.commands import Edit, Load, Pause, Redo, Reset, Run, Seek, Show, Step, Undo, ViewSpec
from core.datasets import load
from core.errors import BadInputError, NotAllowedError
from core.experiment import default_experiment, suitable_experiment
from core.painting import drawing_of, first_drawing, painted, with_classes
from core.plane import extent
from core.selection import Node
from core.session import Session
from core.split import held_out_by_place

DRAWING = default_experiment("drawing")
STROKE = tuple((0.1 * k - 0.5, 0.3, k % 2) for k in range(10))


def drawing(experiment=DRAWING, stroke=STROKE):
    session = Session(experiment)
    if stroke:
        session.apply(Edit("paint", stroke))
    return session


def theta(session):
    return session.trainer.net.theta.copy()


def test_it_begins_with_a_point_of_each_class():
    session = drawing(stroke=())
    assert session.dataset.samples == 2
    assert session.dataset.y.tolist() == [[0.0, 1.0]]
    for classes in range(2, 11):
        given = first_drawing(classes)
        assert given.samples == classes
        assert len(given.outputs) == (1 if classes == 2 else classes)


def test_a_stroke_is_behind_what_there_was_and_is_trained_on():
    session = drawing()
    data = session.dataset
    assert data.x[:, 2:].T.tolist() == [[x, y] for x, y, _ in STROKE]
    assert data.y[0, 2:].tolist() == [c for *_, c in STROKE]
    assert session.trainer.M == 12
    session.train(4)
    assert session.trainer.epoch == 2


def test_a_batch_size_waits_for_points_to_come():
    session = drawing(stroke=())
    assert (session.trainer.m, session.experiment.m) == (2, 10)
    session.apply(Edit("paint", STROKE))
    assert (session.trainer.m, session.experiment.m) == (10, 10)
    session.apply(Edit("erase", (0, 1, 2, 3)))
    assert session.trainer.m == 8


def test_several_classes_are_one_hot():
    given = first_drawing(4)
    session = drawing(suitable_experiment(given, "drawing"), ((0.2, 0.2, 3), (0.1, 0.0, 2)))
    assert session.dataset.y[:, -2:].T.tolist() == [[0, 0, 0, 1], [0, 0, 1, 0]]
    more = with_classes(session.experiment.given, 6)
    assert len(more.outputs) == 6
    assert np.array_equal(more.y[:4], session.dataset.y)
    with pytest.raises(BadInputError, match="points of class 4; erase them first"):
        with_classes(session.experiment.given, 3)


def test_classes_keep_their_names_when_others_join_them():
    given = replace(first_drawing(3), outputs=("rose", "tulip", "daisy"))
    assert with_classes(given, 5).outputs == ("rose", "tulip", "daisy", "class 4", "class 5")
    assert with_classes(first_drawing(2), 3).outputs == ("class 1", "class 2", "class 3")


def test_erasing_takes_the_points_and_their_edits_away_and_leaves_the_others():
    session = drawing()
    session.apply(Edit("x", 0.75, Node(0, 0), sample=5))
    session.apply(Edit("x", -0.75, Node(0, 1), sample=8))
    session.apply(Edit("erase", (5, 0)))
    data = session.dataset
    assert data.samples == 10
    assert data.x[1, 6] == -0.75
    assert 0.75 not in data.x
    assert session.trainer.M == 10


def test_training_goes_on_with_a_new_epoch_and_the_same_parameters():
    session = drawing(replace(DRAWING, m=4))
    session.train(4)
    assert (session.trainer.epoch, session.trainer.start) == (1, 4)
    before = theta(session)
    session.apply(Edit("paint", ((0.9, 0.9, 1),)))
    assert np.array_equal(theta(session), before)
    assert (session.trainer.step, session.trainer.epoch, session.trainer.start) == (4, 2, 0)
    session.train(4)
    assert (session.trainer.epoch, session.trainer.start) == (3, 0)


def test_any_moment_again_across_strokes_bit_for_bit():
    session = drawing(replace(DRAWING, m=4, held_out=0.3))
    kept = {}
    for k in range(6):
        session.train(7)
        kept[session.trainer.step] = theta(session), session.dataset.x.copy()
        if k % 2:
            session.apply(Edit("erase", (1, 3)))
        else:
            session.apply(Edit("paint", tuple((0.2 * k, 0.01 * j, j % 2) for j in range(5))))
    for step in (35, 7, 42, 14, 28, 21):
        session.apply(Seek(step))
        session.finish()
        parameters, x = kept[step]
        assert np.array_equal(theta(session), parameters)
        assert np.array_equal(session.dataset.x, x)
        session.frame()


def test_a_stroke_is_undone_and_done_again():
    session = drawing(stroke=())
    session.train(3)
    session.apply(Edit("paint", STROKE))
    assert session.frame().history.undo == "paint 10 points"
    session.apply(Undo())
    session.finish()
    assert session.dataset.samples == 2
    session.apply(Redo())
    session.finish()
    assert session.dataset.samples == 12
    session.apply(Edit("erase", (4,)))
    assert session.frame().history.undo == "erase 1 point"


def test_what_is_shown_is_a_sample_that_there_is():
    session = drawing()
    session.apply(Show(ViewSpec(sample=11)))
    session.apply(Edit("erase", (11, 10, 9)))
    frame = session.frame()
    assert frame.sample < frame.dataset.samples == 9
    assert len(frame.held_out) == 9
    assert frame.score is None or len(frame.score.costs) == 9
    session.finish()
    assert len(session.frame().score.costs) == 9


def test_the_sample_shown_is_the_same_point_when_others_are_erased():
    session = drawing()
    session.apply(Show(ViewSpec(sample=7)))
    x = session.dataset.x[:, 7].copy()
    session.apply(Edit("erase", (2, 9, 0)))
    frame = session.frame()
    assert (frame.sample, frame.view.sample) == (5, 5)
    assert np.array_equal(frame.x[:, 0], x)
    session.apply(Edit("erase", (5,)))
    assert session.frame().sample == 5


def test_numbers_of_another_drawing_are_not_erased():
    session = drawing()
    before = session.experiment.given
    session.apply(Edit("erase", (3,), drawing=before.digest))
    now, place = session.experiment.given, session.timeline.place
    with pytest.raises(NotAllowedError, match="erase again"):
        session.apply(Edit("erase", (3,), drawing=before.digest))
    assert session.experiment.given is now
    assert session.timeline.place == place
    session.apply(Edit("erase", (3,), drawing=now.digest))
    assert session.dataset.samples == 10


def test_the_axes_of_a_drawing_stand_still():
    session = drawing()
    before = extent(session.dataset)
    assert before == ((-1.2, 1.2),) * 2
    session.apply(Edit("paint", ((1.2, -1.2, 1), (0.0, 1.1, 0))))
    assert extent(session.dataset) == before
    for farthest, half in ((1.21, 1.5), (4.1, 5.0), (9.0, 10.0), (11.0, 12.0), (6e5, 6e5), (9e5, 1e6)):
        session.apply(Load(DRAWING))
        session.apply(Edit("paint", ((0.0, -farthest, 0),)))
        assert extent(session.dataset) == (pytest.approx((-half, half)),) * 2


def test_the_output_over_the_plane_is_there_all_the_time_while_one_paints():
    session = drawing()
    session.apply(Run())
    while session.frame().output is None:
        session.tick(0.002)
    for k in range(20):
        session.apply(Edit("paint", ((0.05 * k - 0.5, 0.5, 1),)) if k % 2 else Edit("erase", (k // 2,)))
        assert session.frame().output is not None
        session.tick(0.002)
    session.apply(Pause())
    session.finish()
    shown, net = session.frame().output, session.trainer.net
    assert shown.step == session.trainer.step
    grid = np.stack([k.ravel() for k in np.meshgrid(*shown.axes)])
    np.testing.assert_allclose(shown.values.ravel(), forward(net, grid).a[net.L][0], rtol=0, atol=1e-12)


def test_points_held_out_stay_held_out_when_others_are_added():
    session = drawing(replace(DRAWING, held_out=0.4))
    before = session.frame().held_out
    assert 0 < before.sum() < 12
    session.apply(Edit("paint", tuple((x, -y, c) for x, y, c in STROKE)))
    more = session.frame().held_out
    assert np.array_equal(more[:12], before)
    session.apply(Edit("erase", (0, 3, 4, 20)))
    assert np.array_equal(session.frame().held_out, np.delete(more, (0, 3, 4, 20)))
    session.apply(Edit("x", 0.0, Node(0, 0), sample=1))
    assert np.array_equal(session.frame().held_out, np.delete(more, (0, 3, 4, 20)))


def test_about_the_share_asked_for_is_held_out_and_the_seed_says_which():
    x = np.random.default_rng(0).uniform(-1, 1, (2, 10_000)).round(3)
    found = [held_out_by_place(x, 0.3, seed) for seed in (0, 0, 1)]
    assert all(abs(k.mean() - 0.3) < 0.02 for k in found)
    assert np.array_equal(found[0], found[1])
    assert abs((found[0] == found[2]).mean() - (0.3**2 + 0.7**2)) < 0.03
    assert (found[0] <= held_out_by_place(x, 0.5, 0)).all()
    assert not held_out_by_place(x[:, :3], 0.0, 0).any()
    zeros = np.zeros((2, 4))
    assert np.array_equal(held_out_by_place(zeros, 0.5, 0), held_out_by_place(-zeros, 0.5, 0))


def test_from_late_in_an_epoch_to_fewer_points_and_another_activation():
    session = drawing(stroke=())
    before = known_hash(session)
    session.apply(Edit("activations", ("sigmoid", "tanh", "sigmoid")))
    session.apply(Edit("paint", 4 * STROKE))
    session.train(3)
    go(session, Step("phase"))
    assert session.trainer.start == 30
    go(session, Undo(), Undo())
    assert known_hash(session) == before
    go(session, Redo(), Redo())
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session))


def test_reset_keeps_the_points_and_loading_does_not():
    session = drawing()
    session.train(5)
    session.apply(Reset())
    assert (session.dataset.samples, session.trainer.step) == (12, 0)
    session.apply(Load(DRAWING))
    assert session.dataset.samples == 2


def test_planar_data_can_be_painted_on():
    given = drawing_of(load("moons"))
    session = drawing(suitable_experiment(given, "drawing"))
    assert session.dataset.samples == 260
    assert np.array_equal(session.dataset.x[:, :250], load("moons").x)
    for name in ("iris", "sine"):
        with pytest.raises(BadInputError, match="on a plane"):
            drawing_of(load(name))


BAD = {
    "no points": ("paint", (), "row of them"),
    "text": ("paint", "0.5", "row of them"),
    "a pair": ("paint", ((0.0, 1.0),), "x₁, x₂ and a class"),
    "far away": ("paint", ((1e7, 0.0, 1),), "place on the plane"),
    "not a number": ("paint", ((float("nan"), 0.0, 1),), "finite"),
    "a third class": ("paint", ((0.0, 0.0, 2),), "class of a point"),
    "too many": ("paint", ((0.0, 0.0, 1),) * 100_000, "at most 100,000"),
    "nothing": ("erase", (), "row of numbers"),
    "not there": ("erase", (12,), "A point to erase"),
    "all": ("erase", tuple(range(12)), "One point must be left"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_said_and_changes_nothing(case):
    quantity, value, words = BAD[case]
    session = drawing()
    session.train(3)
    before, place = theta(session), session.timeline.place
    with pytest.raises(BadInputError, match=words):
        session.apply(Edit(quantity, value))
    assert np.array_equal(theta(session), before)
    assert session.dataset.samples == session.trainer.M == 12
    assert session.timeline.place == place


def test_other_data_is_not_painted_on():
    session = Session(default_experiment("circle"))
    with pytest.raises(BadInputError, match="begin one"):
        session.apply(Edit("paint", STROKE))


def test_a_painted_point_is_that_point_in_equal_drawings_only():
    a, b = (painted(first_drawing(), STROKE) for _ in range(2))
    assert a == b
    assert a != painted(first_drawing(), STROKE[:-1])
