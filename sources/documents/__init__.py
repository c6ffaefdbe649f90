"""A person's text, whatever file it comes in: its characters, and where each of them stands."""
