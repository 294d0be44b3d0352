"""The exercise: a question about the next phase, and what is said to an answer."""
