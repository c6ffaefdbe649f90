"""Where the program runs: its settings, and what Prefect is told of them."""
