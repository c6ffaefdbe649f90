"""What the heads of a table name: labels, captions, short names and notes, parts of an area."""
