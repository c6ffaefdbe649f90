"""What people decided about a figure, and what became of it."""
