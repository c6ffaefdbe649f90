"""The statistics of the United Nations."""
