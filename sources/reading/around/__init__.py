"""What is told around a sentence that holds for its figures: prices, parts, years."""
