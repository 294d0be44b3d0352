"""The cost as a landscape: a map seen from above, and a surface in space."""
