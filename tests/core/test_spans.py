"""Stretches of indices against plain sets."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.spans import with_span, without_span

CHANGES = st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(1, 12)), max_size=25)


@settings(deadline=None)
@given(CHANGES)
def test_they_hold_what_a_set_would(changes):
    spans, wanted = (), set()
    for add, start, length in changes:
        indices = range(start, start + length)
        spans = (with_span if add else without_span)(spans, start, start + length)
        wanted = wanted.union(indices) if add else wanted.difference(indices)
        assert [k for start, stop in spans for k in range(start, stop)] == sorted(wanted)
        assert all(a[1] < b[0] for a, b in pairwise(spans))  # apart, none of them touch


def test_what_touches_becomes_one():
    assert with_span(((0, 3), (7, 9)), 3, 7) == ((0, 9),)
    assert without_span(((0, 9),), 3, 7) == ((0, 3), (7, 9))
    assert without_span(((0, 9),), 0, 9) == ()
