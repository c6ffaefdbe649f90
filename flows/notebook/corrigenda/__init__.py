"""Check the figures that a text states against the statistics that the world publishes.

Six names for a notebook; docs/python.md has them with examples.
"""

from flows.assistants.notebook import (
    CheckedFigures as Findings,
)
from flows.assistants.notebook import (
    check,
    find_area,
    find_indicator,
    validate,
    verify,
)

__all__ = ["Findings", "check", "find_area", "find_indicator", "validate", "verify"]
