"""The commands for what people decided: review, corrections, sending, recheck."""
