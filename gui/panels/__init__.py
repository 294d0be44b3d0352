"""The panels, one file each; none knows another."""
