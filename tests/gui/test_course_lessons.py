"""Every lesson from its first step to its last, by the keyboard alone."""

import pytest
from course import Learner
from course_acts import go_through

from core.course import LESSONS, names
from gui.course.strip import FINISH, NEXT_LESSON


@pytest.fixture
def learner(open_window):
    return Learner(open_window(size=(1280, 800)))


@pytest.mark.parametrize("name", names())
def test_a_lesson_is_gone_through_by_the_keyboard_alone(learner, name):
    last = next(each for each in LESSONS if each.name == name).steps[-1]

    def seen(step, done):
        if done and step is last:
            assert learner.strip.next.text() == (FINISH if name == names()[-1] else NEXT_LESSON)

    learner.begin(name)
    go_through(learner, name, seen)
    assert learner.course.progress.is_done(name)
    if name == names()[-1]:
        learner.driver.wait_for(lambda frame: not frame.visiting and frame.experiment.dataset == "xor")
        assert not learner.strip.isVisible()
        assert learner.driver.window.canvas.hasFocus()
    else:
        learner.wait_for(names()[names().index(name) + 1])
