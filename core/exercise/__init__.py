"""Exercises: one number of the next phase is asked for, and wrong answers are understood."""

from core.exercise.judging import Verdict, judge
from core.exercise.question import Mistake, Question, question
from core.exercise.tolerance import TOLERANCES, Tolerance

__all__ = ["TOLERANCES", "Mistake", "Question", "Tolerance", "Verdict", "judge", "question"]
