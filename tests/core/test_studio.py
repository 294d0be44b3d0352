"""Pictures are made beside training: when they are out of date, at their pace, and never half."""

import pytest
from data_sets import assert_is_a_sentence

from core.commands import Edit, Show, Step, ViewSpec
from core.errors import BadInputError
from core.experiment import default_experiment
from core.jobs import Job
from core.pictures.picture import KEEP, Picture, Scene
from core.pictures.studio import Studio
from core.session import Session
from core.timeline.timeline import Timeline
from core.training import Training


class Sketch(Picture):
    """Takes three pieces of work, and is what it was told when it was begun."""

    name = "sketch"
    seconds = 0.0

    def __init__(self):
        self.on, self.now, self.fine = True, "a", None
        self.begun, self.noted = [], 0

    def wanted(self, scene):
        return self.on

    def key(self, scene):
        return self.now

    def finer(self, scene):
        return self.fine

    def job(self, scene, deliver):
        return self._job(self.now, deliver)

    def finer_job(self, scene, deliver):
        return self._job(self.fine, deliver)

    def note(self, scene):
        self.noted += 1

    def _job(self, what, deliver):
        self.begun.append(what)

        def work():
            for _ in range(3):
                yield 0.0
            deliver(what)

        return Job(work())


@pytest.fixture
def sketch():
    """A kind of picture."""
    return Sketch()


@pytest.fixture
def studio(sketch):
    """Makes that one kind."""
    return Studio([lambda: sketch])


@pytest.fixture
def timeline():
    """Stands at the beginning of XOR."""
    return Timeline(Training(default_experiment("xor")))


@pytest.fixture
def at_rest(timeline):
    """A moment at which training stands."""
    return Scene(timeline, ViewSpec(), 0, live=False)


@pytest.fixture
def running(at_rest):
    """The same while training runs."""
    return at_rest._replace(live=True)


def finish(studio):
    """Work until nothing is left; return how often something new was there."""
    found = 0
    while studio.busy:
        found += studio.step()
    return found


def test_one_is_made_and_then_another_when_it_is_out_of_date(studio, sketch, at_rest):
    assert studio.shown(at_rest) == {}
    studio.begin(at_rest)
    assert studio.busy
    assert finish(studio) == 1
    assert studio.shown(at_rest) == {"sketch": "a"}
    studio.begin(at_rest)
    assert not studio.busy
    sketch.now = "b"
    studio.begin(at_rest)
    assert studio.shown(at_rest) == {"sketch": "a"}
    finish(studio)
    assert studio.shown(at_rest) == {"sketch": "b"}
    assert sketch.begun == ["a", "b"]


def test_nobody_makes_what_is_not_wanted(studio, sketch, at_rest):
    sketch.on = False
    studio.begin(at_rest)
    assert not studio.busy
    sketch.on = True
    studio.begin(at_rest)
    finish(studio)
    sketch.on = False
    assert studio.shown(at_rest) == {}


def test_every_moment_is_noted_wanted_or_not(studio, sketch, at_rest, running):
    sketch.on = False
    for scene in (at_rest, running, at_rest):
        studio.begin(scene)
    assert sketch.noted == 3


def test_what_can_not_be_pictured_is_dropped_and_what_may_stay_stays(studio, sketch, at_rest):
    studio.begin(at_rest)
    finish(studio)
    sketch.now = KEEP
    studio.begin(at_rest)
    assert studio.shown(at_rest) == {"sketch": "a"}
    assert not studio.busy
    sketch.now = None
    studio.begin(at_rest)
    assert studio.shown(at_rest) == {}


def test_at_rest_another_moment_takes_the_place_of_what_is_being_made(studio, sketch, at_rest):
    studio.begin(at_rest)
    sketch.now = "b"
    studio.begin(at_rest)
    finish(studio)
    assert studio.shown(at_rest) == {"sketch": "b"}
    assert sketch.begun == ["a", "b"]


def test_while_training_runs_what_was_begun_is_finished_first(studio, sketch, running):
    studio.begin(running)
    sketch.now = "b"
    studio.begin(running)
    finish(studio)
    assert studio.shown(running) == {"sketch": "a"}
    assert sketch.begun == ["a"]


def test_while_training_runs_another_waits_for_its_time(studio, sketch, running, at_rest):
    sketch.seconds = 1000.0
    studio.begin(running)
    finish(studio)
    sketch.now = "b"
    studio.begin(running)
    assert not studio.busy
    studio.begin(at_rest)  # nobody waits once training stands
    finish(studio)
    assert studio.shown(at_rest) == {"sketch": "b"}


def test_at_rest_a_finer_one_follows(studio, sketch, at_rest, running):
    sketch.fine = "fine a"
    studio.begin(running)
    finish(studio)
    studio.begin(running)
    assert not studio.busy
    studio.begin(at_rest)
    finish(studio)
    assert studio.shown(at_rest) == {"sketch": "fine a"}
    studio.begin(at_rest)
    assert not studio.busy
    assert sketch.begun == ["a", "fine a"]


def test_what_is_forgotten_is_gone_and_what_has_expired_is_shown_until_another_is_there(
    studio, sketch, at_rest
):
    studio.begin(at_rest)
    finish(studio)
    studio.expire()
    assert studio.shown(at_rest) == {"sketch": "a"}
    studio.begin(at_rest)
    assert studio.busy
    studio.forget()
    assert not studio.busy
    assert studio.shown(at_rest) == {}
    assert sketch.begun == ["a", "a"]


# In a session


@pytest.mark.parametrize(
    "what",
    [
        {"axes": (0, 0)}, {"axes": (0, 2)}, {"axes": (-1, 0)}, {"axes": (0,)}, {"axes": (0, 1, 1)},
        {"axes": "01"}, {"axes": (0.5, 1)}, {"axes": [0, 1]}, {"hidden": 0}, {"hidden": 3}, {"hidden": "1"},
        {"hidden": 1.5},
    ],
)  # fmt: skip
def test_a_plane_or_a_layer_that_there_is_not_is_refused_in_a_sentence(what):
    session = Session()
    before = session.frame().view
    with pytest.raises(BadInputError) as caught:
        session.apply(Show(ViewSpec(**what)))
    assert_is_a_sentence(caught.value)
    assert session.frame().view == before


def test_another_experiment_drops_what_it_does_not_have():
    session = Session(default_experiment("iris"))
    session.apply(Show(ViewSpec(axes=(1, 3), hidden=2, maps=True)))
    assert session.frame().view.axes == (1, 3)
    session = Session(default_experiment("line"))
    assert session.frame().view.axes is None


def test_an_edit_lets_pictures_be_made_anew_before_anything_else_is_done():
    session = Session()
    session.apply(Show(ViewSpec(maps=True)))
    while session.tick() is not None:
        pass
    before = session.frame().pictures
    session.apply(Step("step"))
    session.apply(Edit("activations", ("tanh", "sigmoid")))
    while session.tick() is not None:
        pass
    after = session.frame().pictures
    assert before.keys() == after.keys()
    assert all(after[name] is not before[name] for name in before)
