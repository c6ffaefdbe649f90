"""The World Bank's indicators and archives."""
