"""What letters, charts, notices and the terminal say of an outcome."""
