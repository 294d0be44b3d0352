"""The course: lessons of a few steps each, which wait until the learner has done what they ask for."""

from core.course.lessons import LESSONS, lesson, names
from core.course.step import Lesson, Seen, Step

__all__ = ["LESSONS", "Lesson", "Seen", "Step", "lesson", "names"]
