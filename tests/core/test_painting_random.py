"""Random strokes, erasures, undoing and going through time, against a list of points that a model keeps."""

from dataclasses import replace

import numpy as np
import pytest

from core.commands import Edit, Load, Pause, Redo, Run, Undo
from core.drawings import cleared, with_another_class
from core.errors import BadInputError
from core.experiment import suitable_experiment
from core.painting import first_drawing
from core.session import Session

MANY = {"paint": 4, "erase": 3, "train": 4, "undo": 2, "redo": 1, "more": 1, "clear": 1, "run": 1, "bad": 1}
"""How often each thing is done, compared to the others."""


class Model:
    """What a drawing should hold: its points and classes, what lies before an edit, what was undone."""

    def __init__(self, points, classes):
        self.now, self.before, self.undone = (tuple(points), classes), [], []

    def change(self, points, classes=None):
        self.before.append(self.now)
        self.now, self.undone = (tuple(points), classes or self.now[1]), []

    def undo(self):
        self.undone.append(self.now)
        self.now = self.before.pop()

    def redo(self):
        self.before.append(self.now)
        self.now = self.undone.pop()


def points_of(session):
    data = session.dataset
    labels = data.y[0] if len(data.y) == 1 else data.y.argmax(axis=0)
    return tuple((float(a), float(b), int(k)) for a, b, k in zip(*data.x[:2], labels, strict=True))


class Person:
    """Does at random what somebody could do, to a session and to the model alike."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        experiment = suitable_experiment(first_drawing(2), "drawing").with_hidden((3,))
        share = float(self.rng.choice([0.0, 0.3]))
        self.session = Session(replace(experiment, m=4, held_out=share))
        self.model = Model(points_of(self.session), 2)

    def do(self):
        """Do one thing, and see that the session holds what the model does."""
        what = [name for name, many in MANY.items() for _ in range(many)]
        getattr(self, str(self.rng.choice(what)))()
        self.session.finish()
        assert points_of(self.session) == self.model.now[0]
        assert int((~self.session.frame().held_out).sum()) == self.session.trainer.M
        assert len(self.session.frame().held_out) == len(self.model.now[0])

    def paint(self):
        size = int(self.rng.integers(1, 9))
        places = np.round(self.rng.uniform(-1.2, 1.2, (size, 2)), 3).tolist()
        labels = self.rng.integers(0, self.model.now[1], size).tolist()
        more = [(*place, label) for place, label in zip(places, labels, strict=True)]
        self.session.apply(Edit("paint", tuple(more)))
        self.model.change((*self.model.now[0], *more))

    def erase(self):
        points = self.model.now[0]
        gone = set(self.rng.integers(0, len(points), int(self.rng.integers(1, 6))).tolist())
        if len(gone) == len(points):
            with pytest.raises(BadInputError):
                self.session.apply(Edit("erase", tuple(gone)))
            return
        self.session.apply(Edit("erase", tuple(gone), drawing=self.session.experiment.given.digest))
        self.model.change(p for k, p in enumerate(points) if k not in gone)

    def train(self):
        self.session.train(int(self.rng.integers(1, 8)))
        self.model.undone.clear()

    def run(self):
        self.session.apply(Run())
        self.session.tick(0.001)
        self.paint()
        self.session.tick(0.001)
        self.session.apply(Pause())
        self.model.undone.clear()

    def undo(self):
        if self.model.before:
            self.session.apply(Undo())
            self.model.undo()

    def redo(self):
        if self.model.undone:
            self.session.apply(Redo())
            self.model.redo()

    def more(self):
        points, classes = self.model.now
        if classes < 10:
            self.session.apply(Load(with_another_class(self.session.experiment, self.session.dataset)))
            self.model.change(points, classes + 1)

    def clear(self):
        if self.rng.random() < 0.3:
            self.session.apply(Load(cleared(self.session.experiment)))
            self.model.change(points_of(self.session), self.model.now[1])
            assert len(self.model.now[0]) == self.model.now[1]

    def bad(self):
        wrong = (
            Edit("paint", ((0.0, 0.0, self.model.now[1]),)),
            Edit("erase", (len(self.model.now[0]),)),
            Edit("erase", (0,), drawing="another"),
            Edit("paint", ()),
        )
        with pytest.raises(BadInputError):
            self.session.apply(wrong[int(self.rng.integers(len(wrong)))])


@pytest.mark.parametrize("seed", range(25))
def test_a_drawing_holds_what_was_painted_and_not_erased(seed):
    person = Person(seed)
    for _ in range(60):
        person.do()
