"""The one list of datasets: what a menu and a control panel need to know of each."""

from core.checks import Array
from core.datasets import curve, logic, planar, shipped
from core.datasets.entry import MOST_SAMPLES, Entry, Range
from core.datasets.given import DRAWING, FILE
from core.errors import BadInputError

ROWS = Range(len(logic.ROWS), MOST_SAMPLES)  # the whole truth table
_PLAYGROUND = "Generated from the seed, after TensorFlow Playground (Smilkov and others, 2017)."
_UCI = "UCI Machine Learning Repository"


def nothing_without_a_file(*_: object) -> tuple[Array, Array]:
    """Raise: the name says only of which kind data is that was read from a file."""
    raise BadInputError("Data from a file is opened by that file's name, such as --dataset points.csv.")


ENTRIES = (
    Entry(
        name="and",
        title="AND",
        group="Logic",
        description="The output is 1 where both inputs are 1: a straight line separates the classes.",
        origin="The truth table of AND.",
        outputs=("x₁ AND x₂",),
        samples=4,
        samples_range=ROWS,
        first_shown=3,
        generate=logic.conjunction,
    ),
    Entry(
        name="or",
        title="OR",
        group="Logic",
        description="The output is 1 where at least one input is 1: a straight line separates the classes.",
        origin="The truth table of OR.",
        outputs=("x₁ OR x₂",),
        samples=4,
        samples_range=ROWS,
        first_shown=3,
        generate=logic.disjunction,
    ),
    Entry(
        name="xor",
        title="XOR",
        group="Logic",
        description="The output is 1 where the inputs differ: no straight line separates the classes.",
        origin="The truth table of XOR.",
        outputs=("x₁ XOR x₂",),
        samples=4,
        samples_range=ROWS,
        first_shown=3,
        generate=logic.exclusive_or,
    ),
    Entry(
        name="circle",
        title="Circle",
        group="Plane",
        description="A disc of radius ½ inside a ring of radius 1.",
        origin=_PLAYGROUND,
        outputs=("inside",),
        samples=250,
        noise=0.05,
        generate=planar.circle,
    ),
    Entry(
        name="gaussians",
        title="Two clouds",
        group="Plane",
        description="Normal clouds around (½, ½) and (−½, −½): a straight line separates nearly all points.",
        origin=_PLAYGROUND,
        outputs=("upper right",),
        samples=250,
        noise=0.1,
        generate=planar.gaussians,
    ),
    Entry(
        name="moons",
        title="Two moons",
        group="Plane",
        description="Two half circles that reach into each other.",
        origin="Generated from the seed, after make_moons of scikit-learn.",
        outputs=("upper moon",),
        samples=250,
        noise=0.05,
        generate=planar.moons,
    ),
    Entry(
        name="spiral",
        title="Spiral",
        group="Plane",
        description="Two arms of 1½ turns, wound into each other.",
        origin=_PLAYGROUND,
        outputs=("second arm",),
        samples=300,
        noise=0.02,
        generate=planar.spiral,
    ),
    Entry(
        name="checkerboard",
        title="Checkerboard",
        group="Plane",
        description="Sixteen squares, light and dark in turn.",
        origin="Generated from the seed.",
        outputs=("dark square",),
        samples=400,
        noise=0.01,
        generate=planar.checkerboard,
    ),
    Entry(
        name="sine",
        title="Sine",
        group="Curve",
        description="One period of a sine, scaled to where σ can follow: y = 0.5 + 0.4 sin(πx).",
        origin="Generated from the seed.",
        task="regression",
        inputs=("x",),
        outputs=("y",),
        samples=100,
        noise=0.03,
        noise_range=Range(0.0, 0.2),
        generate=curve.sine,
    ),
    Entry(
        name="iris",
        title="Iris",
        group="Measured",
        description="150 flowers of three species: four lengths, each scaled to zero mean and unit variance.",
        origin=f"R. A. Fisher (1936), Iris, {_UCI}, doi:10.24432/C56C76, CC BY 4.0.",
        inputs=shipped.IRIS_INPUTS,
        outputs=shipped.SPECIES,
        samples=shipped.IRIS_SAMPLES,
        samples_range=None,
        noise_range=None,
        generate=shipped.iris,
    ),
    Entry(
        name="digits",
        title="Handwritten digits",
        group="Measured",
        description="1,797 digits of 8 × 8 pixels, row by row, each scaled from 0 (paper) to 1 (ink).",
        origin="E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits (test set), "
        f"{_UCI}, doi:10.24432/C50P49, CC BY 4.0.",
        inputs=tuple(f"pixel {k}" for k in range(1, shipped.PIXELS + 1)),
        outputs=shipped.DIGITS,
        samples=shipped.DIGITS_SAMPLES,
        samples_range=None,
        noise_range=None,
        generate=shipped.digits,
    ),
)

BROUGHT = (
    Entry(
        name=DRAWING,
        title="Drawing",
        group="Own",
        description="Points that you paint on the plane yourself.",
        origin="Painted by hand.",
        outputs=("class 2",),
        samples=2,
        samples_range=None,
        noise_range=None,
        generate=planar.first_points,
    ),
    Entry(
        name=FILE,
        title="File",
        group="Own",
        description="Data read from a file.",
        origin="A file.",
        inputs=(),
        outputs=(),
        samples=0,
        samples_range=None,
        noise_range=None,
        generate=nothing_without_a_file,
    ),
)
"""What a person brings: it is with the experiment itself, not made here."""
