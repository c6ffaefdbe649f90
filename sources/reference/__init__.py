"""Codes and lists: areas, groups with dated membership, concepts, the catalogues of indicators."""
