"""What narrows a figure down: marks, what a percentage is of, its years, doubt and coverage."""
