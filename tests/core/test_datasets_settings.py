"""Settings of data sets, good and bad."""

import pickle

import numpy as np
import pytest
from data_sets import MEASURED, NAMES, SIZED, assert_is_a_sentence, same
from hypothesis import given, settings
from hypothesis import strategies as st

from core.datasets import Dataset, entry, load
from core.errors import BadInputError, NotFiniteError, ShapeError, UnknownNameError

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
    ("xor", {"size": 2}),
    ("iris", {"size": 3}),
    ("parity", {"size": 1}),
    ("parity", {"size": 11}),
    ("parity", {"size": 4.0}),
    ("parity", {"size": True}),
    ("parity", {"size": "four"}),
    ("parity", {"samples": 3}),
    ("autoencoder", {"size": 33}),
    ("autoencoder", {"size": 10**400}),
    ("rings", {"size": 2}),
    ("rings", {"size": -3}),
    ("rings", {"samples": 5}),
    ("teacher", {"size": 0}),
    ("teacher", {"size": float("nan")}),
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
    samples=st.integers(6, 400),
    which=st.floats(0.0, 1.0),
)
def test_any_settings_give_sound_data(name, seed, noise, samples, which):
    chosen = {} if name in MEASURED else {"noise": noise, "samples": samples}
    if name in SIZED:
        least, most = entry(name).size_range
        chosen["size"] = round(least + which * (most - least))
    d = load(name, seed=seed, **chosen)
    assert same(d, load(name, seed=seed, **chosen))
    assert d.seed == seed
    assert d.x.shape == (len(d.inputs), d.samples)
    assert d.y.shape == (len(d.outputs), d.samples)
    assert np.isfinite(d.x).all()
    assert np.isfinite(d.y).all()
    assert len({*d.inputs, *d.outputs}) == len(d.inputs) + len(d.outputs)
    if d.task == "classification":
        assert set(np.unique(d.y)) <= {0.0, 1.0}
        assert len(d.outputs) == 1 or (d.y.sum(axis=0) == 1.0).all()


@settings(deadline=None)
@given(seed=st.integers(), noise=st.floats(), samples=st.integers())
def test_any_numbers_give_data_or_a_sentence(seed, noise, samples):
    try:
        load("spiral", seed=seed, noise=noise, samples=min(samples, 1000))
    except BadInputError as error:
        assert_is_a_sentence(error)
