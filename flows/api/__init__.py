"""Programs over HTTP: the same answers as the command line and assistants get, as JSON."""
