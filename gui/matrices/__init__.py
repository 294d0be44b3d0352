"""Matrices on the screen, in the shape that they have on paper."""
