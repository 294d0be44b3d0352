"""A film waits for its pictures, and no longer than for these."""

from dataclasses import replace

from filming import answered, film_of, left_in, numbers_in, shade

from core import commands
from core.experiment import default_experiment
from core.filming import PATIENCE
from core.session import Session

SEEN = commands.ViewSpec(panels=frozenset({"output"}))


def posing(file):
    """A session that has gone to the first moment of its film, and waits for the picture."""
    session = Session(default_experiment("circle"))
    session.apply(commands.Show(SEEN))
    session.train(5)
    session.finish()
    session.apply(commands.Export(str(file), film_of(0, 3)))
    while session.tick() < PATIENCE:
        pass
    return session


def test_a_picture_that_comes_while_another_view_is_worked_out_is_taken(tmp_path):
    session = posing(tmp_path / "it.gif")
    assert session.frame().pose.number == 0
    session.apply(commands.Show(replace(SEEN, panels=frozenset({"output", "landscape"}))))
    assert session.tick(0.0) < PATIENCE, "the other view is still being worked out"
    session.apply(commands.AddPicture(0, shade(0)))
    while session.tick() < PATIENCE:
        pass
    assert session.frame().pose.number == 1
    assert session.frame().view.panels == {"output", "landscape"}
    answered(session)
    assert numbers_in(tmp_path / "it.gif")[0] == [0, 1, 2, 3]
    assert left_in(tmp_path) == ["it.gif"]
