"""Who sends a correction: what a letter and a ClaimReview say of us."""

from __future__ import annotations

from dataclasses import dataclass

ABOUT = (
    "Corrigenda compares figures that papers state with the statistics of the World Bank and the "
    "United Nations; nothing is sent before a named person has approved it."
)
"""What Corrigenda is, in one line."""


@dataclass(frozen=True)
class Publisher:
    """The organisation in whose name corrections leave.

    Attributes:
        name: Its name.
        url: Its page; may be empty.
        contact: Where an answer reaches a person, an address or a page; may be empty.
    """

    name: str = "Corrigenda"
    url: str = ""
    contact: str = ""


UNNAMED = Publisher()
"""The publisher where the settings name none."""
