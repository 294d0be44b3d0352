"""The cells of the samples panel."""
