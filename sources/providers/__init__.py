"""Who publishes the figures, and how each is asked."""
