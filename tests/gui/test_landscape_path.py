"""A long path is drawn through fewer points than there are, and looks the same."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from gui.landscape.map_view import NEAR, needed

steps = st.tuples(st.floats(-3, 3), st.floats(-3, 3), st.sampled_from([False] * 9 + [True]))


@settings(deadline=None)
@given(walk=st.lists(steps, min_size=1, max_size=120))
def test_nothing_that_is_left_out_lies_apart(walk):
    places, jumped, here = [], [], (0.0, 0.0)
    for across, up, jump in walk:
        here = here[0] + across, here[1] + up
        places.append(list(here))
        jumped.append(jump)
    kept = needed(places, jumped)
    assert kept == sorted(set(kept))
    assert {0, len(walk) - 1} <= set(kept)
    for k, jump in enumerate(jumped):
        if jump and k:
            assert {k - 1, k} <= set(kept), "both ends of a jump"
        before = max(i for i in kept if i <= k)
        assert math.dist(places[k], places[before]) < NEAR or k == before
