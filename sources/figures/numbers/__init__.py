"""Numbers as a text prints them: tokens, numerals, scales, units and the words that hedge them."""
