"""Suites, expectations and checkpoints of Great Expectations."""
