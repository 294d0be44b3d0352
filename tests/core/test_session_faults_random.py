"""Session files changed at random in what they say, whole as archives: refused in a sentence, or of use."""

import random

import numpy as np
import pytest
from container_faults import assert_is_the_sentence
from session_faults import bases, changed
from session_files import acted
from sessions import state_hash
from timelines import known_hash

from core import stage
from core.commands import Edit, Open, Save, Seek, Step
from core.errors import FileError
from core.session import State

pytestmark = pytest.mark.promise(number="R5")

CHUNKS, IN_CHUNK = 10, 300
STRANGE = (
    None, True, False, 0, 1, -1, 2, 7, 1.5, -0.0, 1e308, 2**31, 2**52, 2**63 - 1, 2**64 - 1, "", "x", "0",
    "sigmoid", "xor", "w", [], {}, [0], [[]], {"id": 1}, "\N{RIGHT-TO-LEFT OVERRIDE}", "a\nb", "y" * 999,
)  # fmt: skip
NUMBERS = (0.0, -0.0, 1.0, -1.0, 0.5, 1e-320, 1e300, -1e300, np.nan, np.inf, -np.inf)
WHOLE = (0, 1, -1, 2, 3, 17, 400, 2**31, 2**52, 2**53, 2**62, -(2**63))


def places(value):
    """Every list and table in `value`, with the names in it."""
    if isinstance(value, dict | list):
        names = list(value) if isinstance(value, dict) else list(range(len(value)))
        yield from ((value, k) for k in names)
        for k in names:
            yield from places(value[k])


def other_value(draw, value):
    kind = draw.randrange(4)
    if kind == 0 and isinstance(value, int | float):
        return value + draw.choice([-1, 1, 2, 100])
    if kind == 1 and isinstance(value, list) and value:
        return [draw.choice(value) for _ in range(draw.randrange(2 * len(value)))]
    if kind == 2 and isinstance(value, str):
        return value + draw.choice(["", "x", "\0", " "])
    return draw.choice(STRANGE)


def change_value(draw, content):
    inside, name = draw.choice(list(places(content.m)))
    inside[name] = other_value(draw, inside[name])


def take_away(draw, content):
    inside, name = draw.choice(list(places(content.m)))
    del inside[name]


def swap(draw, content):
    lists = [k for k, name in places(content.m) if isinstance(k, list) and len(k) > 1]
    each = draw.choice(lists)
    a, b = draw.sample(range(len(each)), 2)
    each[a], each[b] = each[b], each[a]


def change_number(draw, content):
    name = draw.choice(sorted(k for k, array in content.a.items() if array.size))
    array = content.a[name]
    at = draw.randrange(array.size)
    if array.dtype == np.int64:
        near = int(array.flat[at]) + draw.choice([-2, -1, 1, 2, 100])
        array.flat[at] = draw.choice([near, near, draw.choice(WHOLE), int(draw.choice(array.ravel()))])
    else:
        array.flat[at] = draw.choice([*NUMBERS, array.flat[at] + 1, float(draw.choice(array.ravel()))])


def change_rows(draw, content):
    name = draw.choice(sorted(content.a))
    array = content.a[name]
    rows = list(range(len(array))) or [0]
    cut = draw.randrange(len(rows) + 1)
    order = draw.choice([rows[:cut], rows[cut:], rows[::-1], [*rows, *rows[:cut]], rows[:-1]])
    content.a[name] = array[order] if len(array) else np.zeros((1, *array.shape[1:]), array.dtype)


def change_shape(draw, content):
    name = draw.choice(sorted(content.a))
    array = content.a[name]
    content.a[name] = draw.choice(
        [array.ravel(), array.T.copy(), array.astype(np.float64), array.reshape(1, -1), np.zeros((0, 3))]
    )


CHANGES = (change_value,) * 6 + (change_number,) * 6 + (take_away, swap, change_rows, change_shape)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    full, *small = bases(tmp_path_factory.mktemp("bases")).values()
    return [full, *small, *small]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_strange_is_loaded(chunk, files, tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "AT_ONCE", 0.0)  # the score is not looked at here
    draw, refused, used, unforeseen = random.Random(f"sessions {chunk}"), 0, 0, None
    session = acted([12])
    known = state_hash(session), known_hash(session), session.version
    for _ in range(IN_CHUNK):
        changes = draw.choices(CHANGES, k=draw.choice([1, 1, 1, 2]))
        path = tmp_path / "changed.nabla"
        try:
            path.write_bytes(
                changed(draw.choice(files), lambda k, c=changes: [f(draw, k) for f in c]).packed()
            )
        except (FileError, IndexError):
            continue  # no change that JSON can hold, or nothing left to change
        try:
            session.apply(Open(str(path)))
            while session.awaited is not None:  # where the data is to be read from its file
                session.tick()
        except FileError as error:
            assert_is_the_sentence(error, "changed.nabla")
            unforeseen = unforeseen or error.__cause__
            assert (state_hash(session), known_hash(session), session.version) == known
            refused += 1
        else:
            if used % 3 == 0:
                assert_is_saved_again(session, tmp_path / "again.nabla")
            assert_is_of_use(session)  # and is the session to be left alone from now on
            used += 1
            known = state_hash(session), known_hash(session), session.version
    assert unforeseen is None  # everything was looked for, and nothing left to the last boundary
    assert refused > 100
    assert used > 20


def assert_is_saved_again(session, path):
    """What was loaded is whole: it can be saved, and is the same then."""
    session.apply(Save(str(path)))
    known = known_hash(session)
    session.apply(Open(str(path)))
    assert known_hash(session) == known


def assert_is_of_use(session):
    """It can be shown, trained, edited and gone back in."""
    session.frame()
    assert session.state in (State.PAUSED, State.DIVERGED)
    if session.state is State.PAUSED:
        session.apply(Step("phase"))
        session.apply(Edit("eta", 0.125))
    if session.state is State.PAUSED:
        session.apply(Step("step"))
    session.frame()
    session.apply(Seek(0))
    session.frame()
