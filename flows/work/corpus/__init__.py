"""A run over many: a corpus of papers, or texts; in this process or on a cluster."""
