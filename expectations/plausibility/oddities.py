"""What is odd about an edition, as a fact; `expectations.wording.refreshes` tells it in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from types import MappingProxyType
from typing import Literal

OddForm = Literal[
    "value",
    "series",
    "all values",
    "half of a year",
    "factor",
    "slip",
    "series of another area",
    "value exchanged with another area",
    "value of another area",
    "series of another indicator",
    "all of another year",
    "series of another year",
    "some values of another year",
    "order",
    "values missing",
    "areas missing",
    "value missing",
    "jump",
    "series stands still",
    "year stands still",
    "nought",
    "digits",
]

KINDS: Mapping[OddForm, str] = MappingProxyType(
    {
        "value": "value",
        "series": "series",
        "all values": "all values",
        "half of a year": "year",
        "factor": "factor",
        "slip": "factor",
        "series of another area": "exchanged",
        "value exchanged with another area": "exchanged",
        "value of another area": "exchanged",
        "series of another indicator": "exchanged",
        "all of another year": "shifted",
        "series of another year": "shifted",
        "some values of another year": "shifted",
        "order": "order",
        "values missing": "missing",
        "areas missing": "missing",
        "value missing": "missing",
        "jump": "jump",
        "series stands still": "repeated",
        "year stands still": "repeated",
        "nought": "nought",
        "digits": "digits",
    }
)
"""What each form is in a table of oddities: which of several ways it showed makes no difference."""


@dataclass(frozen=True)
class Oddity:
    """Something that an edition has and nobody would believe without a reason.

    Attributes:
        form: What it is, and how it shows.
        indicator: The source's code.
        ref_area: The area; empty where it is of all.
        time_period: The year; 0 where it is of all.
        before: The former value; not a number where there is none to tell.
        after: The later one.
        whose: The area or the indicator that has such values itself; else empty.
        example: A year that shows it, where it is of all years; 0 for none.
        part: How many of ``whole`` it is, or how many times, digits or years; else not a number.
        whole: Of how many, or how many it was before.
        lag: By how many years values are too late, or, below nought, too early.
    """

    form: OddForm
    indicator: str
    ref_area: str = ""
    time_period: int = 0
    before: float = nan
    after: float = nan
    whose: str = ""
    example: int = 0
    part: float = nan
    whole: float = nan
    lag: int = 0

    @property
    def kind(self) -> str:
        """What it is, in a word of `KINDS`."""
        return KINDS[self.form]

    @property
    def place(self) -> tuple[str, str, int]:
        """What makes two oddities the same: an area's series, or what is odd of all areas."""
        if self.ref_area:
            return self.indicator, self.ref_area, 0
        return self.indicator, self.kind, self.time_period
