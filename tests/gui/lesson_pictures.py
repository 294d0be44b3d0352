"""Goes through all lessons by keys alone, and takes a picture of every step, asked and done.

    PICTURES=FOLDER python -m pytest -n 0 tests/gui/lesson_pictures.py

`-k dark` or `-k light` takes those of one appearance. The first letters of the file's name keep the suite
from taking them each time.
"""

import os
from itertools import count
from pathlib import Path

import pytest
from course import Learner
from course_acts import go_through

from core.course import names

FOLDER = Path(os.environ.get("PICTURES", "lessons"))
SIZE = (1280, 800)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_step_is_seen(theme, open_window):
    learner = Learner(open_window(size=SIZE))
    learner.window.choose_theme(theme)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for place, name in enumerate(names(), 1):
        number = count(1)

        def seen(step, done, place=place, name=name, number=number):
            k = next(number)
            learner.driver.qtbot.wait(300)  # pictures behind it become fine
            title = f"{theme}-{place}-{name}-{(k + 1) // 2}{'b' if done else 'a'}-{step.name}.png"
            assert learner.window.grab().save(str(FOLDER / title))

        if place == 1:
            learner.begin(name)
        go_through(learner, name, seen)
    learner.driver.wait_for(lambda frame: not frame.visiting)
