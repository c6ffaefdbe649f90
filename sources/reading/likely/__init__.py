"""What a figure may be of where none of the wordings stands near it: by single words."""
