"""Points painted on the plane of the output, and erased there."""
