import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets import Dataset, entries, entry, load, names
from core.errors import BadInputError, NotFiniteError, ShapeError, UnknownNameError

NAMES = (
    "and", "or", "xor", "circle", "gaussians", "moons", "spiral", "checkerboard", "sine", "iris", "digits",
)  # fmt: skip
LOGIC = ("and", "or", "xor")
MEASURED = ("iris", "digits")
SHAPES = dict.fromkeys(LOGIC, (2, 1, 4)) | {
    "circle": (2, 1, 250),
    "gaussians": (2, 1, 250),
    "moons": (2, 1, 250),
    "spiral": (2, 1, 300),
    "checkerboard": (2, 1, 400),
    "sine": (1, 1, 100),
    "iris": (4, 3, 150),
    "digits": (64, 10, 1797),
}


def same(one: Dataset, other: Dataset) -> bool:
    return one.x.tobytes() == other.x.tobytes() and one.y.tobytes() == other.y.tobytes()


def assert_is_a_sentence(error: BaseException) -> None:
    text = str(error)
    assert text.endswith(".")
    assert text[0].isupper()
    assert "\n" not in text
    assert "Error" not in text


def test_names_are_in_the_order_of_the_menu():
    assert names() == NAMES
    assert tuple(e.name for e in entries()) == NAMES
    assert list(dict.fromkeys(e.group for e in entries())) == ["Logic", "Plane", "Curve", "Measured"]


@pytest.mark.parametrize("name", NAMES)
def test_every_dataset_has_its_shape(name):
    d = load(name)
    n_0, n_L, M = SHAPES[name]
    assert d.x.shape == (n_0, M)
    assert d.y.shape == (n_L, M)
    assert d.samples == M
    assert d.x.dtype == d.y.dtype == np.float64
    assert np.isfinite(d.x).all()
    assert np.isfinite(d.y).all()


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_says_what_its_entry_says(name):
    d, e = load(name, seed=7), entry(name)
    assert (d.name, d.title, d.group, d.description, d.origin, d.task, d.inputs, d.outputs) == (
        e.name, e.title, e.group, e.description, e.origin, e.task, e.inputs, e.outputs,
    )  # fmt: skip
    assert (d.seed, d.noise, d.samples) == (7, e.noise, e.samples)
    assert len(d.inputs) == d.x.shape[0]
    assert len(d.outputs) == d.y.shape[0]
    assert 0 <= e.first_shown < e.samples
    assert d.task == ("regression" if name == "sine" else "classification")


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_one_line_for_a_person(name):
    e = entry(name)
    for text in (e.title, e.group, e.description, e.origin, *e.inputs, *e.outputs):
        assert text.strip() == text
        assert text
        assert "\n" not in text
    assert e.description.endswith(".")
    assert e.origin.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_arrays_cannot_be_written_to(name):
    d = load(name)
    for array in (d.x, d.y):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1.0
    with pytest.raises(AttributeError):
        d.x = d.y


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_fixes_everything(name):
    assert same(load(name, seed=3), load(name, seed=3))
    assert same(load(name), load(name, seed=0, noise=entry(name).noise, samples=entry(name).samples))


@pytest.mark.parametrize("name", MEASURED)
def test_the_seed_leaves_measured_data_alone(name):
    assert same(load(name, seed=0), load(name, seed=1))


def test_the_largest_seed_will_do():
    assert load("moons", seed=2**63 - 1).seed == 2**63 - 1


@pytest.mark.parametrize("name", MEASURED)
def test_several_classes_are_one_hot(name):
    y = load(name).y
    assert set(np.unique(y)) == {0.0, 1.0}
    assert (y.sum(axis=0) == 1.0).all()


@pytest.mark.parametrize("name", MEASURED)
def test_measured_data_takes_the_settings_it_has(name):
    d = load(name, seed=4, noise=0.0, samples=entry(name).samples)
    assert same(d, load(name))
    assert d.noise == 0.0
    assert entry(name).samples_range is None
    assert entry(name).noise_range is None


def test_iris_is_standardised():
    d = load("iris")
    assert np.allclose(d.x.mean(axis=1), 0.0, rtol=0, atol=1e-12)
    assert np.allclose(d.x.var(axis=1), 1.0, rtol=0, atol=1e-12)
    assert d.y.sum(axis=1).tolist() == [50, 50, 50]
    assert d.outputs == ("setosa", "versicolor", "virginica")


def test_digits_have_their_counts_and_pixels():
    d = load("digits")
    assert d.y.sum(axis=1).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert d.y.argmax(axis=0)[:10].tolist() == list(range(10))
    assert d.outputs == tuple("0123456789")
    assert (d.inputs[0], d.inputs[-1]) == ("pixel 1", "pixel 64")
    assert np.array_equal(np.unique(d.x * 16), np.arange(17))
    assert (d.x[:8, 0] * 16).tolist() == [0, 0, 5, 13, 9, 1, 0, 0]


BAD = [
    ("xor", {"seed": -1}),
    ("xor", {"seed": 2**63}),
    ("iris", {"seed": -1}),
    ("moons", {"seed": 0.5}),
    ("moons", {"seed": "one"}),
    ("moons", {"seed": None}),
    ("moons", {"seed": True}),
    ("moons", {"noise": -0.01}),
    ("moons", {"noise": 0.51}),
    ("sine", {"noise": 0.21}),
    ("xor", {"noise": 1e300}),
    ("moons", {"noise": float("nan")}),
    ("moons", {"noise": float("inf")}),
    ("moons", {"noise": "much"}),
    ("moons", {"noise": [0.1]}),
    ("xor", {"samples": 3}),
    ("moons", {"samples": 1}),
    ("moons", {"samples": 0}),
    ("moons", {"samples": -5}),
    ("moons", {"samples": 100_001}),
    ("moons", {"samples": 10.0}),
    ("moons", {"samples": "10"}),
    ("iris", {"noise": 0.1}),
    ("iris", {"noise": float("nan")}),
    ("iris", {"samples": 149}),
    ("iris", {"samples": 0}),
    ("digits", {"noise": 0.1}),
    ("digits", {"noise": "much"}),
    ("digits", {"samples": 10}),
    ("digits", {"samples": 1797.0}),
]


@pytest.mark.parametrize(("name", "given_"), BAD)
def test_bad_settings_get_one_sentence(name, given_):
    with pytest.raises(BadInputError) as caught:
        load(name, **given_)
    assert_is_a_sentence(caught.value)


@pytest.mark.parametrize("name", ["", "XOR", "xor ", "mnist", "__class__", None, 3, ["xor"], {}])
def test_unknown_names_get_those_that_exist(name):
    for ask in (load, entry):
        with pytest.raises(UnknownNameError) as caught:
            ask(name)
        assert_is_a_sentence(caught.value)
        assert ", ".join(NAMES) in str(caught.value)


def example(**changed: object) -> Dataset:
    """A dataset made by hand, as one read from a file will be."""
    fields = {
        "name": "mine", "title": "Mine", "group": "Files", "description": "Two samples.", "origin": "A test.",
        "task": "regression", "inputs": ("x",), "outputs": ("y",), "seed": 0, "noise": 0.0,
        "x": [[1.0, 2.0]], "y": [[3.0, 4.0]],
    }  # fmt: skip
    return Dataset(**(fields | changed))


def test_a_dataset_keeps_copies():
    x = np.array([[1.0, 2.0]])
    d = example(x=x)
    x[0, 0] = 9.0
    assert d.x.tolist() == [[1.0, 2.0]]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"x": [[1.0, 2.0], [3.0, 4.0]]}, ShapeError),
        ({"y": [[1.0, 2.0, 3.0]]}, ShapeError),
        ({"outputs": ("y", "z")}, ShapeError),
        ({"x": np.empty((1, 0)), "y": np.empty((1, 0))}, ShapeError),
        ({"x": [[1.0, float("nan")]]}, NotFiniteError),
        ({"y": [["a", "b"]]}, BadInputError),
    ],
)
def test_a_dataset_that_does_not_fit_is_refused(changed, kind):
    with pytest.raises(kind) as caught:
        example(**changed)
    assert_is_a_sentence(caught.value)


def test_a_dataset_survives_pickling():
    d = load("xor")
    assert same(pickle.loads(pickle.dumps(d)), d)


@settings(deadline=None)
@given(
    name=st.sampled_from(NAMES),
    seed=st.integers(0, 2**63 - 1),
    noise=st.floats(0.0, 0.2),
    samples=st.integers(4, 400),
)
def test_any_settings_give_sound_data(name, seed, noise, samples):
    chosen = {} if name in MEASURED else {"noise": noise, "samples": samples}
    d = load(name, seed=seed, **chosen)
    assert same(d, load(name, seed=seed, **chosen))
    assert d.seed == seed
    assert d.x.shape == (len(d.inputs), d.samples)
    assert d.y.shape == (len(d.outputs), d.samples)
    assert np.isfinite(d.x).all()
    assert np.isfinite(d.y).all()
    if d.task == "classification":
        assert set(np.unique(d.y)) <= {0.0, 1.0}


@settings(deadline=None)
@given(seed=st.integers(), noise=st.floats(), samples=st.integers())
def test_any_numbers_give_data_or_a_sentence(seed, noise, samples):
    try:
        load("spiral", seed=seed, noise=noise, samples=min(samples, 1000))
    except BadInputError as error:
        assert_is_a_sentence(error)
