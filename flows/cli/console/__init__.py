"""What the commands share: what is printed, and how a run is carried out and shown."""
