"""Opening data from a file: how its columns are understood, and what is learned from which."""
