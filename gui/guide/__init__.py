"""The user guide in a window of its own: what is written in resources/guide, set to be read."""
