"""Editions on disk: manifests, data files, and the snapshot that comes with the program."""
