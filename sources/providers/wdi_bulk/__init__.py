"""The whole of the World Development Indicators, from its bulk file."""
