"""Raised and lowered numbers, and the names of parameters as on paper: indices from 1."""

from core.symbols import lowered, parameter_name, raised

__all__ = ["lowered", "parameter_name", "raised"]
