"""The equations of a layer as matrices: forwards, backwards, and the update."""
