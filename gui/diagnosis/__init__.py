"""What helps to find out what went wrong: the log, what a crash leaves, a report."""
