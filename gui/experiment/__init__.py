"""The form of an experiment: its fields, and how they are arranged."""
