"""The present derivation as text to take along: LaTeX, a CSV table, a NumPy script that proves it."""

from core.exports.csv_table import csv_table
from core.exports.latex import latex
from core.exports.numpy_script import numpy_script
from core.exports.origin import Origin, origin

__all__ = ["Origin", "csv_table", "latex", "numpy_script", "origin"]
