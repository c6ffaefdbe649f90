"""What the tests of the World Bank's client share: a quick transport and the right values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd
from fake_worldbank_figures import FIRST_YEAR, Figures

from sources.http.limits import Limits
from sources.http.transport import Transport

POPULATION, GDP = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
CODES = (POPULATION, GDP)
AREAS = ("CHN", "IND", "NAM", "ROU", "XKX", "CHI", "WLD", "HIC", "EUU", "SSF")
"""A few areas of each kind: a blank code (NAM, HIC), a name with a blank at its end (SSF)."""

Values = dict[tuple[str, str, int], float]


def quick(sleep: Callable[[float], None] = lambda _: None, **limits: float) -> Transport:
    """A transport that waits for nobody."""
    chosen = {"connect": 5, "read": 5, "answer": 10, "overall": 60, "attempts": 3, **limits}
    return Transport(Limits(**chosen), sleep=sleep)  # type: ignore[arg-type]


@cache
def few() -> Figures:
    """The figures of a few areas; loaded once, so leave them as they are."""
    return Figures(AREAS)


@cache
def all_areas() -> Figures:
    """The figures of all areas; loaded once, so leave them as they are."""
    return Figures()


def right_values(
    figures: Figures, codes: Sequence[str], first: int, last: int, edition: str = ""
) -> Values:
    """What the service holds, without what has no value."""
    return {
        (code, place.id, year): value
        for code in codes
        for place in figures.places
        for year in range(max(first, FIRST_YEAR), last + 1)
        if (value := figures.value(code, place.id, year, edition)) is not None
    }


def values_of(observations: pd.DataFrame) -> Values:
    """A frame's values by indicator, area and year; no key may be there twice."""
    names = ("indicator", "ref_area", "time_period", "obs_value")
    columns = (observations[name].tolist() for name in names)
    values = {(code, area, year): value for code, area, year, value in zip(*columns, strict=True)}
    assert len(values) == len(observations)
    return values
