"""The texts of the lessons: what is understood, what is not, and that nothing is missing."""

import pytest

from core.course import LESSONS, names
from gui.course.text import FOLDER, load, parse
from gui.lessons.catalogue import LIVE
from gui.lessons.text import LessonError, Numbers, Paragraph, Shown
from gui.writing.equations import names as equations

GOOD = """# A title
What it is about.

## one
Do $z^1_1$ of this, which
goes on.
= forward-z
! It was done.
And more.
> forward-a
"""


def test_a_text_is_understood():
    text = parse(GOOD)
    assert (text.title, text.about) == ("A title", "What it is about.")
    assert text.steps["one"].ask == (
        Paragraph("Do $z^1_1$ of this, which goes on."),
        Shown("forward-z"),
    )
    assert text.steps["one"].told == (Paragraph("It was done. And more."), Numbers("forward-a"))


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (GOOD.replace("# A title\n", "", 1), "line 9"),
        (GOOD.replace("What it is about.\n", ""), "line 9"),
        (GOOD.replace("! It was done.", "It was done."), "line 10"),
        (GOOD.replace("= forward-z", "= forward z"), "line 7"),
        (GOOD.replace("> forward-a", ">"), "line 10"),
        (GOOD + "## one\nAgain.\n! Done.\n", "line 11"),
        (GOOD + "! Once more.\n", "line 11"),
        (GOOD + "# Another title\n", "line 11"),
        (GOOD.replace("$z^1_1$", "$z^1_1"), "line 7"),
        ("! Nothing before.\n", "line 1"),
        ("= forward-z\n", "line 1"),
        (GOOD.replace("## one", "### one"), "line 4"),
        (GOOD.replace("= forward-z", "=forward-z"), "line 7"),
        (GOOD.replace("! It was done.", " ! It was done."), "line 8"),
    ],
)
def test_what_is_not_is_told_by_its_line(wrong, line):
    with pytest.raises(LessonError) as error:
        parse(wrong, "this.txt")
    assert str(error.value).startswith(f"this.txt: {line} ")
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("each", LESSONS, ids=names())
def test_every_step_has_its_text(each):
    text = load(each.name)
    assert list(text.steps) == [step.name for step in each.steps]
    for step in text.steps.values():
        for item in (*step.ask, *step.told):
            if isinstance(item, Shown):
                assert item.name in equations()
            elif isinstance(item, Numbers):
                assert item.name in LIVE
            else:
                assert item.text[-1] in ".?!" or item is not step.told[-1]
        assert not any(isinstance(k, Numbers) for k in step.ask), "the answer would be told"


def test_no_text_is_of_no_lesson():
    assert {k.stem for k in FOLDER.glob("*.txt")} == {*names(), "tour"}


def test_the_tour_has_four_bubbles():
    assert list(load("tour").steps) == ["canvas", "transport", "controls", "learn"]
