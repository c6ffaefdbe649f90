"""A paper's claims judged, explained and worded; and by which method."""
