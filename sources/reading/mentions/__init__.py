"""What a text names: words, sentences, figures with their units, areas, topics and years."""
