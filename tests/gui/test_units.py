"""Targets and outputs of a scaled regression, also in the units that they came in."""

from dataclasses import replace

import numpy as np
import pytest
from reading import painted_texts

from core.datasets.given import FILE, Given, Source
from core.experiment import suitable_experiment
from core.selection import Node
from gui.network.card import card
from gui.network.describe import describe
from gui.output.notes import sample_notes
from gui.targets import Targets
from gui.theme import DARK
from gui.units import in_units, plain, with_units
from gui.writing.numbers import grouped, significant

PRICES = 8.5, 1200.0


def houses(inputs=2, targets=1, scaling="standardise"):
    """Houses of known prices, one unlike the other."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(inputs, 40)) * 50 + 100
    y = np.stack([np.linspace(PRICES[k], 9 * PRICES[k], 40) for k in range(targets)])
    given = Given(
        "houses", "40 rows", "Read from /somewhere/houses.", "regression",
        tuple(f"x{k + 1}" for k in range(inputs)), tuple(f"price {k + 1}" for k in range(targets)),
        x, y, Source("/somewhere/houses", "0" * 64, "{}"),
    )  # fmt: skip
    return replace(suitable_experiment(given, FILE), scaling=scaling)


def first(driver):
    """The first house, whose prices are those above, after a step."""
    driver.window.samples.number.setValue(1)
    driver.wait_for(lambda frame: frame.sample == 0)
    driver.step("step")
    driver.wait_for_score()
    driver.until(lambda: driver.window.samples._frame is driver.frame)
    return driver.frame


def priced(frame, i=0):
    """a^L and y of the sample shown, in units of money."""
    return [float(frame.dataset.scaling.y.undo(k)[i, 0]) for k in (frame.a[frame.L], frame.y)]


def test_the_card_of_an_output_has_both_numbers_of_output_and_target(open_window):
    driver = open_window(houses())
    frame = first(driver)
    a, y = priced(frame)
    assert y == pytest.approx(PRICES[0])
    rows = {row.symbol: row.value for row in card(frame, Node(frame.L, 0)).rows}
    assert rows["y"] == f"{significant(float(frame.y[0, 0]), 4)}, 8.500 before scaling"
    assert rows["a²₁"] == f"{significant(float(frame.a[2][0, 0]), 4)}, {plain(a, 4)} before scaling"
    assert "before scaling" not in describe(frame, Node(frame.L, 0)), "in the status there is no room"
    assert "y" not in {row.symbol for row in card(frame, Node(1, 0)).rows}


def test_an_output_that_is_not_computed_has_only_its_target(open_window):
    driver = open_window(houses())
    driver.window.samples.number.setValue(1)
    frame = driver.wait_for(lambda frame: frame.sample == 0)
    rows = {row.symbol: row.value for row in card(frame, Node(frame.L, 0)).rows}
    assert rows["a²₁"] == "·"
    assert rows["y"].endswith(", 8.500 before scaling")


def test_samples_and_notes_say_it_in_brackets_or_in_words(open_window):
    driver = open_window(houses(), size=(1280, 800))
    frame = first(driver)
    scaled = Targets(frame.dataset, DARK).words(0).split(" (")[0]
    target = driver.window.samples._target
    assert target.text() == f"{scaled} (8.50)"
    assert target.toolTip().startswith(f"{scaled}, 8.50 before scaling\n")
    output, target = sample_notes(frame, Targets(frame.dataset, DARK), None)[2:]
    a = plain(priced(frame)[0])
    assert output.brief.endswith(f"({a})")
    assert output.words.endswith(f", {a} before scaling")
    assert (target.brief, target.words) == (f"{scaled} (8.50)", f"{scaled}, 8.50 before scaling")
    painted = {text for _, _, text in painted_texts(driver.window.output.plane)}
    assert {target.brief, target.words} & painted


def test_a_bar_says_both_below_and_under_the_mouse(open_window):
    driver = open_window(houses(inputs=4))
    frame = first(driver)
    bars = driver.window.output.bars
    a = plain(priced(frame)[0])
    driver.until(lambda: bars.frame is driver.frame)
    assert f"before scaling: a² = {a}, y = 8.50" in {text for _, _, text in painted_texts(bars)}
    middle = bars._rows().center()
    middle.setY(bars._rows().top() + bars.row_height() / 2)
    assert bars.words_at(middle).endswith("(8.50)")
    assert f"({a})" in bars.words_at(middle)


def test_of_several_targets_each_has_its_own_units(open_window):
    driver = open_window(houses(targets=2))
    frame = first(driver)
    thousand = grouped(1200)
    assert Targets(frame.dataset, DARK).words(0).endswith(f") (8.50, {thousand})")
    assert in_units(frame.dataset, frame.y[:, 0].tolist(), 4) == f"(8.500, {thousand})"
    rows = {row.symbol: row.value for row in card(frame, Node(frame.L, 1)).rows}
    assert rows["y"].endswith(f", {thousand} before scaling")


@pytest.mark.parametrize("scaling", ["none", "scale"])
def test_only_what_was_scaled_has_two_numbers(open_window, scaling):
    driver = open_window(houses(scaling=scaling))
    frame = first(driver)
    words = Targets(frame.dataset, DARK).words(0)
    if scaling == "none":
        assert words == "y = 8.50"
        assert "y" not in {row.symbol for row in card(frame, Node(frame.L, 0)).rows}
    else:
        assert words == "y = 0 (8.50)"


def test_classes_have_no_units(open_window):
    driver = open_window()
    frame = driver.step("step")
    assert in_units(frame.dataset, frame.y[:, 0].tolist()) == ""
    assert "y" not in {row.symbol for row in card(frame, Node(frame.L, 0)).rows}


def test_what_is_no_number_has_no_words(open_window):
    driver = open_window(houses())
    assert in_units(driver.frame.dataset, [np.nan]) == ""
    assert with_units("y = ·", "") == "y = ·"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8.5, "8.50"),
        (0.001234, "0.00123"),
        (123.4, "123"),
        (-123.4, "−123"),
        (250_000.0, grouped(250_000)),
        (-1234.0, "−" + grouped(1234)),
        (2.5e12, "2.5e12"),
        (0.0, "0"),
        (np.inf, "∞"),
    ],
)
def test_units_are_written_as_people_write_them(value, text):
    assert plain(value) == text
