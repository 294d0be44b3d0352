"""The views of the output panel."""
