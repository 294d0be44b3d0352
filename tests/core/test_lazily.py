"""Dataclasses that are written when the first of them is made are the same as others."""

from dataclasses import FrozenInstanceError, fields, replace
from threading import Barrier, Thread

import pytest

from core.lazily import complete, dataclass


@dataclass(frozen=True)
class Place:
    """With a default."""

    x: float
    y: float = 2.0


@dataclass(frozen=True)
class Named(Place):
    """Goes on from another."""

    name: str = "here"

    def __post_init__(self):
        object.__setattr__(self, "name", self.name.upper())


@dataclass(frozen=True, eq=False)
class Thing:
    """Equal to nothing but itself."""

    kind: float
    self: float = 0.0


def test_what_is_made_has_all_that_a_dataclass_has():
    place = Place(1.0)
    assert place == Place(1.0, 2.0) != Place(1.0, 3.0)
    assert hash(place) == hash(Place(1.0))
    assert repr(place) == "Place(x=1.0, y=2.0)"
    assert replace(place, y=4.0) == Place(x=1.0, y=4.0)
    assert [k.name for k in fields(place)] == ["x", "y"]
    with pytest.raises(FrozenInstanceError):
        place.x = 3.0


def test_what_goes_on_from_another_has_its_fields_too():
    named = Named(1.0, name="there")
    assert (named.x, named.y, named.name) == (1.0, 2.0, "THERE")
    assert isinstance(named, Place)
    assert named != Place(1.0)


def test_options_are_kept():
    assert Thing(1.0) != Thing(1.0)


def test_fields_may_have_any_name():
    assert Thing(kind=1.0, self=2.0).self == 2.0


def test_wrong_arguments_are_told():
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Place(1.0, z=2.0)
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        Place()


def test_many_threads_may_make_the_first():
    @dataclass(frozen=True)
    class Shared:
        """Not made yet."""

        x: int

    start, made = Barrier(8), []

    def make(k):
        start.wait(10)
        made.append(Shared(k))

    threads = [Thread(target=make, args=(k,)) for k in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert sorted(each.x for each in made) == list(range(8))


def test_classes_are_completed_ahead_by_who_has_the_time():
    @dataclass(frozen=True)
    class Ahead:
        value: int = 3

    while complete(2):
        pass
    assert [field.name for field in fields(Ahead)] == ["value"]
    assert Ahead() == Ahead(3)
