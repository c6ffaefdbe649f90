"""A paper's text and the places in it."""
