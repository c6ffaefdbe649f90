"""Codes and lists: areas, dated groups, concepts and the catalogues of indicators."""
