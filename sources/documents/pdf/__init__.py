"""PDF: glyphs from a process of its own, lines from glyphs, paragraphs from lines."""
