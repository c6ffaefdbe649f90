"""Facts told without a figure of their own: ranks, superlatives and comparisons."""
