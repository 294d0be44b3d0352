"""How words, numbers, symbols and equations are written on the screen."""
