"""What narrows a figure's series down: marks, what a percentage is of, doubt and coverage."""
