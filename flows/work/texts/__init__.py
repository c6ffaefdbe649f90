"""A text from the web, and a helper model that may be asked what its figures are about."""
