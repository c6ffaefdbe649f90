"""The rooms behind `sources.figures`: tokens, numerals, units, hedges, joins and printed forms.

Each reads tokens from a place and says where it stops; nothing goes back, so that the time grows
with the text.
"""
