"""What a figure admits, what the statistics give, and the verdict: arrays in, arrays out."""
