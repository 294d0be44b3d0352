"""The exercise through keys and clicks: what is said to an answer, and who has the keys and the room."""

import pytest
from by_hand import Pass
from driving import Key, Modifier
from exercising import bar, begin, go_to, type_in
from legibility import cut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.cursor import Phase, phase_count
from core.exercise import TOLERANCES
from core.experiment import Experiment

__all__ = ["bar"]

DEEP = Experiment("iris", (4, 3, 2, 3), ("tanh", "sigmoid", "sigmoid"), eta=0.4, m=6, seed=3)


def by_hand(frame):
    """The right answer to the question of `frame`, worked out without the core."""
    entry = frame.question.entry
    own = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    l, at = entry.l, entry.indices
    if entry.quantity == "C":
        return own.C
    if entry.quantity in ("w", "b"):
        values, slopes = (frame.w, frame.dC_dw) if entry.quantity == "w" else (frame.b, frame.dC_db)
        place = at if entry.quantity == "w" else (at[0], 0)
        return values[l][place] - frame.experiment.eta * slopes[l][place]
    if entry.quantity == "dC_dw":
        return own.dC_dz[l][at[0]] * own.a[l - 1][at[1]]
    arrays = {"z": own.z, "a": own.a, "dC_da": own.dC_da, "dC_dz": own.dC_dz, "dC_db": own.dC_dz}
    return arrays[entry.quantity][l][at[0]]


# Answering


@pytest.mark.parametrize("experiment", [None, DEEP], ids=["xor", "iris"])
def test_two_steps_are_answered_with_enter_alone(open_window, experiment):
    """An answer, Enter: right. Enter again: the next phase, and the field waits for its answer."""
    driver = open_window(experiment)
    bar, asked = begin(driver), 0
    L = driver.frame.L
    for _ in range(2 * phase_count(L)):
        frame = driver.frame
        if frame.question is not None:
            assert QApplication.focusWidget() is bar.field
            type_in(bar, repr(float(by_hand(frame))))
            asked += 1
            assert bar.verdict.text().startswith(f"Right: {frame.question.entry.words} = ")
        assert bar.score.text() == f"{asked} of {asked} right"
        assert QApplication.focusWidget() is bar.next
        QTest.keyClick(bar.next, Key.Key_Return)
        driver.wait_for(lambda new, old=frame: new.cursor != old.cursor and new.state == "paused")
        driver.until(driver.window.actions["phase"].isEnabled)
        assert bar.verdict.text() == ""
        assert bar.field.text() == ""
    assert driver.frame.cursor.step == 2
    assert asked == 2 * (phase_count(L) - 1)


@pytest.mark.parametrize(
    "write", [lambda v: f"{v:.6f}".replace(".", ","), lambda v: f"{v:.6e}".replace("-", "−")]
)
def test_a_comma_and_a_long_minus_are_understood(driver, bar, write):
    type_in(bar, write(by_hand(driver.frame)))
    assert bar.verdict.text().startswith("Right")


def test_a_recognised_mistake_is_told_and_the_question_stays(driver, bar):
    question = go_to(driver, Phase.BACKWARD, 2)
    right = by_hand(driver.frame)
    type_in(bar, repr(float(-right)))
    assert bar.verdict.text() == "The sign: ∂C/∂a of the output has a − y, not y − a."
    assert bar.score.text() == "0 of 1 right"
    assert QApplication.focusWidget() is bar.field
    type_in(bar, repr(float(right / 2)))
    assert bar.verdict.text().startswith("The factor 2/n_L = 2/1 is missing")
    type_in(bar, "1234")
    assert bar.verdict.text().replace("\u00a0", " ") == f"Not yet. {question.hint}"
    type_in(bar, repr(float(right)))
    assert bar.score.text() == "1 of 1 right"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write a number first"),
        ("<b>x</b>", "'<b>x</b>' is not a number"),
        ("1/0", "Nothing can be divided by 0."),
        ("1.2.3", "more than one decimal point"),
    ],
)
def test_what_is_no_number_gets_a_sentence_and_does_not_count(driver, bar, text, said):
    type_in(bar, text)
    assert said in bar.verdict.text()
    assert bar.score.text() == ""
    assert bar.check.isVisible()


def test_show_me_tells_the_answer_and_counts_as_given_up(driver, bar):
    question = driver.frame.question
    driver.click(bar.show_me)
    assert bar.verdict.text().startswith(f"{question.entry.words} = ")
    assert question.hint in bar.verdict.text().replace("\u00a0", " ")
    assert bar.score.text() == "0 of 1 right"
    assert not bar.show_me.isVisible()
    assert not bar.check.isVisible()
    type_in(bar, repr(question.answer))  # too late
    assert bar.score.text() == "0 of 1 right"
    driver.click(bar.next)
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.FORWARD)


def test_the_check_button_does_what_enter_does(driver, bar):
    type_in(bar, repr(float(by_hand(driver.frame))), enter=False)
    assert bar.verdict.text() == ""
    driver.click(bar.check)
    assert bar.verdict.text().startswith("Right")


def test_the_tolerance_that_is_chosen_decides(driver, bar):
    off = repr(float(by_hand(driver.frame) * 1.03))
    type_in(bar, off)
    assert not bar.verdict.text().startswith("Right")
    driver.choose(bar.tolerance, TOLERANCES[0])
    bar.field.setFocus()
    type_in(bar, off)
    assert bar.verdict.text().startswith("Right")


# Keys, focus, and the caption


def test_the_bar_has_the_captions_place_while_the_exercise_is_on(driver):
    network = driver.window.network
    where, height = network.caption.geometry(), driver.window.canvas.height()
    bar = begin(driver)
    driver.until(lambda: bar.geometry().bottomRight() == where.bottomRight())
    assert not network.caption.isVisible()
    assert QApplication.focusWidget() is bar.field
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda frame: not frame.view.exercise)
    driver.until(network.caption.isVisible)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is driver.window.canvas
    driver.until(lambda: network.caption.geometry() == where)
    assert driver.window.canvas.height() == height
    assert driver.frame.question is None


def test_the_network_stands_still_whatever_is_asked_and_said(driver, bar):
    driver.qtbot.waitExposed(driver.window)
    type_in(bar, "1")
    QApplication.processEvents()
    heights = set()
    for _ in range(phase_count(2)):
        type_in(bar, "1")
        QApplication.processEvents()
        heights.add(driver.window.canvas.height())
        driver.press(Key.Key_Escape)
        driver.window.canvas.setFocus()
        driver.step()
    assert len(heights) == 1


def test_the_arrow_steps_while_the_field_is_empty_and_moves_in_it_otherwise(driver, bar):
    QTest.keyClick(bar.field, Key.Key_Right)
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.FORWARD)
    driver.until(driver.window.actions["phase"].isEnabled)
    assert QApplication.focusWidget() is bar.field
    type_in(bar, "12", enter=False)
    QTest.keyClick(bar.field, Key.Key_Home)
    QTest.keyClick(bar.field, Key.Key_Right)
    assert bar.field.cursorPosition() == 1
    assert driver.frame.cursor.l == 1


def test_while_training_runs_nothing_is_asked(driver, bar):
    driver.window.canvas.setFocus()
    driver.run()
    driver.until(lambda: bar.title.text() == "Exercise")
    assert "Pause" in bar.about.text()
    assert not bar.field.isVisible()
    assert not bar.next.isEnabled()
    driver.pause()
    driver.step()
    driver.until(bar.field.isVisible)
    assert driver.frame.question is not None


def test_why_training_stopped_is_said_in_an_exercise_too(open_window):
    identity = Experiment("xor", (2, 2, 1), ("identity", "identity"), eta=1e300, m=4)
    driver = open_window(identity)
    bar = begin(driver)
    driver.window.canvas.setFocus()
    frame = driver.run_at_full_speed_until_stopped()
    banner = driver.window.banner
    driver.until(banner.isVisible)
    assert f"{banner.title.text()} {banner.sentence.text()}" == frame.message
    assert not bar.isVisible()


def test_in_a_low_window_all_of_it_is_there(open_window):
    driver = open_window(DEEP, size=(960, 540))
    bar = begin(driver)
    bar.tolerance.setFocus()
    driver.choose(bar.tolerance, TOLERANCES[3])
    for _ in range(phase_count(3)):
        driver.until(lambda: not cut(driver.window))
        if driver.frame.question is not None:
            assert bar.tolerance.isVisible()
            words = bar.field.placeholderText()
            assert bar.field.fontMetrics().horizontalAdvance(words) + 18 <= bar.field.width()
            type_in(bar, "1")
            driver.until(lambda: not cut(driver.window))
            assert bar.tolerance.geometry().bottom() <= bar.symbol.geometry().top()
            driver.press(Key.Key_Escape)
        driver.window.canvas.setFocus()
        driver.step()
    assert driver.window.size().toTuple() == (960, 540)
    driver.window.resize(1440, 900)
    driver.until(lambda: bar.field.placeholderText() == "your answer")
    go_to(driver, Phase.FORWARD, 1)
    driver.until(lambda: bar.tolerance.isVisible() and bar.tolerance.x() > bar.field.x())
    assert bar.tolerance.value() is TOLERANCES[3]
