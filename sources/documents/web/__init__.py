"""Web pages: their text, and marks in a copy of one."""
