"""What a verdict rests on, and what would make it different."""
