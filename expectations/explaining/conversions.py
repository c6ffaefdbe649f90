"""Money in other currencies: which exchange rates a value rests on, or lacks."""

from __future__ import annotations

import numpy as np

from expectations.conversions import Conversion
from expectations.cubes.cube import Cube, exchange_of
from expectations.cubes.own_money import is_own_money
from expectations.judging.settled import SEVERAL_RATES
from expectations.wording.conversions import say_no_rate
from sources.figures.numbers.currencies import CURRENCIES
from sources.model import Claim, Concept

_OF_EACH_YEAR = frozenset({"sum", "mean", "mean_growth", "value", "total"})
"""Measures of a span that rest on each of its years, where they state no pair."""
_FROM_A_YEAR_BEFORE = frozenset({"growth", "change", "mean_growth", "compound_growth"})


def conversion_of(cube: Cube, claim: Claim, layer: int, span: tuple[int, int]) -> Conversion | None:
    """The exchange rates that a value of a layer rests on; None where it was not converted.

    Args:
        cube: The observations.
        claim: What is stated.
        layer: Of the cube.
        span: Positions of the first and the last year.
    """
    currency = CURRENCIES.get(cube.concepts[cube.layers[layer].concept].currency)
    if currency is None:
        return None
    found = exchange_of(cube, layer, currency)
    vintage = cube.layers[found.layer]
    years = [year for year in _years(claim, span) if not np.isnan(found.rates[year])]
    return Conversion(
        currency=currency.code,
        area=found.area,
        rates=tuple((cube.years[year], float(found.rates[year])) for year in years),
        source=vintage.source,
        vintage=vintage.vintage,
        supplied_by=cube.suppliers.get(vintage.key, ""),
        is_own=is_own_money(cube, claim.group, currency),
        has_several=currency.code in SEVERAL_RATES,
    )


def _years(claim: Claim, span: tuple[int, int]) -> list[int]:
    """Positions of the years that a value rests on."""
    start, end = span
    measure = claim.measure or ""
    if start == end:
        return [end - 1, end] if measure in _FROM_A_YEAR_BEFORE and end else [end]
    if claim.figure.first is None and measure in _OF_EACH_YEAR:
        first = start - 1 if measure == "mean_growth" and start else start
        return list(range(first, end + 1))
    return [start, end]


def say_lacking_rate(cube: Cube, claim: Claim, concept: Concept | None) -> str:
    """Which exchange rate is lacking for a claim in another currency; empty where none is."""
    currency = CURRENCIES.get(concept.currency) if concept else None
    if currency is None or concept is None or not cube.layers_of(concept.id):
        return ""
    ends = dict.fromkeys((claim.period.start, claim.period.end))
    years = [year for year in ends if year is not None]
    places = [cube.year_at(year) for year in years]
    for layer in cube.layers_of(concept.id) if -1 not in places else ():
        rates = exchange_of(cube, layer, currency).rates
        if places and not np.isnan(rates[places]).any():
            return ""
        if not places and not np.isnan(rates).all():
            return ""
    return say_no_rate(currency, years)
