"""The first four lessons, on networks so small that everything can be worked out with a pen."""

from core.course.asking import Answer
from core.course.networks import (
    BY_HAND,
    BY_HAND_THETA,
    FOUR_OUTPUTS,
    FOUR_THETA,
    TO_COST,
    TO_LAYER_2,
    TO_OUTPUT,
    by,
)
from core.course.step import Lesson, Step
from core.course.tasks import Reach, Select
from core.cursor import Phase
from core.exercise.entry import Entry
from core.selection import Node, Pick

CHAIN, LAYERS = ("chain_rule",), ("matrices",)
W12, W11 = Pick(1, 0, 1), Pick(2, 0, 0)
"""w¹₁₂ and w²₁₁."""

FORWARD = Lesson(
    "forward",
    BY_HAND,
    (
        Step("sum", Answer(Entry("z", 1, (0,))), lights=(Node(1, 0),)),
        Step("squash", Answer(Entry("a", 1, (0,))), lights=(Node(1, 0),)),
        Step("layer", Reach(Phase.FORWARD, 1), point="phase"),
        Step("again", Answer(Entry("z", 2, (0,))), TO_OUTPUT, lights=(Node(2, 0),)),
        Step("output", Reach(Phase.FORWARD, 2), TO_OUTPUT, point="phase"),
    ),
    BY_HAND_THETA,
    panels=LAYERS,
)

COST = Lesson(
    "cost",
    FOUR_OUTPUTS,
    (
        Step("outputs", Reach(Phase.FORWARD, 1), point="phase"),
        Step("mean", Answer(Entry("C", 1)), TO_OUTPUT),
        Step("slope", Answer(Entry("dC_da", 1, (0,))), TO_OUTPUT, lights=(Node(1, 0),)),
        Step("compare", Reach(Phase.COST), TO_OUTPUT, point="phase"),
        Step("right", Answer(Entry("dC_da", 1, (3,))), by("phase", 2), lights=(Node(1, 3),)),
    ),
    FOUR_THETA,
    panels=LAYERS,
)

CHAIN_RULE = Lesson(
    "chain",
    BY_HAND,
    (
        Step("pick", Select(W12), TO_COST, panels=CHAIN, point="pick", lights=(W12,)),
        Step("left", Answer(Entry("dC_da", 1, (0,))), TO_COST, W12, CHAIN, "chain_rule"),
        Step("whole", Answer(Entry("dC_dw", 1, (0, 1))), TO_COST, W12, CHAIN, "chain_rule"),
        Step("later", Select(W11), TO_COST, W12, CHAIN, "pick", (W11,)),
    ),
    BY_HAND_THETA,
)

BACKWARD = Lesson(
    "backward",
    BY_HAND,
    (
        Step("begin", Answer(Entry("dC_dz", 2, (0,))), TO_COST, lights=(Node(2, 0),)),
        Step("weight", Answer(Entry("dC_dw", 2, (0, 1))), TO_COST, lights=(Pick(2, 0, 1),)),
        Step("layer", Reach(Phase.BACKWARD, 2), TO_COST, point="phase"),
        Step("reuse", Answer(Entry("dC_dz", 1, (1,))), TO_LAYER_2, lights=(Node(1, 1),)),
        Step("end", Reach(Phase.BACKWARD, 1), TO_LAYER_2, point="phase"),
    ),
    BY_HAND_THETA,
    panels=LAYERS,
)
