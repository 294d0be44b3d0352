"""Examples that each teach a lesson, and what to look at in them."""

from core.experiment import Experiment
from core.presets.preset import Preset
from core.selection import Pick

_SIGMOID, _TANH, _RELU, _IDENTITY = "sigmoid", "tanh", "relu", "identity"
_FIFTH = 0.2

TEACHING = (
    Preset(
        "slope",
        "A line: the weight becomes its slope",
        "One node without a hidden layer and with the identity is a line, so that gradient descent is linear "
        "regression: the weight comes to the slope 2, the bias to the intercept 1.",
        Experiment("line", (1, 1), (_IDENTITY,), eta=0.1, m=100),
    ),
    Preset(
        "xor-alone",
        "XOR without a hidden layer",
        "One node divides the plane by a straight line, which XOR does not allow: "
        "the cost stays at ¼ and the output at ½, however long it is trained.",
        Experiment("xor", (2, 1), (_SIGMOID,), eta=2.0, m=4),
    ),
    Preset(
        "squares",
        "A circle by its squares",
        "Among x₁² and x₂² a circle is a straight line: with them as inputs one node alone learns it.",
        Experiment(
            "circle",
            (4, 1),
            (_SIGMOID,),
            eta=2.0,
            m=10,
            held_out=_FIFTH,
            features=("square_1", "square_2"),
        ),
    ),
    Preset(
        "parity",
        "Parity of four bits",
        "No bit says anything alone, so that nothing seems to happen for a while; then it is found quickly.",
        Experiment("parity", (4, 8, 1), (_TANH, _SIGMOID), eta=1.0, m=16),
    ),
    Preset(
        "autoencoder",
        "An 8-3-8 autoencoder",
        "Eight places have to pass through three nodes, which find a code for them, mostly zeros and ones.",
        Experiment("autoencoder", (8, 3, 8), (_SIGMOID, _SIGMOID), eta=5.0, m=8),
        look=(
            "Run it and watch the hidden space: eight points that begin in one heap move apart, most of "
            "them into corners of the cube.",
            "A corner is a code of three zeros and ones: look for places that share two of their three "
            "values, and for those that stay between corners because the output can tell them apart all "
            "the same.",
            "After about 2,000 steps every place comes out right, though no node was ever told what to mean.",
        ),
        panels=("hidden",),
    ),
    Preset(
        "student",
        "A student of its teacher's size",
        "Targets made by a random 2-3-1 network, for another of the same shape: the cost can come to 0, "
        "though from some seeds it gets stuck on the way.",
        Experiment("teacher", (2, 3, 1), (_TANH, _IDENTITY), eta=0.2, m=10),
    ),
    Preset(
        "vanishing",
        "Gradients that vanish",
        "Each of five hidden layers of sigmoids makes the gradient smaller, so that the first one's is below "
        "a ten-thousandth of the last one's and nothing is learned; with tanh it is.",
        Experiment("circle", (2, 6, 6, 6, 6, 6, 1), 6 * (_SIGMOID,), eta=0.5, m=10),
        look=(
            "Before the first step the gradient of layer 1 is already less than a ten-thousandth of "
            "that of layer 6: from layer to layer the rows of Health move down by about a "
            "power of ten.",
            "Select a weight of layer 1: its chain rule is a product in which each layer contributes "
            "σ′, at most a quarter, and weights that don’t make up for it.",
            "Choose tanh for the hidden layers while it runs: its σ′ comes close to 1, the rows move "
            "together, and the circle is learned.",
        ),
        panels=("health",),
        pick=Pick(1, 0, 0),
    ),
    Preset(
        "symmetric",
        "All weights 0 at the beginning",
        "Nodes that begin alike get the same gradient and stay alike, so that four hidden nodes are no more "
        "than one: some 70 % is right, which one line through the plane can do.",
        Experiment("noisy-xor", (2, 4, 1), 2 * (_SIGMOID,), eta=4.0, m=10, initialisation="zeros"),
        look=(
            "Run it: the four hidden nodes show one and the same picture, and step after step the rows of w¹ "
            "are equal, for each gets the same gradient as the others, to the last digit.",
            "Go to the beginning, set one weight of layer 1 to 1 by hand (double click on its edge) and run "
            "again: that node is another now, the others stay alike, and two nodes get some 86 % right.",
            "Begin with other initial weights (More, in the form): any random ones make all four differ, and "
            "nearly everything comes out right.",
        ),
        panels=("matrices", "health"),
        maps=True,
    ),
    Preset(
        "too-fast",
        "A learning rate too large",
        "With η = 1.5 each step doubles how far the bias is from where the cost is lowest, until a number is "
        "no longer finite; below 1 the same line is learned.",
        Experiment("line", (1, 1), (_IDENTITY,), eta=1.5, m=100),
        look=(
            "Go step by step and watch the landscape, a bowl over w and b: each step goes down the "
            "slope and so far beyond the bottom that it ends higher on the other side.",
            "The tangent plane shows why: it is the slope where the step begins, and knows nothing of "
            "the bend.",
            "Go back to the beginning and try η = 0.9 and η = 0.4: the first swings to and fro and "
            "arrives, the second comes from one side.",
        ),
        panels=("landscape",),
        pick=Pick(1, 0, 0),
    ),
    Preset(
        "dead",
        "Nodes that die",
        "The first steps are so large that every hidden relu gives 0 for every sample from then on: "
        "its derivative is 0 too, and no gradient comes through.",
        Experiment("sine", (1, 8, 1), (_RELU, _IDENTITY), eta=0.5, m=10, seed=2),
        look=(
            "Do five steps one by one: the second throws the weights so far that z of nearly every "
            "hidden node is below 0 for every sample, and there relu is 0.",
            "Health counts them as dead: σ′ is 0, so ∂C/∂w is exactly 0 and no later step can "
            "bring them back; the output is a constant, whatever x is.",
            "Go to the beginning and choose η = 0.05, or leaky relu, whose σ′ is never 0.",
        ),
        panels=("health",),
    ),
    Preset(
        "overfitting",
        "Learned by heart",
        "Two clouds that overlap, fifty points to train on and far too many weights: the training cost falls "
        "to 0, while that of the samples held out rises after about 2,000 steps.",
        Experiment(
            "gaussians",
            (2, 16, 16, 1),
            (_TANH, _TANH, _SIGMOID),
            eta=0.5,
            m=10,
            seed=2,
            noise=0.5,
            samples=100,
            held_out=0.5,
        ),
        look=(
            "Run it and compare the two curves of the cost: both fall at first; after some 2,000 to "
            "4,000 steps that of the samples held out turns and rises, while the other goes on to 0.",
            "In the output the line between the classes bends around single points: it knows them by heart.",
            "Begin again with λ₂ = 0.001: large weights cost something then, the line stays simple, and "
            "so does the error on what was held out.",
        ),
        panels=("cost", "output"),
    ),
)
