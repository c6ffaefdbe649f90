"""What every room uses: files written whole, locks, JSON, instants, ports, text of strangers."""
