"""What the gradient check is drawn with."""
