"""The data shown, written as a table and read again: the same, to the last bit."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables_files import assert_is_one_sentence, read_as_suggested, same_bits

from core.commands import Edit, Step
from core.datasets import Dataset, load, names
from core.datasets.dataset import one_hot
from core.datasets.given import DRAWING
from core.errors import FileError
from core.experiment import data_of, default_experiment
from core.painting import first_drawing
from core.selection import Node
from core.session import Session
from core.tables import preview, save_csv, suggested, suggested_scaling, written


def assert_reads_again(data, folder):
    """Written and read as is suggested for it, it is the same data."""
    path = str(folder / "again.csv")
    save_csv(path, data)
    given = read_as_suggested(path)
    assert (given.inputs, given.outputs, given.task) == (data.inputs, data.outputs, data.task)
    assert suggested_scaling(preview(path)) == "none", "what is shown is scaled already"
    assert same_bits(given.x, data.x)
    assert same_bits(given.y, data.y)


def dataset(x, y, inputs, outputs, task="classification"):
    return Dataset(
        name="file", title="t", group="g", description="d", origin="o", task=task, inputs=tuple(inputs),
        outputs=tuple(outputs), seed=0, noise=0.0, x=np.asarray(x, float), y=np.asarray(y, float),
    )  # fmt: skip


def of_labels(labels, chosen):
    """One input, and for each sample the number of its label."""
    return dataset([np.arange(len(chosen)) + 0.5], one_hot(np.array(chosen), len(labels)), ["x"], labels)


@pytest.mark.parametrize("name", names())
def test_every_data_set(name, tmp_path):
    assert_reads_again(load(name, seed=3), tmp_path)


@pytest.mark.parametrize("scaling", ["standardise", "scale"])
@pytest.mark.parametrize("name", ["iris", "sine", "circle"])
def test_scaled_data(name, scaling, tmp_path):
    experiment = replace(default_experiment(name), scaling=scaling, held_out=0.3)
    assert_reads_again(data_of(experiment)[0], tmp_path)


def test_features_are_columns_like_any_other(tmp_path):
    features = ("square_1", "square_2", "product", "sine_1", "sine_2")
    data = data_of(replace(default_experiment("moons"), features=features))[0]
    assert len(data.inputs) == 7
    assert_reads_again(data, tmp_path)


@pytest.mark.parametrize("classes", [2, 3, 10])
def test_a_drawing_of_some_classes(classes, tmp_path):
    experiment = replace(
        default_experiment(DRAWING), given=first_drawing(classes), n=(2, 3, 1 if classes == 2 else classes)
    )
    session = Session(replace(experiment, activations=("tanh", "sigmoid")))
    session.apply(Edit("paint", ((0.125, -0.5, 0), (0.25, 1 / 3, classes - 1))))
    assert_reads_again(session.dataset, tmp_path)


def test_a_drawing_with_a_class_without_points(tmp_path):
    experiment = replace(
        default_experiment(DRAWING), given=first_drawing(4), n=(2, 3, 4), activations=("tanh", "sigmoid")
    )
    session = Session(experiment)
    session.apply(Edit("erase", (2,)))
    assert "[class]" in next(written(session.dataset))
    assert_reads_again(session.dataset, tmp_path)
    session.apply(Edit("erase", (0, 1)))
    assert session.dataset.samples == 1
    assert_reads_again(session.dataset, tmp_path)


@pytest.mark.parametrize("value", [0.7, -0.0, 1e12, -3.0])
@pytest.mark.parametrize(("name", "output"), [("xor", 0), ("iris", 0), ("iris", 1)])
def test_a_target_that_was_edited(name, output, value, tmp_path):
    session = Session(default_experiment(name))
    session.apply(Step("step"))
    session.apply(Edit("y", value, Node(session.trainer.net.L, output), 2))
    assert_reads_again(session.dataset, tmp_path)


STRANGE = [
    "a,b", 'c"d', '"e"', "f\ng", "h\r\ni", "j\rk", " l", "m ", "\tn", "  ", "=1+1", "grün", "日本", "x;y",
    "p|q", "#r", "\ufeffs", "class", "1.5", "-", "nan", "u\x0bv", "w\u2028x", "y [class]", "\xa0z\xa0", '"',
]  # fmt: skip


def test_labels_of_any_text(tmp_path):
    labels = sorted(STRANGE)
    assert "[class]" not in next(written(of_labels(labels, [*range(len(labels)), 3, 1])))
    assert_reads_again(of_labels(labels, [*range(len(labels)), 3, 1]), tmp_path)


@pytest.mark.parametrize("label", STRANGE)
def test_each_of_them_alone(label, tmp_path):
    labels = sorted([label, "other"])
    assert_reads_again(of_labels(labels, [0, 1, 1, 0]), tmp_path)


@pytest.mark.parametrize(
    "labels",
    [["0", "1"], ["0", "2"], ["-1", "1"], ["1", "1.0"], ["0.0", "1.0"], ["10", "9"], ["2", "10"], ["", "a"]],
)
def test_labels_that_are_numbers_or_nothing(labels, tmp_path):
    assert_reads_again(of_labels(labels, [0, 1, 1, 0]), tmp_path)


@pytest.mark.parametrize(
    "name", [*STRANGE, "", "1", "2.5", "a [target]", "b [input]", " [labels]", "column 2"]
)
@pytest.mark.parametrize("task", ["classification", "regression"])
def test_names_of_any_text(name, task, tmp_path):
    x, y = [[0.5, 1.5, 2.5], [1.0, -2.0, 0.0]], [[0.0, 1.0, 1.0]]
    assert_reads_again(dataset(x, y, [name, "1"], ["2"], task), tmp_path)
    assert_reads_again(dataset(x, y, ["1", "2"], [name], task), tmp_path)
    assert_reads_again(dataset(x, [[0, 1, 0], [1, 0, 1]], [name, name], ["a", name], task), tmp_path)


def test_a_header_of_numbers_is_a_header_beside_labels(tmp_path):
    assert_reads_again(dataset([[0.5, 1.5], [1.0, 2.0]], [[0, 1], [1, 0]], ["1", "2"], ["x", "y"]), tmp_path)


NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.floats(-1e100, 1e100)


@st.composite
def tables(draw):
    """Data of any kind."""
    M, n_0, n_L = draw(st.integers(1, 6)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    column = st.lists(NUMBERS, min_size=M, max_size=M)
    x = draw(st.lists(column, min_size=n_0, max_size=n_0))
    inputs = draw(st.lists(NAMES, min_size=n_0, max_size=n_0))
    outputs = draw(st.lists(NAMES, min_size=n_L, max_size=n_L))
    kind = draw(st.sampled_from(["numbers", "binary", "one-hot"]))
    if kind == "one-hot":
        y = one_hot(np.array(draw(st.lists(st.integers(0, n_L - 1), min_size=M, max_size=M))), n_L)
        outputs = sorted(outputs) if draw(st.booleans()) else outputs
    else:
        cell = NUMBERS if kind == "numbers" else st.sampled_from([0.0, 1.0, -0.0])
        y = draw(st.lists(st.lists(cell, min_size=M, max_size=M), min_size=n_L, max_size=n_L))
    task = draw(st.sampled_from(["classification", "regression"]))
    return dataset(x, y, inputs, outputs, task)


@settings(max_examples=400, deadline=None)
@given(data=tables())
@example(data=of_labels(["a|1", "b|2"], [0, 1]))
@example(data=dataset([[1.0, 2.0]], one_hot(np.array([0, 1]), 2), ["a;b"], ["1;2", "2;3"]))
def test_data_of_any_kind(data, tmp_path_factory):
    assert_reads_again(data, tmp_path_factory.mktemp("data"))


def test_many_samples(tmp_path):
    rng = np.random.default_rng(0)
    data = of_labels([f"k{k}" for k in range(9)], rng.integers(0, 9, 50_000))
    assert_reads_again(replace(data, x=rng.standard_normal((1, 50_000))), tmp_path)


def test_other_programs_find_the_same_cells():
    data = of_labels(sorted(["a,b", 'c"d', "f\ng", " h "]), [3, 2, 1, 0])
    rows = list(csv.reader(io.StringIO("".join(written(data)), newline=""), strict=True))
    assert rows == [["x", "class [labels]"], *([f"{k + 0.5}", data.outputs[3 - k]] for k in range(4))]


def test_a_preview_of_it_shows_what_it_is(tmp_path):
    save_csv(str(tmp_path / "iris.csv"), load("iris"))
    found = preview(str(tmp_path / "iris.csv"))
    assert (found.delimiter, found.decimal, found.header, found.complete) == (",", ".", True, True)
    assert [k.kind for k in found.columns] == ["number"] * 4 + ["text"]
    assert found.columns[4].labels == load("iris").outputs
    assert found.rows_about == 150
    assert len(found.rows) == 100
    assert suggested(found).targets == (4,)


def test_what_cannot_be_written_leaves_what_was_there(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("old")
    with pytest.raises(FileError) as error:
        save_csv(str(path), of_labels(["a", "b\ud800"], [0, 1]))
    assert_is_one_sentence(error.value, "old.csv", "was not saved", "UTF-8")
    assert path.read_text() == "old"
    assert [k.name for k in tmp_path.iterdir()] == ["old.csv"]
