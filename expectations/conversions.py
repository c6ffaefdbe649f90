"""How sums in US$ came to be in another currency: what is told wherever such a sum is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Conversion:
    """The exchange rates by which a value was converted.

    Attributes:
        currency: Into which, in ISO 4217.
        area: The economy whose official exchange rate it is.
        rates: For each year that the value rests on, units of the currency to the US$.
        source: Where the rates are from.
        vintage: Their edition, which need not be that of the sums.
        supplied_by: Who supplied them, where it was no official source.
        is_own: Whether the currency is that of the economy that the sum is of, whose own series
            is not at hand.
        has_several: Whether the currency was traded at several rates for years.
    """

    currency: str
    area: str
    rates: tuple[tuple[int, float], ...]
    source: str
    vintage: str
    supplied_by: str = ""
    is_own: bool = False
    has_several: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether what differs from a sum so converted can be off at all."""
        return not (self.is_own or self.has_several)

    @property
    def edition(self) -> str:
        """The key of the rates' edition: ``wdi@2018-05-21``."""
        return f"{self.source}@{self.vintage}"
