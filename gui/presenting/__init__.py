"""Presenting: the network and one panel, magnified to the screen, and light on what is spoken about."""
