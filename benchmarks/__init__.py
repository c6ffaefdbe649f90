"""Benchmarks: numbers about speed and about how often the program is right."""

import flows  # noqa: F401  (its settings of the environment hold for benchmarks too)
