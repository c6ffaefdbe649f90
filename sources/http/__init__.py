"""The one way to the services on the network."""
