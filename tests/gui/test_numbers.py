"""Numbers as they are written."""

import math

import pytest

from gui.writing.numbers import counted, fixed, grouped, regrouped, significant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (0.5, "0.50"),
        (-0.5, "−0.50"),
        (0.126, "0.13"),
        (-0.001, "0.00"),
        (0.999, "1.00"),
        (9.99, "9.99"),
        (12.345, "12.3"),
        (-123.4, "−123"),
        (1234.5, "1234"),
        (9999.4, "9999"),
        (10_000.0, "1e4"),
        (-123_456.0, "−1e5"),
        (1e10, "1e10"),
        (1e300, "1e300"),
        (math.nan, "·"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_fixed(value, text):
    assert fixed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "+0.50"), (-0.5, "−0.50"), (0.0, "+0.00"), (math.nan, "·")]
)
def test_fixed_with_a_sign(value, text):
    assert fixed(value, signed=True) == text


@pytest.mark.parametrize(("digits", "text"), [(0, "3"), (1, "3.1"), (4, "3.1416")])
def test_fixed_to_other_lengths(digits, text):
    assert fixed(math.pi, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.25, "0.250"),
        (-0.25, "−0.250"),
        (1.0, "1.00"),
        (99.99, "100"),
        (123.0, "123"),
        (1234.0, "1.23e3"),
        (-1e5, "−1e5"),
        (0.00012345, "0.000123"),
        (1e-5, "1e−5"),
        (1.234e-12, "1.23e−12"),
        (1e300, "1e300"),
        (math.nan, "·"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_significant(value, text):
    assert significant(value) == text


@pytest.mark.parametrize(("digits", "text"), [(1, "0.2"), (2, "0.20"), (4, "0.1979")])
def test_significant_to_other_lengths(digits, text):
    assert significant(0.197936, digits) == text


def test_a_number_on_the_screen_is_the_number():
    """What is written can be read back, to the digits that are written."""
    for k in range(-40, 41):
        value = 1.2345 * 10.0**k
        written = float(significant(value, 3).replace("−", "-"))
        assert written == pytest.approx(value, rel=5e-3)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (999, "999"), (1000, "1 000"), (12345678, "12 345 678"), (1e3, "1 000")]
)
def test_grouped(value, text):
    assert grouped(value) == text.replace(" ", "\N{NARROW NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 classes"), (1, "1 class"), (2, "2 classes"), (1000, f"{grouped(1000)} classes")],
)
def test_one_of_a_thing_and_several(count, text):
    assert counted(count, "class", "classes") == text
    assert counted(count, "row") == text.replace("classes", "rows").replace("class", "row")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1,797 digits", f"{grouped(1797)} digits"),
        ("1,000,000 rows, 20 inputs.", f"{grouped(1e6)} rows, 20 inputs."),
        ("two of (1,2), 12,34 and 1,0000", "two of (1,2), 12,34 and 1,0000"),
        ("after 20,000 steps, 3,500.", f"after {grouped(20_000)} steps, {grouped(3500)}."),
        ("a.1,234 0.5,000", "a.1,234 0.5,000"),
        ("", ""),
    ],
)
def test_counts_in_a_sentence_have_their_thousands_apart_in_the_same_way(text, shown):
    assert regrouped(text) == shown
