"""The report that is read without a network."""
