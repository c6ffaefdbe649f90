"""Exchange rates in words: by which a sum was converted, and which one is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expectations.conversions import Conversion
from expectations.outcomes import ComputedReading, Observed
from expectations.wording.phrases import join
from sources.figures.numbers.currencies import CURRENCIES, Currency
from sources.model import Claim
from sources.reference.concepts import CONCEPTS, EXCHANGE_RATE
from sources.reference.resolve import area_label
from sources.suppliers import SUPPLIED_BY

RATES = CONCEPTS[EXCHANGE_RATE].codes["wdi"]
"""The Bank's code of official exchange rates."""

FACTORS = "PA.NUS.ATLS"
"""The Bank's code of the factors that it takes instead where it does not trust those."""

MOST_YEARS = 3
"""Of more years the first and the last rate are told."""

_MOST_TOLD = 2
"""So many different conversions are told in a sentence; the others stand beside their values."""

_PLAIN_RATE = 1000.0


def say_conversion(conversion: Conversion, vintages: Sequence[str] = ()) -> str:
    """By which exchange rates a value was converted: "at 1.381 Singapore dollars to the US$, ...".

    Args:
        conversion: The rates.
        vintages: Those that have them, where they are several; ``WDI 2018-05-21``.
    """
    name = CURRENCIES[conversion.currency].name
    # A rate that somebody supplied is not called official.
    what = "exchange rate" if conversion.supplied_by else "official exchange rate"
    area = area_label(conversion.area)
    where = f"({RATES}, {join(vintages or [_vintage(conversion)])})"
    (first, rate), *others = conversion.rates
    start = f"{_say_rate(rate)} {name} to the US$"
    if not others:
        return f"at {start}, the {what} of {area} in {first} {where}"
    start += f" in {first}"
    if len(conversion.rates) <= MOST_YEARS:
        told = join([start, *(f"{_say_rate(rate)} in {year}" for year, rate in others)])
        return f"at the {what}s of {area}: {told} {where}"
    last, rate = others[-1]
    told = f"from {start} to {_say_rate(rate)} in {last}"
    return f"at each year's {what} of {area}: {told} {where}"


def say_conversions(readings: Iterable[ComputedReading]) -> list[str]:
    """By which exchange rates the values of readings were converted, a sentence for each way."""
    ways: dict[str, list[Conversion]] = {}
    for reading in readings:
        if reading.conversion is not None and reading.conversion.rates:
            # Two editions whose rates print alike are told together.
            ways.setdefault(say_conversion(reading.conversion, ("",)), []).append(
                reading.conversion
            )
    return [
        f"Converted {say_conversion(alike[0], list(dict.fromkeys(map(_vintage, alike))))}."
        for alike in list(ways.values())[:_MOST_TOLD]
    ]


def say_untold_rate(observed: Sequence[Observed]) -> str:
    """Why what differs from converted sums is not off: other rates may have been used; or empty."""
    made = [one.reading.conversion for one in observed]
    untold = [one for one in made if one is not None and not one.is_telling]
    if not untold or len(untold) < len(made):
        return ""
    if untold[0].is_own:
        return (
            "these are sums in US$ times the exchange rate of the year, and for some countries and "
            f"years the World Bank takes another ({FACTORS}), so that what differs is not shown "
            "to be wrong"
        )
    name = CURRENCIES[untold[0].currency].name
    return (
        f"{name} were traded at several rates, and at which one the text converts is not known, "
        "so that what differs is not shown to be wrong"
    )


def say_no_rate(currency: Currency, years: Sequence[int]) -> str:
    """Which exchange rate a conversion lacks; that of years before the present unit is none.

    Args:
        currency: Into which sums are converted.
        years: Those that the claim is about; none where they are left to the data.
    """
    rate = f"the exchange rate {RATES} of {area_label(currency.areas[0])}"
    if years and min(years) < currency.begins_in(currency.areas[0]):
        since = currency.begins_in(currency.areas[0])
        return f"{rate} for {min(years)}, when {currency.name} were not yet those of {since} on,"
    return f"{rate}{f' for {join([str(one) for one in years])}' if years else ''}"


def _say_rate(rate: float) -> str:
    return f"{rate:,.4g}" if rate < _PLAIN_RATE else f"{rate:,.0f}"


def _vintage(conversion: Conversion) -> str:
    by = f", {SUPPLIED_BY}{conversion.supplied_by}" if conversion.supplied_by else ""
    return f"{conversion.source.upper()} {conversion.vintage}{by}"


def is_converted(claim: Claim) -> bool:
    """Whether a figure is of money that may have been converted at some other rate."""
    return claim.figure.currency not in ("", "USD")
