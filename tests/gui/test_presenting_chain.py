"""The chain rule below the network in a presentation: all of it is seen, in numbers for the last row."""

import pytest
from course import Learner
from driving import Key
from exercising import begin
from lecture import present, select

from core.experiment import Experiment
from core.selection import Pick

DEEP = Experiment("circle", (2, 4, 3, 3, 1), ("tanh", "tanh", "tanh", "sigmoid"), eta=0.5, m=10)
WIDE = Experiment("circle", (2, 8, 8, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10)
DIGITS = Experiment("digits", (64, 48, 10), ("tanh", "sigmoid"), eta=0.5, m=16)
LOW, HIGH = (1280, 720), (1280, 800)


def shown(driver):
    """The factors as they are laid out, and the room that is seen of them."""
    page = driver.window.chain_rule.product
    return page.sheet.arrangement, page.area.maximumViewportSize()


@pytest.mark.parametrize("size", [LOW, HIGH, (960, 540), (1920, 1080)])
@pytest.mark.parametrize("experiment", [None, DEEP, WIDE, DIGITS], ids=["xor", "deep", "wide", "digits"])
def test_all_factors_are_seen_on_every_screen(open_window, experiment, size):
    driver = open_window(experiment, size=HIGH)
    select(driver, Pick(1, 0, 1))
    present(driver, size)
    arrangement, room = shown(driver)
    assert arrangement.size.width() <= room.width()
    assert arrangement.size.height() <= room.height()


@pytest.mark.parametrize(
    ("experiment", "size", "pixels"),
    [(None, LOW, 16), (None, HIGH, 20), (DEEP, LOW, 13), (DEEP, (1920, 1080), 14)],
    ids=["xor low", "xor", "deep low", "deep high"],
)
def test_numbers_are_larger_than_in_the_window_and_with_all_their_digits(
    open_window, experiment, size, pixels
):
    driver = open_window(experiment, size=size)
    select(driver, Pick(1, 0, 1))
    (line,) = shown(driver)[0].lines
    before = line.fit.sizes.number
    stage = present(driver, size)
    driver.until(lambda: shown(driver)[0].lines[0].fit.sizes.number >= pixels)
    (line,) = shown(driver)[0].lines
    assert line.fit.sizes.number * stage.factor > 1.5 * before
    assert {k.look.digits for k in line.blocks} == {driver.window.digits.count}
    driver.press(Key.Key_Escape)
    driver.window.resize(*size)
    driver.until(lambda: shown(driver)[0].lines[0].fit.sizes.number == before)


@pytest.mark.parametrize("size", [LOW, HIGH])
def test_the_nodes_above_the_chain_rule_keep_their_numbers(open_window, size):
    driver = open_window(DEEP, size=HIGH)
    select(driver, Pick(1, 0, 1))
    present(driver, size)
    layout = driver.window.canvas.laid_out()
    assert [layout.numbers_fit(l) for l in range(5)] == [True, False, True, True, True]


def test_an_exercise_above_the_chain_rule_leaves_the_nodes_their_numbers(open_window):
    driver = open_window(DEEP, size=HIGH)
    select(driver, Pick(1, 0, 1))
    present(driver, LOW)
    begin(driver)
    canvas = driver.window.canvas
    driver.until(lambda: [canvas.laid_out().numbers_fit(l) for l in (0, 2, 3, 4)] == [True] * 4)


def test_matrices_have_larger_numbers_too_line_by_line(driver):
    window = driver.window
    window.docks["matrices"].show()
    window.docks["matrices"].raise_()
    driver.until(lambda: window.matrices.sheet.rows)
    sheet, before = window.matrices.sheet, letters(window.matrices.sheet)
    stage = present(driver, LOW)
    window.docks["matrices"].toggleViewAction().trigger()
    driver.until(lambda: stage.dock is window.docks["matrices"] and min(letters(sheet)) >= 16)
    room = window.matrices.area.maximumViewportSize()
    for _ in range(6):
        assert all(k.size.height() <= room.height() and k.size.width() <= room.width() for k in sheet.fits)
        driver.step()
    driver.press(Key.Key_Escape)
    window.resize(1440, 900)
    driver.until(lambda: letters(sheet) == before)


def letters(sheet):
    return {k.sizes.number for k in sheet.fits}


@pytest.mark.parametrize("size", [LOW, HIGH, (1920, 1080)])
@pytest.mark.parametrize(("lesson", "pixels"), [("chain", 14), ("deep", 13)])
def test_a_lesson_on_the_stage_leaves_room_for_all_factors(driver, lesson, pixels, size):
    window, learner = driver.window, Learner(driver)
    present(driver, size)
    window.teaching.course.begin(lesson)
    learner.wait_for(lesson)
    select(driver, Pick(1, 0, 1))
    if window.presenting.stage.dock is not window.docks["chain_rule"]:
        window.docks["chain_rule"].toggleViewAction().trigger()
    sheet = window.chain_rule.product.sheet
    driver.until(lambda: sheet.isVisible() and sheet.rows and min(letters(sheet)) >= pixels)
    arrangement, room = shown(driver)
    assert arrangement.size.width() <= room.width()
    assert arrangement.size.height() <= room.height()
    window.teaching.course.leave()
    driver.wait_for(lambda frame: not frame.visiting)
