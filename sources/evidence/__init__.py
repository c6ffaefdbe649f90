"""What refreshes took from the services, kept so that it can be verified."""
