"""The card beside the mouse tells what an input was in the units that it came in."""

from dataclasses import replace

from core.datasets import load
from core.experiment import default_experiment
from core.selection import Node
from gui.network.card import card
from gui.writing.numbers import grouped, significant


def test_an_input_that_was_scaled_says_what_it_was(open_window):
    scaled = replace(
        default_experiment("circle"), n=(3, 4, 2, 1), scaling="standardise", features=("square_1",)
    )
    driver = open_window(scaled)
    frame, before = driver.frame, load("circle").x
    for i in range(2):
        was = significant(before[i, frame.sample], 4)
        assert card(frame, Node(0, i)).note == f"of sample {grouped(frame.sample + 1)}, {was} before scaling"
    assert card(frame, Node(0, 2)).note == f"of sample {grouped(frame.sample + 1)}", (
        "a feature is of the scaled"
    )


def test_an_input_that_was_not_scaled_says_whose_it_is(driver):
    assert card(driver.frame, Node(0, 0)).note == f"of sample {grouped(driver.frame.sample + 1)}"
