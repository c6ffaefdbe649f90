"""What is odd about an edition: a value, and the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from sources.reference.areas import area_name


@dataclass(frozen=True)
class Oddity:
    """Something that an edition has and nobody would believe without a reason.

    Attributes:
        kind: What it is: ``value``, ``series``, ``all values``, ``year``, ``factor``,
            ``exchanged``, ``shifted``, ``order``, ``missing``, ``jump``, ``repeated``, ``nought``
            or ``digits``.
        indicator: The source's code.
        what: What is said of it, as the rest of a sentence.
        ref_area: The area; empty where it is of all.
        time_period: The year; 0 where it is of all.
        before: The former value; not a number where there is none to tell.
        after: The later one.
    """

    kind: str
    indicator: str
    what: str
    ref_area: str = ""
    time_period: int = 0
    before: float = nan
    after: float = nan

    @property
    def place(self) -> tuple[str, str, int]:
        """What makes two oddities the same: an area's series, or what is odd of all areas."""
        if self.ref_area:
            return self.indicator, self.ref_area, 0
        return self.indicator, self.kind, self.time_period

    def say(self) -> str:
        """A clause: "China has 2,500,000 in 2010, where it had 1,340,000"."""
        return f"{area_name(self.ref_area)} {self.what}" if self.ref_area else self.what


def number(value: float) -> str:
    """A value in a table of oddities: seven digits are enough to see what is wrong."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
