"""Spanish, French and Chinese: figures, areas, years and the words of a table of concepts."""
