"""Who is taken for whom: the confusion matrix."""
