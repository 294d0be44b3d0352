"""After a file was read its samples are scaled: in pieces as well, so that Cancel is heard."""

import pytest
from sessions import state_hash
from tables_files import file_of, same_bits, small_session
from timelines import known_hash

from core import importing
from core.commands import Cancel, Import, Open, Save
from core.datasets.scaling import PIECE
from core.experiment import data_of, preparing
from core.files import given_parts, session_file
from core.session import Session, State
from core.tables import Reading

ROWS = "".join(f"{k},{k / 7!r},{'abc'[k % 3]}\n" for k in range(30_000))
HOW = Reading(",", ".", True, (0, 1), (2,), "classification")


@pytest.fixture
def pieces(monkeypatch):
    """Grows by one with every piece that is done of making samples ready; nothing is done at once."""
    pieces = []

    def watched(experiment):
        work = preparing(experiment)
        while True:
            try:
                next(work)
            except StopIteration as end:
                return end.value
            pieces.append(experiment)
            yield

    for module in (importing, session_file):
        monkeypatch.setattr(module, "preparing", watched)
    monkeypatch.setattr(importing, "AT_ONCE", 0.0)
    return pieces


@pytest.fixture
def good(tmp_path):
    return Import(file_of(tmp_path, f"age,size,kind\n{ROWS}", "good.csv"), HOW)


def known(session):
    return state_hash(session), known_hash(session)


def until_it_is_made_ready(session, pieces):
    """Work until the first piece is done, and the one after that."""
    pieces.clear()
    while not pieces:
        assert session.state is State.IMPORTING
        session.tick(0.0)
    session.tick(0.0)
    assert len(pieces) == 2
    assert session.state is State.IMPORTING


def test_cancel_is_heard_while_what_was_read_is_made_ready(good, pieces):
    session = small_session()
    before = known(session)
    session.apply(good)
    until_it_is_made_ready(session, pieces)
    session.apply(Cancel())
    assert known(session) == before
    session.apply(good)
    session.finish()
    assert len(pieces) > 3 * 30_000 // PIECE
    assert same_bits(session.dataset.x, data_of(session.experiment)[0].x)


def test_so_it_is_when_a_session_is_opened_whose_data_is_in_another_file(good, pieces, tmp_path, monkeypatch):
    monkeypatch.setattr(given_parts, "EMBEDDED", 0)
    session, path = small_session(), str(tmp_path / "work.nablascope")
    session.apply(good)
    session.finish()
    session.apply(Save(path))
    other = Session()
    before = known(other)
    other.apply(Open(path))
    until_it_is_made_ready(other, pieces)
    other.apply(Cancel())
    assert known(other) == before
    other.apply(Open(path))
    other.finish()
    assert same_bits(other.dataset.x, session.dataset.x)
