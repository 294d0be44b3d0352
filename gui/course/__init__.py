"""The lessons in the window: their texts, the strip that tells them, and the tour of the first start."""
