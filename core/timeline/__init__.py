"""Any moment again: checkpoints, edits, and a tree of runs."""
