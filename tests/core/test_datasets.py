import numpy as np
import pytest
from data_sets import GENERATED, LOGIC, MEASURED, NAMES, REGRESSIONS, SEVERAL_CLASSES, SIZED, same

from core.datasets import entries, entry, load, names

SHAPES = dict.fromkeys(LOGIC, (2, 1, 4)) | {
    "parity": (4, 1, 16),
    "circle": (2, 1, 250),
    "gaussians": (2, 1, 250),
    "noisy-xor": (2, 1, 300),
    "moons": (2, 1, 250),
    "spiral": (2, 1, 300),
    "two-spirals": (2, 1, 500),
    "rings": (2, 3, 300),
    "checkerboard": (2, 1, 400),
    "line": (1, 1, 100),
    "sine": (1, 1, 100),
    "teacher": (2, 1, 200),
    "autoencoder": (8, 8, 8),
    "iris": (4, 3, 150),
    "digits": (64, 10, 1797),
}


def test_names_are_in_the_order_of_the_menu():
    assert names() == NAMES
    assert tuple(e.name for e in entries()) == NAMES
    assert list(dict.fromkeys(e.group for e in entries())) == [
        "Logic",
        "Plane",
        "Curve",
        "Networks",
        "Measured",
    ]


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
    assert d.task == ("regression" if name in REGRESSIONS else "classification")


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
def test_every_input_and_output_has_a_label_of_its_own(name):
    e = entry(name)
    sizes = (None,) if e.size_range is None else range(e.size_range.least, e.size_range.most + 1)
    for size in sizes:
        inputs, outputs = e.labelled(size)
        assert len({*inputs, *outputs}) == len(inputs) + len(outputs)


def test_some_have_a_size_to_choose_and_say_which():
    assert tuple(e.name for e in entries() if e.size is not None) == SIZED
    for e in entries():
        assert (e.size is None) == (e.size_range is None) == (e.size_words == "")
        if e.size is not None:
            assert e.size_range.least <= e.size <= e.size_range.most
            assert e.labelled(e.size) == e.labelled(None) == (e.inputs, e.outputs)
            assert e.samples_by_default(e.size) == e.samples_by_default(None) == e.samples


@pytest.mark.parametrize("name", GENERATED)
def test_everything_generated_has_its_settings_and_ends_of_their_ranges_that_do(name):
    e = entry(name)
    assert e.samples_range.least <= e.samples <= e.samples_range.most == 100_000
    assert e.noise_range.least == 0.0 <= e.noise <= e.noise_range.most
    for noise in e.noise_range:
        assert load(name, noise=noise).noise == noise
    for samples in e.samples_range:
        assert load(name, samples=samples).samples == samples


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


@pytest.mark.parametrize("name", SEVERAL_CLASSES)
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
