"""When runs are due, and which of them died."""
