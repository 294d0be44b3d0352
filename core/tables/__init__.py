"""Tables of numbers and labels in text files (CSV and its like): looked at, read strictly, written."""

from core.tables.job import read_now, reading_job
from core.tables.previewing import preview
from core.tables.reading import DELIMITERS, Column, Preview, Reading
from core.tables.suggesting import suggested, suggested_scaling
from core.tables.writing import save_csv, written

__all__ = [
    "DELIMITERS",
    "Column",
    "Preview",
    "Reading",
    "preview",
    "read_now",
    "reading_job",
    "save_csv",
    "suggested",
    "suggested_scaling",
    "written",
]
