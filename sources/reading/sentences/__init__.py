"""A figure in its sentence: the words around it, what relates it to others, what its unit fits."""
