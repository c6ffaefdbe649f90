"""Benchmarks: numbers about speed and about how often the program is right."""
