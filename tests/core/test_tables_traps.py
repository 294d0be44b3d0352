"""The traps of tables in files, each by its name: one sentence with line and column, and nothing changed."""

import tracemalloc

import numpy as np
import pytest
from sessions import state_hash
from tables_files import (
    MB,
    assert_is_one_sentence,
    file_of,
    import_as_suggested,
    read_text,
    refusal,
    small_session,
)
from timelines import known_hash

from core.tables import Reading, preview, read_now

pytestmark = pytest.mark.promise(number="R5")

ROWS = "age,size,kind\n1,2,a\n3,4,b\n"
MANY = "".join(f"{k},{k / 7!r},{'ab'[k % 2]}\n" for k in range(30_000))
LONG = f"age,size,kind\n{MANY}"
"""About 700 kB: what is wrong at its end is found long after the preview."""


def columns(count):
    names = ",".join(f"c{k}" for k in range(count))
    return f"{names}\n" + 2 * (",".join(["1.5"] * count) + "\n")


TRAPS = {
    "empty": ("", "is empty"),
    "only blanks": (" \n\n  \n", "holds no table, only blank lines and remarks"),
    "only a BOM": ("\ufeff", "holds no table"),
    "only remarks": ("# a\n# b\n", "holds no table, only blank lines and remarks"),
    "header only": ("age,size,kind\n", "no row below", "add rows"),
    "one row": ("1,2,0\n", "one row only", "add rows"),
    "one row below a header": ("age,size,kind\n1,2,a\n", "one row only"),
    "one column": ("age\n1\n2\n3\n", "has one column only", "delimiter"),
    "prose": ("It was a dark night.\nThe rain fell hard.\nNobody came.\n", "one column only"),
    "prose of equal lines": ("It was dark.\nThe rain fell.\n", "one column only"),
    "no numbers": ("name,town\nann,bonn\nbob,rome\n", "no column of numbers besides its last one"),
    "ragged, too short": (
        f"{ROWS}5,6\n",
        "has 2 cells in line 4, where line 1 has 3, and column 3 (kind) is missing",
    ),
    "ragged, too long": (
        f"{ROWS}5,6,b,7\n",
        "has 4 cells in line 4, where line 1 has 3, and column 4 is one too many",
    ),
    "ragged, much too long": (f"{ROWS}5,6,b,7,8\n", "and column 4 is the first of 2 that are too many"),
    "ragged without names": ("1,2,0\n3,4,1\n5,6\n", "2 cells in line 3", "and column 3 is missing"),
    "ragged at the end of a long file": (
        f"{LONG}5\n",
        "has 1 cell in line 30002, where line 1 has 3, and column 2 (size) is the first of 2 that are miss",
    ),
    "a delimiter at the end of a line": (f"{ROWS}5,6,b,\n", "has 4 cells in line 4"),
    "mixed delimiters": (
        f"{ROWS}5;6;b\n7,8,a\n",
        "1 cell in line 4",
        "put commas between its cells, not sem",
    ),
    "decimal comma between commas": (f"{ROWS}1,5,2,b\n", "has 4 cells in line 4"),
    "decimal comma in quotes": (
        f'{ROWS}"1,5",2.5,b\n',
        "line 4, column 1 (age) holds “1,5”, a number with a decimal comma",
        "or choose the decimal comma",
    ),
    "decimal point between decimal commas": (
        "a;b\n1,5;2,5\n1.5;3,5\n0,5;1,5\n",
        "line 3, column 1 (a) holds “1.5”, a number with a decimal point",
    ),
    "UTF-16": (ROWS.encode("utf-16"), "is written in UTF-16", "save it as UTF-8"),
    "UTF-16 without its mark": (ROWS.encode("utf-16-le"), "UTF-16 or UTF-32", "save it as UTF-8"),
    "UTF-32": (ROWS.encode("utf-32"), "is written in UTF-32", "save it as UTF-8"),
    "Latin-1": (
        f"{ROWS}5,6,grün\n".encode("latin-1"),
        "is not written in UTF-8: line 4, character 7 is the byte 0xFC",
        "save it as UTF-8",
    ),
    "NUL": (f"{ROWS}5,\0,b\n", "holds a NUL, which no text has, in line 4, character 3"),
    "unclosed quote": (f'{ROWS}5,6,"b\n7,8,a\n', "has a quote in line 4, column 3 that is never", "close it"),
    "unclosed quote in a header": (
        'age,"size,kind\n1,2,a\n',
        "quote in line 1, column 2 that is never closed",
    ),
    "unclosed quote before much text": (
        f'{ROWS}5,6,"b\n{MANY}',
        "has in line 4, column 3 a cell of more than 131,072 characters",
        "never closed",
    ),
    "text behind a quote": (f'{ROWS}5,6,"b"c\n', "behind a closing quote in line 4, column 3", "twice"),
    "a cell of 131,073 characters": (
        f"{ROWS}5,6,{'b' * 131_073}\n",
        "line 4, column 3 a cell of more than 131,072",
    ),
    "duplicate header": ("age,size,age\n1,2,a\n3,4,b\n", "“age” twice in line 1, for column 1 and column 3"),
    "text cell": (
        f"{ROWS}5,tall,b\n",
        "line 4, column 2 (size) holds “tall”, which is not a number",
        "or leave the column out",
    ),
    "text cell without a header": ("1,2,0\n3,4,1\n5,tall,1\n", "line 3, column 2 holds “tall”"),
    "text cell at the end of a long file": (f"{LONG}x,2,b\n", "line 30002, column 1 (age) holds “x”"),
    "text cell behind lines in quotes": (
        'age,size,kind\n1,2,"a\nb\r\nc"\n3,x,d\n4,5,d\n6,7,e\n',
        "line 5, column 2 (size) holds “x”",
    ),
    "text in a column of numeric targets": (
        "x,y [target]\n1,2\n3,no\n",
        "line 3, column 2 (y [target]) holds",
    ),
    "empty cell": (f"{ROWS}5,,b\n", "line 4, column 2 (size) is empty, where a number must be", "fill it in"),
    "cell of blanks": (f"{ROWS}5,  ,b\n", "line 4, column 2 (size) is empty"),
    "empty class": (f"{ROWS}5,6,\n", "line 4, column 3 (kind) is empty, where a class must be"),
    "NA": (
        f"{ROWS}5,NA,b\n",
        "line 4, column 2 (size) holds “NA”, where a number must be",
        "delete that line",
    ),
    "NaN": (f"{ROWS}5,NaN,b\n", "line 4, column 2 (size) holds “NaN”, where a number must be"),
    "Inf": (f"{ROWS}5,-inf,b\n", "line 4, column 2 (size) holds “-inf”, which is not finite"),
    "Infinity": (f"{ROWS}5,Infinity,b\n", "which is not finite"),
    "1e308": (f"{ROWS}5,1e308,b\n", "line 4, column 2 (size) holds “1e308”, which is beyond ±1e100"),
    "1e999": (f"{ROWS}5,-1e999,b\n", "line 4, column 2 (size) holds “-1e999”, which is beyond ±1e100"),
    "four hundred digits": (f"{ROWS}5,{'9' * 400},b\n", "line 4, column 2 (size) holds “999", "…”, which is"),
    "1_000": (f"{ROWS}5,1_000,b\n", "line 4, column 2 (size) holds “1_000”, which is not a number"),
    "full-width digits": (f"{ROWS}5,１２,b\n", "line 4, column 2 (size) holds “１２”, which is not a number"),
    "Arabic digits": (f"{ROWS}5,٣,b\n", "which is not a number"),
    "hexadecimal": (f"{ROWS}5,0x1F,b\n", "holds “0x1F”, which is not a number"),
    "a minus that is none": (f"{ROWS}5,−3,b\n", "holds “−3”, which is not a number"),
    "thousands": (f"{ROWS}5,1'000,b\n", "holds “1'000”, which is not a number"),
    "a number with blanks in its quotes": (
        f'{ROWS}5," 6",b\n',
        "line 4, column 2 (size) holds “6”, a number with blanks or invisible characters beside it",
        "take these away",
    ),
    "a number with a blank that is none": (
        f"{ROWS}5,6\xa0,b\n",
        "holds “6”, a number with blanks or invisible characters beside it",
    ),
    "a number and its unit": (f"{ROWS}5,6 cm,b\n", "holds “6 cm”, which is not a number"),
    "one class": ("age,size,kind\n1,2,a\n3,4,a\n", "one class only: every row has “a”", "another target"),
    "one class of numbers": ("age,size,class\n1,2,1\n3,4,1\n", "one class only: every row has “1”"),
    "a hundred and one classes": (
        "age,kind\n" + "".join(f"{k},k{k}\n" for k in range(101)),
        "line 102, column 2 (kind) holds “k100”, one class more than the 100",
        "choose regression",
    ),
    "10^4 columns": (columns(10_000), "has 9,999 columns of numbers, more than the 1,024 inputs"),
    "10^5 columns": (columns(100_000), "has a first line of more than 256 kB"),
    "a session": (b"PK\x03\x04\x00\x00\x00\x00" * 40, "UTF-16 or UTF-32, or is no text at all"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)), "line 1, character 1 is the byte 0x89"),
    "HTML": ("<html>\n<body>\n<p>1,2</p>\n<p>3,4</p>\n</body>\n</html>\n", ""),
}


@pytest.fixture(scope="module")
def session():
    return small_session()


@pytest.mark.parametrize("name", TRAPS)
def test_each_gets_its_sentence_and_changes_nothing(name, session, tmp_path):
    content, *mentions = TRAPS[name]
    path = file_of(tmp_path, content)
    before = state_hash(session), known_hash(session)
    error = refusal(session, path)
    assert_is_one_sentence(error, "bad.csv", *mentions)
    assert (state_hash(session), known_hash(session)) == before


@pytest.mark.parametrize("name", TRAPS)
def test_none_takes_much_memory(name, session, tmp_path):
    path = file_of(tmp_path, TRAPS[name][0])
    tracemalloc.start()
    try:
        refusal(session, path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MB * 2**20


# What looks like a trap and is none


@pytest.mark.parametrize(
    "content",
    [
        "age;size;kind\n1,5;2;a\n3,25;4;b\n",
        "age\tsize\tkind\n1.5\t2\ta\n3.25\t4\tb\n",
        "age|size|kind\n1.5|2|a\n3.25|4|b\n",
        "age size kind\n 1.5    2 a\n3.25    4 b   \n",
        "\ufeffage,size,kind\r\n1.5,2,a\r\n3.25,4,b\r\n",
        "age,size,kind\r1.5,2,a\r3.25,4,b\r",
        "age,size,kind\n1.5,2,a\r\n3.25,4,b\r",
        "age,size,kind\n1.5,2,a\n3.25,4,b",
        "age,size,kind\n1.5,2,a\n3.25,4,b\n\n  \n\n",
        "\n\nage,size,kind\n\n1.5,2,a\n\n3.25,4,b\n",
        "# a remark\n# another\nage,size,kind\n1.5,2,a\n3.25,4,b\n",
        "# age,size,kind\n1.5,2,a\n3.25,4,b\n",
        "sep=;\nage;size;kind\n1.5;2;a\n3.25;4;b\n",
        "age, size , kind\n1.5, 2 , a\n 3.25,\t4,b\t\n",
        '"age","size","kind"\n"1.5","2","a"\n"3.25","4","b"\n',
        '"age" , "size","kind" \n "1.5","2" ,a\n"3.25", "4","b"\n',
        "age,size,kind\n+1.5,2.,a\n.325e1,400e-2,b\n",
        'age,size,kind\n1.5,2,"a"\n3.25,"4",b\n',
    ],
)
def test_the_same_table_written_in_many_ways(content, tmp_path):
    given = read_text(tmp_path, content)
    assert given.inputs == ("age", "size")
    assert given.outputs == ("a", "b")
    assert given.x.tolist() == [[1.5, 3.25], [2.0, 4.0]]
    assert given.y.tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_a_constant_column_is_standardised_without_a_division_by_zero(session, tmp_path):
    fresh = small_session()
    path = file_of(tmp_path, "a,b,kind\n1,7,x\n2,7,y\n3,7,x\n4,7,y\n")
    assert preview(path).columns[1].constant
    import_as_suggested(fresh, path)
    assert fresh.dataset.x[1].tolist() == [0.0] * 4
    assert np.isfinite(fresh.dataset.x).all()


def test_a_hundred_classes_are_not_too_many(tmp_path):
    given = read_text(tmp_path, "age,kind\n" + "".join(f"{k},k{k}\n" for k in range(100)))
    assert len(given.outputs) == 100


def test_a_decimal_comma_can_be_chosen(tmp_path):
    path = file_of(tmp_path, 'a,b\n"1,5",2\n3,4\n')
    assert read_now(path, Reading(",", ",", True, (0,), (1,), "regression")).x.tolist() == [[1.5, 3.0]]
