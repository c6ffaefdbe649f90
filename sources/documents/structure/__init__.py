"""What every format is read into: blocks and their places, and what a text says of itself."""
