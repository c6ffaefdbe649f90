"""What a text prints as a figure, read into values: tokens, numerals, units, hedges."""
