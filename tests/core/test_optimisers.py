"""Optimisers: what is frozen stays, memory included, and what can't be used is refused."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import assert_is_a_sentence

from core.errors import BadInputError, UnknownNameError
from core.operations import perform
from core.optimisers import OPTIMISERS, optimiser

EVERY = pytest.mark.parametrize("name", OPTIMISERS)


def steps(name, gradients, theta, mask=None, eta=0.1):
    """The optimiser and θ after a step along each of the gradients."""
    own, theta = optimiser(name, eta, theta.size), theta.copy()
    if mask is not None:
        own.freeze(mask)
    g = np.empty_like(theta)
    operations = own.bind(theta, g)
    for gradient in gradients:
        g[...] = gradient
        perform(operations)
    return own, theta


@EVERY
@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 2**32 - 1), size=st.integers(1, 9), count=st.integers(1, 5))
def test_frozen_entries_keep_their_value_and_memory_and_the_others_do_not_notice(name, seed, size, count):
    rng = np.random.default_rng(seed)
    theta, gradients, mask = rng.normal(size=size), rng.normal(size=(count, size)), rng.random(size) < 0.5
    free, free_theta = steps(name, gradients, theta)
    own, found = steps(name, gradients, theta, mask)
    assert found[mask].tobytes() == theta[mask].tobytes()
    assert not own.memory[:, mask].any()
    assert found[~mask].tobytes() == free_theta[~mask].tobytes()
    assert own.memory[:, ~mask].tobytes() == free.memory[:, ~mask].tobytes()


@EVERY
def test_what_is_thawed_goes_on_from_what_it_remembers(name):
    rng = np.random.default_rng(1)
    theta, gradients = rng.normal(size=4), rng.normal(size=(6, 4))
    mask = np.array([True, False, True, False])
    own, g = optimiser(name, 0.1, 4), np.empty(4)
    operations = own.bind(theta, g)
    for k, gradient in enumerate(gradients):
        if k == 2:
            kept, remembered = theta.copy(), own.memory.copy()
            own.freeze(mask)
        if k == 4:
            assert theta[mask].tobytes() == kept[mask].tobytes()
            assert own.memory[:, mask].tobytes() == remembered[:, mask].tobytes()
            own.freeze(np.zeros(4, dtype=bool))
        g[...] = gradient
        perform(operations)
    alone, expected = steps(name, gradients[[0, 1, 4, 5]], np.random.default_rng(1).normal(size=4))
    assert theta[mask].tobytes() == expected[mask].tobytes()
    assert own.memory[:, mask].tobytes() == alone.memory[:, mask].tobytes()


@EVERY
def test_a_new_rate_holds_from_the_next_step_on(name):
    own, theta, g = optimiser(name, 0.1, 2), np.zeros(2), np.ones(2)
    operations = own.bind(theta, g)
    own.freeze(np.array([False, True]))
    perform(operations)
    first, own.eta = theta[0], 1e-9
    perform(operations)
    assert abs(theta[0] - first) < 1e-7 < abs(first)
    assert theta[1] == 0.0


@EVERY
@pytest.mark.parametrize("size", [0.0, 5e-324, 1e-200, 1e150])
def test_gradients_of_any_size_make_finite_steps(name, size):
    own, theta = steps(name, np.full((3, 2), size), np.ones(2))
    assert np.isfinite(theta).all()
    assert np.isfinite(own.memory).all()


@EVERY
@pytest.mark.parametrize("eta", [0.0, -1.0, math.nan, math.inf, "0.1", None, True])
def test_a_rate_that_leads_nowhere_is_refused_in_one_sentence(name, eta):
    with pytest.raises(BadInputError) as caught:
        optimiser(name, eta, 3)
    assert_is_a_sentence(caught.value)


@pytest.mark.parametrize("name", ["sgd", "", None, 3, ["adam"]])
def test_an_optimiser_that_is_not_there_is_refused_in_one_sentence(name):
    with pytest.raises(UnknownNameError) as caught:
        optimiser(name, 0.1, 3)
    assert_is_a_sentence(caught.value)
