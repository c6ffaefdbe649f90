"""The YAML of a paper: what its parts hold, and what they mean to each other."""
