"""The reading of a text: what each of its figures is about."""
