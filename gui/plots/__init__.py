"""Live plots over the steps of a run, and what they share."""
