"""Observations as arrays: the series that claims name, their groups, what is lacking."""
