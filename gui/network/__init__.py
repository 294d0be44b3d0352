"""The canvas: the network as nodes and edges."""
