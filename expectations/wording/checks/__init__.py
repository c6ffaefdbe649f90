"""What the checks of Great Expectations ask, and what came of them, in sentences."""
