"""A text with its figures marked by standing: on a page, and as a copy of the reader's own file."""
