"""The choice among what a text names: areas, years, series; spans, and what leaves doubt."""
