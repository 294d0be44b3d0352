"""Pictures of the window and its panels, numbers and networks, for other programs."""
