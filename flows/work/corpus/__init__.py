"""A run over a corpus of papers: in chunks, in this process or on a cluster."""
