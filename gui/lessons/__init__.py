"""Pages that explain, with the numbers of the moment in place."""
