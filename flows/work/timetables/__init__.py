"""When runs are due, which of them died, and what is old and goes."""
