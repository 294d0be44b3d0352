"""A derivative as a sum over paths: largest first, each once, and none before it is asked for."""

import math
from itertools import islice, pairwise, product

import gradient_properties as properties
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain_rule import chain_rule
from core.network import Network
from core.paths import largest_first


def taken_apart(n, sigma="tanh", seed=0, l=1, A=0, B=0):
    net = Network(n, sigma, seed)
    x, y = properties.batch(net, 1, seed)
    return chain_rule(net, x[:, 0], y[:, 0], l, A, B)


def worth(r, nodes):
    """The product of one entry of every factor along a path of layers ℓ … L."""
    factors = [r.local, r.dC_daL[nodes[-1]]]
    if r.column is not None:
        factors.append(r.column[nodes[1]])
    for k, jacobian in zip(range(r.L, r.pick.l + 1, -1), r.jacobians, strict=True):
        place = k - r.pick.l
        factors.append(jacobian[nodes[place], nodes[place - 1]])
    return math.prod(float(k) for k in factors)


def assert_all_in_order(r, paths):
    sizes = [abs(p.value) for p in paths]
    assert all(a >= b for a, b in pairwise(sizes))
    ends = [[r.pick.A], *(range(len(a)) for a in r.a[r.pick.l + 1 :])]
    assert sorted(p.nodes for p in paths) == list(product(*ends))
    for p in paths:
        assert p.value == pytest.approx(worth(r, p.nodes), rel=1e-12, abs=0)


@st.composite
def cases(draw):
    L = draw(st.integers(1, 4))
    n = draw(st.lists(st.integers(1, 5), min_size=L + 1, max_size=L + 1))
    sigma = draw(st.lists(st.sampled_from(["relu", "tanh", "identity"]), min_size=L, max_size=L))
    l = draw(st.integers(1, L))
    A, B = draw(st.integers(0, n[l] - 1)), draw(st.none() | st.integers(0, n[l - 1] - 1))
    return taken_apart(n, sigma, draw(st.integers(0, 2**32 - 1)), l, A, B)


@settings(deadline=None, max_examples=150)
@given(r=cases())
def test_every_path_once_and_the_largest_first(r):
    paths = list(r.paths)
    assert len(paths) == r.path_count
    assert_all_in_order(r, paths)
    assert abs(math.fsum(p.value for p in paths) - r.value) <= 1e-12 * r.paths_size


def test_paths_can_be_asked_for_again():
    r = taken_apart((2, 3, 3, 2))
    assert list(r.paths) == list(r.paths)


@pytest.mark.parametrize(("l", "count"), [(1, 6), (2, 2), (3, 1)])
def test_a_dead_layer_leaves_paths_worth_nothing(l, count):
    net = Network((2, 3, 3, 2), "relu", 0)
    net.b[3][...] = -100.0
    r = chain_rule(net, (0.5, 0.5), (1.0, 0.0), l, 1, 0)
    paths = list(r.paths)
    assert [p.value for p in paths] == [0.0] * count
    assert len({p.nodes for p in paths}) == r.path_count == count
    assert r.value == r.paths_size == 0.0


def test_paths_through_dead_nodes_come_last():
    net = Network((2, 4, 4, 1), "relu", 1)
    net.b[1][...] = net.b[2][...] = 3.0
    net.b[2][[0, 2]] = -100.0
    net.b[3][...] = 100.0
    r = chain_rule(net, (0.5, 0.5), (-1.0,), 1, 0, 0)
    paths = list(r.paths)
    assert [p.value != 0 for p in paths] == [True, True, False, False]
    assert {p.nodes[1] for p in paths[2:]} == {0, 2}


def test_the_first_of_many_are_the_largest_of_all():
    r = taken_apart((2, 20, 20, 20, 20), seed=3)
    assert r.path_count == 20**3
    steps = r._steps()
    every = np.einsum("j,kj,mk,m->jkm", steps[0][:, 0], steps[1], steps[2], steps[3][0])
    largest = np.sort(np.abs(every).ravel())[::-1][:3000]
    found = [abs(p.value) for p in islice(r.paths, 3000)]
    assert np.allclose(found, largest, rtol=1e-12, atol=0)
    assert abs(every.sum() - r.value) <= 1e-12 * r.paths_size


def test_a_billion_paths_are_not_listed():
    r = taken_apart((2, 4, 32, 32, 32, 32, 32, 32), seed=1)
    assert r.path_count == 32**6 > 10**9
    found = list(islice(r.paths, 200))
    most = np.ones(1)
    for step in reversed(r._steps()):
        most = (np.abs(step) * most[:, np.newaxis]).max(axis=0)
    assert abs(found[0].value) == pytest.approx(float(most[0]), rel=1e-12)
    assert all(abs(a.value) >= abs(b.value) for a, b in pairwise(found))
    assert len({p.nodes for p in found}) == 200
    for p in found:
        assert p.value == pytest.approx(worth(r, p.nodes), rel=1e-12, abs=0)


def test_equal_paths_are_all_there():
    ones = [np.ones((3, 1)), np.full((4, 3), -1.0), np.ones((1, 4))]
    paths = list(largest_first(ones))
    assert [p.value for p in paths] == [-1.0] * 12
    assert len({p.nodes for p in paths}) == 12
