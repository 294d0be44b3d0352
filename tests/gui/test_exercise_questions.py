"""What an exercise asks for, and what it holds back until the step has come to it."""

import pytest
from canvas_mouse import click, hover
from exercising import bar, begin, go_to
from reading import painted_texts

from core.cursor import Phase, phase_count
from core.selection import Node, Pick
from gui.writing.numbers import UNKNOWN

__all__ = ["bar"]


@pytest.mark.parametrize("pick", [Pick(1, 2, 1), Pick(2, 0, 0), Pick(1, 1), Node(1, 2)], ids=str)
def test_what_is_selected_is_asked_for(driver, bar, pick):
    click(driver, driver.window.canvas.place(pick))
    driver.wait_for(lambda frame: frame.pick == pick)
    found = go_to(driver, Phase.BACKWARD, pick.l).entry
    node = pick.i if isinstance(pick, Node) else pick.A
    assert found.indices[0] == node
    if found.quantity == "dC_dw":
        assert found.indices == (pick.A, pick.B)
    driver.until(lambda: bar.symbol.accessibleName() == found.words)


def test_numbers_of_earlier_steps_are_held_back_until_they_are_computed(driver):
    """Every phase of a step: canvas, cards and panels tell what the step has computed, and no more."""
    driver.step("step")
    bar = begin(driver)
    driver.step()
    canvas = driver.window.canvas
    for _ in range(phase_count(2) - 1):
        frame = driver.frame
        for node in (Node(1, 0), Node(2, 0)):
            hover(driver, node)
            texts = [text for _, _, text in painted_texts(canvas)]
            fresh = (
                frame.fresh_a(node.l), frame.fresh_a(node.l),
                frame.fresh_dC_da(node.l), frame.fresh_dC_dz(node.l),
            )  # fmt: skip
            assert texts.count(UNKNOWN) >= 4 - sum(fresh)
            for known, array in zip(fresh, (frame.a, frame.z, frame.dC_da, frame.dC_dz), strict=True):
                assert known == (array[node.l][0, 0] == array[node.l][0, 0])
        assert frame.fresh_cost == any(text.startswith("C = ") for text in texts)
        assert (f"C = {UNKNOWN}" in driver.window.samples._cost.text()) == (not frame.fresh_cost)
        assert bar.isVisible()
        driver.step()


def test_the_derivation_can_be_copied_only_once_it_is_known(driver, bar):
    click(driver, driver.window.canvas.place(Pick(1, 0, 0)))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    copy = driver.window.actions["copy_script"]
    for _ in range(phase_count(2) - 1):
        known = driver.frame.fresh_dC_dz(1)
        assert copy.isEnabled() == known
        driver.step()
    assert copy.isEnabled()
