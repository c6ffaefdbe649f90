"""Who supplied a table by hand: said in the label of its edition, and told wherever it is told."""

from __future__ import annotations

SUPPLIED_BY = "supplied by "
"""What the label of a table by hand says before the name of who supplied it."""


def supplier_of(label: str) -> str:
    """Who supplied an edition by hand, as its label says; empty for what its source gave."""
    named, mark, supplier = label.rpartition(f", {SUPPLIED_BY}")
    return supplier if named and mark else ""
