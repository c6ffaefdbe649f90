"""What a sentence is about: its subject, its time, and the words that point back or compare."""
