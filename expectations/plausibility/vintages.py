"""An edition held against another: all that is odd about it.

What no test can find is a change no larger than revisions are: a population 2% too large looks like
a census. What may surprise: prices of another base year move all values by one factor, so of
`CONSTANT_PRICES` only what is no factor is odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from expectations.plausibility.oddities import Oddity
from expectations.plausibility.pairs import Pair, pair_up
from expectations.plausibility.places import odd_copies, odd_indicators, odd_places
from expectations.plausibility.presence import odd_presence
from expectations.plausibility.rebased import Rebased, rebased_series
from expectations.plausibility.sizes import odd_sizes
from expectations.plausibility.usual import usual_revisions

if TYPE_CHECKING:
    import pandas as pd

CONSTANT_PRICES, INDEX = "usd_constant", "index"
MONEY = frozenset({"usd", CONSTANT_PRICES, "usd_ppp", "usd_per_person"})
"""Units of which rebased series are told."""
_OF_ALL = ("all values", "digits")
_BY_BASE_YEAR: Mapping[str, tuple[str, ...]] = {
    CONSTANT_PRICES: ("factor", "all values", "series", "exchanged"),
    INDEX: ("factor", "all values", "series", "exchanged", "order", "value"),
}
"""What another base year does by itself to values in these units."""


@dataclass(frozen=True)
class Held:
    """What came of holding an edition against another: what is odd, and what was rebased."""

    odd: tuple[Oddity, ...]
    rebased: tuple[Rebased, ...]
    series: int
    """How many series of areas were compared."""


def hold_against(
    rows: pd.DataFrame,
    former_rows: pd.DataFrame,
    units: Mapping[str, str],
    history: Mapping[str, Sequence[Pair]] | None = None,
) -> Held:
    """Hold an edition against a former one.

    Args:
        rows: Observations of the edition.
        former_rows: Of the former one.
        units: The unit of each indicator.
        history: How believed editions of an indicator differ, for countries.
    """
    with np.errstate(all="ignore"):  # 1e300 and its like overflow, and are odd all the same
        return _hold(rows, former_rows, units, history or {})


def _hold(
    rows: pd.DataFrame,
    former_rows: pd.DataFrame,
    units: Mapping[str, str],
    history: Mapping[str, Sequence[Pair]],
) -> Held:
    odd: list[Oddity] = []
    rebased: list[Rebased] = []
    series = 0
    for of_aggregates in (False, True):
        pairs = list(pair_up(rows, former_rows, of_aggregates=of_aggregates))
        for pair in pairs:
            unit = units.get(pair.indicator, "")
            usual = usual_revisions(pair, history.get(pair.indicator, ()))
            odd += _unexpected([*odd_sizes(pair, usual), *odd_presence(pair)], unit)
            series += int(pair.in_both.any(axis=1).sum())
            if not of_aggregates:
                odd += odd_copies(pair)
            if not of_aggregates and unit in MONEY:
                rebased += rebased_series(pair)
        if not of_aggregates:
            spoilt = {one.indicator for one in odd if one.kind in (*_OF_ALL, "order")}
            odd += odd_indicators(pairs, sorted(spoilt))
    for pair in pair_up(rows, former_rows, of_aggregates=None):
        odd += _unexpected(odd_places(pair), units.get(pair.indicator, ""))
    return Held(tuple(dict.fromkeys(odd)), tuple(rebased), series)


def _unexpected(found: Iterable[Oddity], unit: str) -> list[Oddity]:
    """What is odd about an indicator, less what another base year does to it."""
    expected = _BY_BASE_YEAR.get(unit, ())
    return [one for one in found if one.kind not in expected]
