"""DOCX: the parts of the file, its text, comments into a copy."""
