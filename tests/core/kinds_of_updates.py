"""Edits of how updates are made and of what is learned, for whoever tries all sorts of them."""

from hypothesis import strategies as st

from core.commands import Edit
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Layer, Node

SCHEDULES = [
    Schedule(),
    Schedule("step", 3, 0.5),
    Schedule("step", 1, 0.0),
    Schedule("cosine", 20, 0.1),
    Schedule("cosine", 7, 0.0),
]
RULE_EDITS = st.one_of(
    st.builds(Edit, st.just("optimiser"), st.sampled_from(list(OPTIMISERS))),
    st.builds(Edit, st.just("optimiser"), st.sampled_from(["adam", "momentum", "rmsprop"])),
    st.builds(Edit, st.just("l1"), st.sampled_from([0.0, 0.01, 0.3])),
    st.builds(Edit, st.just("l2"), st.sampled_from([0, 0.05, 1.0])),
    st.builds(Edit, st.just("schedule"), st.sampled_from(SCHEDULES)),
    st.builds(Edit, st.just("cost"), st.sampled_from(["mse", "binary cross-entropy", "cross-entropy"])),
    st.builds(
        Edit, st.just("frozen"), st.booleans(), st.sampled_from([Node(1, 0), Node(2, 0), Layer(1), Layer(2)])
    ),
)
