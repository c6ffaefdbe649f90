"""The choice among what a text names: areas, years, series and spans."""
