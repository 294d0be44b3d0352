"""Moving through time: the bar along the bottom, the way back out of a divergence, long ways elsewhere."""
