"""The steps of each run, as plain functions."""
