"""The beginning of a table: what it seems to be, and how it is read if nobody says otherwise."""

from time import process_time

import pytest
from tables_files import assert_is_one_sentence, file_of, read_as_suggested

from core.errors import BadInputError, FileError
from core.tables import preview, suggested


def look(folder, content, **form):
    return preview(file_of(folder, content), **form)


FORMS = {
    "a,b\n1,2\n3,4\n": (",", ".", True),
    "1,2\n3,4\n": (",", ".", False),
    "a;b\n1;2\n3;4\n": (";", ".", True),
    "a;b\n1,5;2\n3;4\n": (";", ",", True),
    "1,5;2,5\n3,5;4,5\n": (";", ",", False),
    "1,5;red\n3,5;green\n": (";", ",", False),
    "1,5\t2,5\n3,5\t4,5\n": ("\t", ",", False),
    "a\tb\n1\t2\n": ("\t", ".", True),
    "a b\n1 2\n3 4\n": (" ", ".", True),
    "  1.5   2\n 3      4.25\n": (" ", ".", False),
    "1,5 2,5\n3,5 4,5\n": (" ", ",", False),
    "a|b\n1|2\n": ("|", ".", True),
    'a,b\n"1,5","2,5"\n"3,5","4,5"\n': (",", ",", True),
    "name,age,town\nann lee,3,new york\nbob lee,4,los angeles\n": (",", ".", True),
    "Smith, John\t12\nLee, Ann\t14\n": ("\t", ".", False),
    "date,temp\n2024-01-01,3\n2024-01-02,4\n": (",", ".", True),
    "time;temp\n12:30;3\n12:31;4\n": (";", ".", True),
    "2019,2020\n1,2\n3,4\n": (",", ".", False),
    "1,2,3\n1,2\n4,5,6\n": (",", ".", False),
    "1,2,3\n1;2;3\n4,5,6\n": (",", ".", False),
    "x\n1\n2\n": (",", ".", True),
    "just words\nand more of them here\nnothing else\n": (",", ".", True),
    "sepal length,kind\n5.1,a\n": (",", ".", True),
    "# made by a program\n# x y\n1 2\n3 4\n": (" ", ".", True),
    "#,x,y\n1,2,3\n4,5,6\n": (",", ".", True),
}


@pytest.mark.parametrize("content", FORMS)
def test_delimiter_decimal_and_header_are_found(content, tmp_path):
    found = look(tmp_path, content)
    assert (found.delimiter, found.decimal, found.header) == FORMS[content]


def test_what_is_given_stays(tmp_path):
    found = look(tmp_path, "1,2;3\n4,5;6\n", delimiter=",", decimal=".", header=True)
    assert (found.delimiter, found.decimal, found.header) == (",", ".", True)
    assert [k.name for k in found.columns] == ["1", "2;3"]
    assert look(tmp_path, "a,b\n1,2\n", header=False).rows == (("a", "b"), ("1", "2"))
    assert look(tmp_path, "1;2\n3;4\n", decimal=",").delimiter == ";"


@pytest.mark.parametrize("form", [{"delimiter": ":"}, {"decimal": "x"}, {"delimiter": "ab"}])
def test_a_form_that_is_none_is_refused(form, tmp_path):
    with pytest.raises(BadInputError, match=r"^There is no de.* called"):
        look(tmp_path, "1,2\n", **form)


def test_columns_are_described(tmp_path):
    found = look(tmp_path, "a,,c,d,e\n1,x,7,,10\n2,y,7,,9\nNA,x,7,,10\n")
    assert [k.name for k in found.columns] == ["a", "column 2", "c", "d", "e"]
    assert [k.kind for k in found.columns] == ["number", "text", "number", "text", "number"]
    assert [k.constant for k in found.columns] == [False, False, True, True, False]
    assert found.columns[1].labels == ("x", "y")
    assert found.columns[4].labels == ("9", "10")
    assert found.columns[3].labels == ()


def test_at_most_21_labels_are_listed(tmp_path):
    found = look(tmp_path, "a,b\n" + "".join(f"{k},k{k}\n" for k in range(50)))
    assert len(found.columns[1].labels) == 21


def test_rows_are_as_long_as_there_are_columns(tmp_path):
    found = look(tmp_path, "a,b,c\n1,2,3\n4\n5,6,7,8\n")
    assert found.rows == (("1", "2", "3"), ("4", "", ""), ("5", "6", "7"))
    assert found.found == (3, 1, 4)
    assert found.beyond == ((), (), ("8",))


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("a,b\n1,2\n3,4\n", (2, 3)),
        ("1,2\n3,4\n", (1, 2)),
        ("a,b\r\n\r\n1,2\r\n \r\n3,4\r\n", (3, 5)),
        ("a,b\r\r1,2\r3,4", (3, 4)),
        ("# a remark\n\na,b\n1,2\n3,4\n", (4, 5)),
        ("# a,b\n1,2\n3,4\n", (2, 3)),
        ('a,b\n1,"x\ny"\n3,"4"\n5,6\n', (2, 4, 5)),
        ("a b\n 1  2 \n3\t4\n", (2, 3)),
        ("a,b\n" + 150 * "1,2\n", tuple(range(2, 102))),
        (150 * "1,2\n", tuple(range(1, 101))),
    ],
)
def test_rows_know_their_lines(content, lines, tmp_path):
    found = look(tmp_path, content)
    assert found.lines == lines
    assert len(found.rows) == len(found.found) == len(found.beyond) == len(lines)


def test_a_large_file_is_looked_at_no_further_than_its_beginning(tmp_path):
    content = "a,b\n" + "".join(f"{k},{k / 7!r}\n" for k in range(100_000))
    found = look(tmp_path, content)
    assert not found.complete
    assert found.size == len(content)
    assert len(found.rows) == 100
    assert found.rows_about == pytest.approx(100_000, rel=0.05)
    bad = look(tmp_path, f"{content}x,y,z\n")
    assert bad.columns == found.columns


def test_how_many_rows_is_exact_where_all_was_seen(tmp_path):
    assert look(tmp_path, "a,b\n" + "1,2\n" * 500 + "\n\n").rows_about == 500


def test_ten_thousand_columns_are_looked_at_quickly(tmp_path):
    path = file_of(
        tmp_path, f"{','.join(f'c{k}' for k in range(10_000))}\n" + f"{','.join(['1.5'] * 10_000)}\n" * 9
    )
    begun = process_time()
    found = preview(path)
    assert process_time() - begun < 2
    assert len(found.columns) == 10_000


def test_what_is_wrong_with_the_file_as_a_whole_is_said_at_once(tmp_path):
    for content in ("", "a,b\n1,\xff\n".encode("latin-1"), 'a,b\n1,"2\n', "a,b\0\n"):
        with pytest.raises(FileError) as error:
            look(tmp_path, content)
        assert_is_one_sentence(error.value)


SUGGESTED = {
    "a,b,c\n1,2,x\n3,4,y\n": ((0, 1), (2,), "classification"),
    "a,b,c\n1,2,1.5\n3,4,2.5\n": ((0, 1), (2,), "regression"),
    "a,b,c\n1,2,0\n3,4,1\n": ((0, 1), (2,), "classification"),
    "a,b,c\n1,2,0.0\n3,4,1.0\n5,6,1.0\n": ((0, 1), (2,), "classification"),
    "a,b,c\n1,2,10\n3,4,20\n5,6,30\n7,8,40\n": ((0, 1), (2,), "regression"),
    "a,b,c\n" + "1,2,1\n3,4,2\n5,6,3\n" * 3: ((0, 1), (2,), "classification"),
    "a,b,c\n" + "".join(f"1,2,{k % 30}\n" for k in range(300)): ((0, 1), (2,), "regression"),
    "a,b,class\n1,2,10\n3,4,20\n5,6,30\n7,8,40\n": ((0, 1), (2,), "classification"),
    "name,b,c\nann,2,x\nbob,4,y\n": ((1,), (2,), "classification"),
    "a,b [target],c\n1,2,3\n4,5,6\n": ((0, 2), (1,), "regression"),
    "a,b [class],c [class]\n1,0,1\n4,1,0\n": ((0,), (1, 2), "classification"),
    "a,c [labels],b\n1,0,1\n4,1,0\n": ((0, 2), (1,), "classification"),
    "a,b,c\n1,x,2.5\n2,3,y\n4,5,6.5\n": ((0, 1), (2,), "regression"),
}  # fmt: skip


@pytest.mark.parametrize("content", SUGGESTED)
def test_a_reading_is_suggested(content, tmp_path):
    reading = suggested(look(tmp_path, content))
    assert (reading.inputs, reading.targets, reading.task) == SUGGESTED[content]


def test_a_column_is_not_left_out_for_one_wrong_cell(tmp_path):
    """What is nearly all numbers is a column of numbers, and the cell is said."""
    path = file_of(tmp_path, "a,b,c\n1,2,x\n3,n/a,y\n5,6,x\n")
    assert suggested(preview(path)).inputs == (0, 1)
    with pytest.raises(FileError, match=r"line 3, column 2 \(b\) holds “n/a”"):
        read_as_suggested(path)


def test_empty_names_are_numbers_of_columns(tmp_path):
    given = read_as_suggested(file_of(tmp_path, ",b,\n1,2,3.5\n4,5,6.5\n"))
    assert given.inputs == ("column 1", "b")
    assert given.outputs == ("column 3",)


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("# a remark, with two commas, in it\nx,y,t\n1,2,0\n3,4,1\n", ("x", "y")),
        ("# x,y,t\n1,2,0\n3,4,1\n", ("x", "y")),
        ("#x,y,t\n1,2,0\n3,4,1\n", ("x", "y")),
        ("#,y,t\n1,2,0\n3,4,1\n", ("column 1", "y")),
        ('# "x","y",t\n1,2,0\n3,4,1\n', ("x", "y")),
        ('# "raw" data\nx,y,t\n1,2,0\n3,4,1\n', ("x", "y")),
        ('# one, "two\nx,y,t\n1,2,0\n3,4,1\n', ("x", "y")),
        (f"# {'long' * 40_000}\nx,y,t\n1,2,0\n3,4,1\n", ("x", "y")),
        ("# one\n#\n\n# two words\n1,2,0\n3,4,1\n", ("column 1", "column 2")),
        ("#1,2,0\n3,4,1\n5,6,0\n", ("column 1", "column 2")),
    ],
)
def test_remarks_above_a_table(content, names, tmp_path):
    path = file_of(tmp_path, content)
    given = read_as_suggested(path)
    assert given.inputs == names
    assert given.samples == 2
    assert preview(path).rows_about == 2
