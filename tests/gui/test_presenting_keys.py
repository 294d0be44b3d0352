"""A remote's two keys go through everything while one presents; all else is a key away."""

from course import Learner
from driving import Key, Modifier
from exercising import begin
from lecture import present
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reading import painted_texts

from core.cursor import Phase
from core.selection import Node, Pick
from gui.presenting.actions import PRESENTING
from gui.presenting.footer import REST
from gui.shell.shortcuts import ShortcutsPage

ON, BACK = Key.Key_PageDown, Key.Key_PageUp


def place(driver):
    return driver.frame.cursor.phase, driver.frame.cursor.l


def go_on(driver, key=ON):
    driver.until(driver.window.actions["phase"].isEnabled)
    before = driver.frame.cursor
    driver.press(key)
    driver.wait_for(lambda frame: frame.cursor != before and frame.state == "paused")
    return place(driver)


def test_two_keys_go_on_and_back_over_the_end_of_a_step_and_pause_what_runs(driver):
    stage = present(driver)
    assert go_on(driver) == (Phase.FORWARD, 1)
    assert stage.footer.moment.startswith("FORWARD ℓ = 1")
    assert go_on(driver, Key.Key_Right) == (Phase.FORWARD, 2)
    assert go_on(driver, BACK) == (Phase.FORWARD, 1)
    assert go_on(driver, Key.Key_Left) == (Phase.INPUT, 0)
    while place(driver)[0] is not Phase.UPDATE:
        go_on(driver)
    assert go_on(driver) == (Phase.INPUT, 0)
    assert driver.frame.cursor.step == 1
    driver.press(Key.Key_Right, Modifier.ShiftModifier)  # to the end of the step, as ever
    driver.wait_for(lambda frame: frame.cursor.step == 2)
    for key in (ON, BACK):
        driver.run()
        driver.press(key)
        driver.wait_for_state("paused")


def test_an_exercise_shows_the_answer_before_it_goes_on(driver):
    present(driver)
    bar = begin(driver)
    assert bar.has_focus
    driver.press(ON)
    assert not bar.asks
    assert bar.verdict.text()
    assert place(driver) == (Phase.INPUT, 0)
    assert go_on(driver) == (Phase.FORWARD, 1)
    assert bar.asks


def test_a_lesson_does_what_its_step_asks_for_and_goes_on(driver):
    window = driver.window
    present(driver)
    course, learner = window.teaching.course, Learner(driver)
    course.begin("deep")
    learner.wait_for("deep")
    assert course.strip.isVisible()
    assert course.step.point == "step"
    driver.until(window.actions["step"].isEnabled)
    driver.press(ON)
    learner.wait_until_done()
    assert course.strip.next.hasFocus()
    at = course.at
    driver.press(ON)
    driver.until(lambda: course.at == at + 1)
    learner.wait_for("deep")
    driver.press(ON)  # the next step wants something of the learner's own
    assert (course.at, course.done) == (at + 1, False)
    driver.press(Key.Key_F11)
    assert window.presenting.stage is None
    assert course.strip.isVisible()
    course.leave()
    driver.wait_for(lambda frame: not frame.visiting)


def test_letters_black_the_screen_walk_among_samples_and_select_nothing_and_sentences_are_large(driver):
    window = driver.window
    window.viewer.select(Pick(1, 0, 1))
    stage = present(driver)
    driver.wait_for(lambda frame: frame.pick is not None)
    for key in (Key.Key_B, Key.Key_Period):
        driver.press(key)
        assert stage.black.isVisible()
        assert window.grab().toImage().pixelColor(300, 300).getRgb()[:3] == (0, 0, 0)
        driver.press(key)
        assert not stage.black.isVisible()
    for sentence in ("Something was done.", ""):
        window.status.showMessage(sentence)
        assert stage.footer.words == sentence
        assert (sentence or REST) in {text for *_, text in painted_texts(stage.footer)}
    sample = driver.frame.sample
    driver.press(Key.Key_N)
    driver.wait_for(lambda frame: frame.sample == (sample + 1) % 4)
    driver.press(Key.Key_P)
    driver.wait_for(lambda frame: frame.sample == sample)
    driver.press(Key.Key_D)
    driver.wait_for(lambda frame: frame.pick is None)
    window.actions["tour"].trigger()  # it shows where things are otherwise
    assert window.presenting.stage is None
    assert window.tour.bubble.isVisible()
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_Period)
    driver.wait_for(lambda frame: frame.sample == (sample + 1) % 4)


def test_esc_closes_what_is_being_typed_before_it_ends_the_presentation(driver):
    window = driver.window
    window.viewer.select(Pick(1, 0, 1))
    stage = present(driver)
    driver.wait_for(lambda frame: frame.pick is not None)
    driver.press(Key.Key_F2)
    editor = window.canvas.editor
    assert stage.focused is editor
    QTest.keyClicks(QApplication.focusWidget(), "0.5")
    driver.press(Key.Key_Return)
    driver.wait_for(lambda frame: frame.w[1][0, 1] == 0.5)
    driver.press(Key.Key_F2)
    driver.press(Key.Key_Escape)
    assert editor.subject is None
    assert window.presenting.stage is stage
    driver.press(Key.Key_Escape)
    driver.press(Key.Key_S)  # the stage is still to be deleted, and hears nothing any more
    assert window.presenting.stage is None
    assert not stage.actions()


def test_the_page_of_keys_has_those_of_a_presentation(driver):
    present(driver)
    driver.press(Key.Key_F1)
    page = next(d for d in driver.window.findChildren(ShortcutsPage) if d.isVisible())
    told = "".join(label.text() for label in page.columns)
    page.reject()
    assert "While presenting" in page.columns[0].text().split("</b>")[0]  # before all others
    assert all(keys in told and does in told for keys, does in PRESENTING)


def test_a_menu_of_the_canvas_opens_where_the_mouse_is(driver):
    stage = present(driver)
    columns, canvas = driver.window.canvas.columns, driver.window.canvas
    at = canvas.laid_out().node(0, 0).toPoint()
    columns.open_thing(Node(0, 0), canvas.mapToGlobal(at))
    driver.until(columns.menu.isVisible)
    place = columns.menu.graphicsProxyWidget().pos() - stage.place_of(canvas).topLeft()
    assert (place - at).manhattanLength() < 3
    columns.menu.close()
