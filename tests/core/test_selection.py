"""Where weights and biases lie in theta."""

import numpy as np
import pytest

from core.network import parameter_count, views
from core.selection import Pick, index_of, pick_at


@pytest.mark.parametrize("n", [(1, 1), (2, 3, 1), (4, 2, 5, 3)])
def test_a_weight_or_bias_lies_where_the_views_have_it(n):
    places = views(np.arange(float(parameter_count(n))), n)
    for l in range(1, len(n)):
        for A in range(n[l]):
            assert index_of(Pick(l, A), n) == places.b[l][A, 0]
            for B in range(n[l - 1]):
                assert index_of(Pick(l, A, B), n) == places.w[l][A, B]


@pytest.mark.parametrize("n", [(1, 1), (2, 3, 1), (4, 2, 5, 3)])
def test_each_place_is_one_weight_or_bias(n):
    picks = [pick_at(k, n) for k in range(parameter_count(n))]
    assert len(set(picks)) == len(picks)
    assert [index_of(pick, n) for pick in picks] == list(range(len(picks)))
