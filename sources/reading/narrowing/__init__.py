"""What narrows a figure down: marks, what a percentage is of, its sign, coverage, restatements."""
