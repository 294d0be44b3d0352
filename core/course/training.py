"""The last four lessons, on networks that are trained."""

from core.course.asking import Answer, Number
from core.course.networks import (
    A_CIRCLE,
    A_LINE,
    ARRIVING,
    DEEP,
    FAST,
    HUNDRED,
    ONE,
    SINGLE,
    SMOOTH,
    TANH,
    TEN,
    TO_COST,
    TOO_FAR,
    WHOLE,
    WITH_FAULT,
    WITH_TANH,
)
from core.course.step import Lesson, Step
from core.course.tasks import Check, Epoch, Reach, SelectIn, Set, SetHidden, Train
from core.cursor import Phase
from core.exercise import Mistake
from core.exercise.entry import Entry
from core.selection import Pick

W, BIAS = Pick(1, 0, 0), Pick(2, 0)
CURVE, BOWL, HEALTH, CHECKED = ("cost",), ("cost", "landscape"), ("health",), ("check",)

STEPS_OF_AN_EPOCH = Number(
    4.0,
    "Every sample is drawn once in an epoch, and a step takes 25 of the 100.",
    (
        Mistake(25.0, "That is how many samples a step takes. How many steps does it need for all 100?"),
        Mistake(100.0, "That is how many samples there are. A step takes 25 of them at once."),
    ),
)

STEEPEST = Number(
    0.25,
    "σ'(0) = σ(0) (1 − σ(0)), and σ(0) is one half.",
    (
        Mistake(0.5, "That is σ(0). Its slope there is σ(0) (1 − σ(0))."),
        Mistake(1.0, "That would be the slope of the identity. Here it is σ(0) (1 − σ(0))."),
    ),
)

ELSEWHERE = (
    (1, "Layer 1 is wrong as well, but only since it works with what layer 2 has handed on to it."),
    (3, "Everything in layer 3 agrees. Go on towards the input."),
    (4, "Everything in layer 4 agrees. Go on towards the input."),
)

WHICH_FACTOR = Number(
    3.0,
    "Divide the product by what the backward pass says, and look for the quotient among the factors.",
    (
        Mistake(1.0, "2/n_L stands at the very beginning: without it layers 3 and 4 would be wrong as well."),
        Mistake(2.0, "The quotient lies between 0 and 1, as a slope of tanh does. Look into the factor (4)."),
        Mistake(4.0, "a¹ is in the derivatives of weights alone, and those of the biases are wrong as well."),
    ),
)

STEP = Lesson(
    "step",
    A_LINE,
    (
        Step("downhill", Answer(Entry("w", 1, (0, 0))), TO_COST, W, CURVE),
        Step("update", Reach(Phase.UPDATE), TO_COST, W, CURVE, "phase"),
        Step("large", Set("eta", 1.5, 1.5), ONE, W, BOWL, "eta"),
        Step("grows", Train(3, grown=1.5), FAST, W, BOWL, "step"),
        Step("small", Set("eta", 0.1, 0.5), TOO_FAR, W, BOWL, "eta"),
        Step("arrives", Train(below=0.02), ARRIVING, W, BOWL, "step"),
    ),
)

BATCHES = Lesson(
    "batches",
    A_CIRCLE,
    (
        Step("one", Train(1), panels=("cost", "samples"), point="step"),
        Step("epoch", Epoch(), ONE, panels=CURVE, point="epoch"),
        Step("count", STEPS_OF_AN_EPOCH, TEN),
        Step("all", Set("m", 100, 100), TEN, panels=CURVE, point="m"),
        Step("smooth", Train(50), WHOLE, panels=CURVE, point="run"),
        Step("single", Set("m", 1, 1), SMOOTH, panels=CURVE, point="m"),
        Step("jagged", Train(200), SINGLE, panels=CURVE, point="run"),
    ),
)

DEEP_SIGMOIDS = Lesson(
    "deep",
    DEEP,
    (
        Step("small", Train(1), panels=HEALTH, point="step"),
        Step("first", SelectIn(1), ONE, panels=("health", "chain_rule"), point="chain_rule"),
        Step("slope", STEEPEST, ONE, W, ("health", "chain_rule")),
        Step("tanh", SetHidden(TANH), ONE, W, HEALTH, "sigma"),
        Step("learns", Train(below=0.05), WITH_TANH, W, ("health", "cost"), "run"),
    ),
)

FAULT = Lesson(
    "fault",
    WITH_FAULT,
    (
        Step("learns", Train(100), panels=CURVE, point="run"),
        Step("check", Check(), HUNDRED, panels=CHECKED, point="check"),
        Step("where", SelectIn(2, ELSEWHERE), HUNDRED, panels=CHECKED, point="check"),
        Step("what", WHICH_FACTOR, HUNDRED, BIAS, ("chain_rule",), "chain_rule"),
    ),
    faulty=2,
)
