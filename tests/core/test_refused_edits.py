"""Edits of numbers that can't be: one sentence each, and nothing is changed."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sessions import XOR, assert_is_a_sentence, phases, session_in, state_hash

from core.commands import Edit, Show, ViewSpec
from core.errors import BadInputError, NotAllowedError, NotFiniteError
from core.network import Network
from core.score import score
from core.selection import Node, Pick
from core.session import Session, State

PANELS = frozenset({"chain_rule", "output"})
EDITS = (
    Edit("parameter", 0.75, Pick(1, 2, 1)),
    Edit("parameter", -1.5, Pick(2, 0)),
    Edit("x", 0.3, Node(0, 1)),
    Edit("y", 0.6, Node(2, 0)),
)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -math.inf, "0.5", "abc", None, True, 10**400, 1e13, [1.0], 1j]
)
@pytest.mark.parametrize("edit", EDITS, ids=["weight", "bias", "x", "y"])
def test_a_bad_value_changes_nothing(edit, value):
    assert_refused(replace(edit, value=value))


@pytest.mark.parametrize(
    ("quantity", "at"),
    [
        *[
            ("parameter", k)
            for k in (None, Node(1, 0), (1, 0, 0), "w", Pick(0, 0, 0), Pick(3, 0, 0), Pick(1, 3, 0))
        ],
        *[
            ("parameter", k)
            for k in (Pick(1, 0, 2), Pick(1, -1, 0), Pick(1, 0.0, 0), Pick("1", 0), Pick(True, 0))
        ],
        *[
            ("x", k)
            for k in (None, Pick(1, 0), Node(1, 0), Node(2, 0), Node(0, 2), Node(0, -1), Node(0, "a"), 0)
        ],
        *[
            ("y", k)
            for k in (None, Pick(2, 0), Node(0, 0), Node(1, 0), Node(2, 1), Node(-1, 0), Node(2, None))
        ],
        ("z", Node(1, 0)),
        (None, Pick(1, 0)),
    ],
)
def test_a_bad_place_changes_nothing(quantity, at):
    assert_refused(Edit(quantity, 0.5, at))


@pytest.mark.parametrize("sample", [-1, 4, 1.5, "0", True])
def test_a_sample_that_does_not_exist_changes_nothing(sample):
    assert_refused(replace(EDITS[2], sample=sample))


def assert_refused(edit):
    session = Session(XOR)
    phases(session, 4)
    before, version, data = state_hash(session), session.version, session.dataset
    with pytest.raises(BadInputError) as error:
        session.apply(edit)
    assert_is_a_sentence(error.value)
    assert (state_hash(session), session.version) == (before, version)
    assert session.dataset is data
    assert session.trainer.cursor.position(2) == 4


def test_infinity_is_called_by_its_name():
    with pytest.raises(NotFiniteError, match="A weight must be finite"):
        Session(XOR).apply(Edit("parameter", math.inf, Pick(1, 0, 0)))


@pytest.mark.parametrize("edit", EDITS, ids=["weight", "bias", "x", "y"])
def test_numbers_are_not_edited_after_a_divergence(edit, monkeypatch):
    session = session_in(State.DIVERGED, monkeypatch)
    before = state_hash(session)
    with pytest.raises(NotAllowedError) as error:
        session.apply(edit)
    assert_is_a_sentence(error.value)
    assert state_hash(session) == before


def test_a_huge_number_that_is_allowed_does_no_harm():
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=1, panels=PANELS, pick=Pick(1, 0, 0))))
    for edit in EDITS:
        session.apply(replace(edit, value=-1e12))
        session.finish()
        assert np.isfinite(session.frame().output.values).all()
    session.train(3)
    assert session.state in (State.PAUSED, State.DIVERGED)


def test_costs_whose_sum_is_too_large_for_a_number_do_no_harm():
    found = score(Network((1, 1)), np.zeros((1, 4)), np.full((1, 4), 1.3e154), "regression")
    assert np.isfinite(found.costs).all()
    assert found.cost == math.inf
