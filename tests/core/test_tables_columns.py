"""What becomes of the columns of a table, and how what is wanted of them is said."""

import pytest
from tables_files import file_of, read_as_suggested, read_text

from core.errors import BadInputError
from core.tables import Reading, read_now


def test_the_columns_that_are_chosen_in_the_order_chosen(tmp_path):
    path = file_of(tmp_path, "a,b,c,d\n1,2,x,4\n5,6,y,8\n")
    given = read_now(path, Reading(",", ".", True, (3, 0), (1,), "regression"))
    assert given.inputs == ("d", "a")
    assert given.x.tolist() == [[4.0, 8.0], [1.0, 5.0]]
    assert given.y.tolist() == [[2.0, 6.0]]


def test_what_is_left_out_may_hold_anything(tmp_path):
    path = file_of(tmp_path, 'a,b,c,d\n1,,x,4\n5,nan,"y,""\n",8\n')
    given = read_now(path, Reading(",", ".", True, (0,), (3,), "regression"))
    assert given.y.tolist() == [[4.0, 8.0]]


@pytest.mark.parametrize(
    ("cells", "outputs", "y"),
    [
        ("0 1 1", ("t",), [[0, 1, 1]]),
        ("1.0 0.0 0", ("t",), [[1, 0, 0]]),
        ("1 2 1", ("1", "2"), [[1, 0, 1], [0, 1, 0]]),
        ("10 9 10", ("9", "10"), [[0, 1, 0], [1, 0, 1]]),
        ("b a b", ("a", "b"), [[0, 1, 0], [1, 0, 1]]),
        ("10 9 a", ("10", "9", "a"), [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("-1 1 0", ("-1", "0", "1"), [[1, 0, 0], [0, 0, 1], [0, 1, 0]]),
        ("no yes no", ("no", "yes"), [[1, 0, 1], [0, 1, 0]]),
    ],
)
def test_one_target_of_a_classification(cells, outputs, y, tmp_path):
    path = file_of(tmp_path, "x,t\n" + "".join(f"{k},{cell}\n" for k, cell in enumerate(cells.split())))
    given = read_now(path, Reading(",", ".", True, (0,), (1,), "classification"))
    assert given.outputs == outputs
    assert given.y.tolist() == y


def test_several_targets_of_a_classification_are_numbers(tmp_path):
    path = file_of(tmp_path, "x,p,q\n1,0,1\n2,0.5,0\n")
    given = read_now(path, Reading(",", ".", True, (0,), (1, 2), "classification"))
    assert given.outputs == ("p", "q")
    assert given.y.tolist() == [[0.0, 0.5], [1.0, 0.0]]


def test_classes_that_are_met_late_are_classes_too(tmp_path):
    """The room that was made for two is made anew for three."""
    early = "".join(f"{k},{'ab'[k % 2]}\n" for k in range(100_000))
    given = read_text(tmp_path, f"x,kind\n{early}7,c\n")
    assert given.outputs == ("a", "b", "c")
    assert given.y.sum(axis=1).tolist() == [50_000.0, 50_000.0, 1.0]
    assert given.x[0, -1] == 7.0


def test_zeros_and_ones_that_turn_out_to_be_three_classes(tmp_path):
    early = "".join(f"{k},{k % 2}\n" for k in range(100_000))
    given = read_text(tmp_path, f"x,kind\n{early}7,2\n")
    assert given.outputs == ("0", "1", "2")
    assert given.y[:, -1].tolist() == [0.0, 0.0, 1.0]


def test_where_it_is_from_is_known(tmp_path):
    path = file_of(tmp_path, "x,y\n1,2\n3,4.5\n", "points.csv")
    given = read_as_suggested(path)
    assert given.title == given.source.name == "points.csv"
    assert given.source.path == path
    assert len(given.source.sha256) == 64
    assert read_now(given.source.path, Reading.of_text(given.source.reading)) == given


# How to read it, said and written down


GOOD = {
    "delimiter": ";",
    "decimal": ",",
    "header": True,
    "inputs": (0, 2),
    "targets": (1,),
    "task": "regression",
}


def test_a_reading_is_written_down_and_understood_again():
    reading = Reading(**GOOD)
    assert Reading.of_text(reading.text()) == reading


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{", '{"delimiter": ","}', "[" * 100_000, 7, "NaN"])
def test_another_text_is_none(text):
    with pytest.raises(BadInputError, match=r"^How to read a table must be said in full, not by .*\.$"):
        Reading.of_text(text)


@pytest.mark.parametrize(
    ("what", "mention"),
    [
        ({"delimiter": ":"}, "no delimiter called ':'"),
        ({"delimiter": []}, "no delimiter called"),
        ({"decimal": ";"}, "no decimal point called ';'"),
        ({"header": 1}, "either has a header or has none"),
        ({"task": "clustering"}, "no task called 'clustering'; there are classification, regression"),
        ({"task": ["regression"]}, "no task called"),
        ({"inputs": ()}, "Choose at least one input column"),
        ({"targets": ()}, "Choose at least one target column"),
        ({"inputs": "01"}, "must be a row of numbers"),
        ({"inputs": (0, -1)}, "from 0 to"),
        ({"inputs": (0, 0)}, "Choose each input column once"),
        ({"inputs": (0, True)}, "must be a whole number"),
        ({"inputs": (0, 1)}, "Column 2 cannot be input and target at once"),
        ({"inputs": tuple(range(5, 1030))}, "at most 1,024 input columns, not 1,025"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_like_that_is_said(what, mention):
    with pytest.raises(BadInputError, match=mention):
        Reading(**GOOD | what)


def test_lists_are_as_good_as_tuples():
    assert Reading(**GOOD | {"inputs": [0, 2]}) == Reading(**GOOD)
