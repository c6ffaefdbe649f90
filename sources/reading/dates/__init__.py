"""When a sentence is told of: tenses, times spoken of, years in turn, and dates that are none."""
