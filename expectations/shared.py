"""Readings that the figures of a statement share, and what it is worth that one fits several.

Figures that one sentence makes about one thing share source, vintage, group, period, weighting and
order. A claim that an axis has no meaning for (a share has no weighting, a single figure no order)
is part of the shared reading whatever that axis says.

That one reading fits several figures at once is worth more than that each is fitted by some
reading. The chance together is that of figures drawn at random, each as in `chance`, being all
matched by one shared reading; it is estimated from draws of a fixed seed, so that a run prints the
same number again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cube import Bools, Cube, Floats
from expectations.measures import Rows, has_weighting
from expectations.outcomes import Bounds
from expectations.reconcile import Reconciliation
from expectations.tolerance import admits, admits_first
from sources.model import Claim

DRAWS = 10_000
"""Draws behind a chance together: its standard error is half a per cent at the most."""

_AT_ONCE = 1_000
"""Draws compared at once: bounds the memory where readings are many."""
_TINY = 1e-300

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shared:
    """The shared readings of a statement.

    Attributes:
        claims: Positions of the statement's claims (C).
        inside: K x C, whether a shared reading fits each claim.
        values: For each claim a K x 1 or (of a pair) K x 2 array of values, NaN where there is
            none.
        places: For each claim, its search rows and, for each, the shared readings it is one of.
    """

    claims: tuple[int, ...]
    inside: Bools
    values: Mapping[int, Floats]
    places: Mapping[int, Mapping[int, tuple[int, ...]]]

    def best_of(self, claim: int, row: int) -> tuple[int, ...]:
        """The claims fitted by the shared reading of a row that fits the most."""
        counts = self.inside.sum(axis=1)
        at = max(self.places[claim][row], key=lambda key: (counts[key], -key))
        return tuple(one for one, fits in zip(self.claims, self.inside[at], strict=True) if fits)


def share_readings(found: Reconciliation, cube: Cube, claims: Sequence[int]) -> Shared:
    """Lay the searched readings of a statement's claims beside one another."""
    has_rates = any(has_weighting(found.claims[claim]) for claim in claims)
    has_pairs = any(found.claims[claim].figure.first is not None for claim in claims)
    rows_of = {claim: found.search.of(claim) for claim in claims}
    keys_of = {
        claim: _keys(found.search.rows.at(rows), found.claims[claim], cube, has_rates, has_pairs)
        for claim, rows in rows_of.items()
    }
    keys = np.unique(np.concatenate([one.ravel() for one in keys_of.values()]))
    inside = np.zeros((len(keys), len(claims)), dtype=bool)
    values: dict[int, Floats] = {}
    places: dict[int, dict[int, tuple[int, ...]]] = {}
    for column, claim in enumerate(claims):
        rows, at = rows_of[claim], np.searchsorted(keys, keys_of[claim])
        is_pair = found.claims[claim].figure.first is not None
        values[claim] = np.full((len(keys), 2 if is_pair else 1), np.nan)
        for copy in range(at.shape[1]):
            inside[at[:, copy], column] |= found.search.is_inside[rows]
            values[claim][at[:, copy], -1] = found.search.values[rows]
            if is_pair:
                values[claim][at[:, copy], 0] = found.search.firsts[rows]
        listed = map(tuple, at.tolist())
        places[claim] = dict(zip(rows.tolist(), listed, strict=True))
    return Shared(tuple(claims), inside, values, places)


def _keys(rows: Rows, claim: Claim, cube: Cube, has_rates: bool, has_pairs: bool) -> Numbers:
    """N x M numbers of shared readings: M copies where an axis has no meaning for the claim."""
    editions = sorted({layer.key for layer in cube.layers})
    edition = np.array([editions.index(layer.key) for layer in cube.layers], dtype=np.int64)
    weightings: list[npt.NDArray[np.integer]] = [rows.weighting]
    if has_rates and not has_weighting(claim):
        weightings = [np.zeros_like(rows.weighting), np.ones_like(rows.weighting)]
    orders: list[npt.NDArray[np.integer]] = [rows.is_reversed.astype(np.int64)]
    if has_pairs and claim.figure.first is None:
        orders = [np.zeros_like(rows.weighting), np.ones_like(rows.weighting)]
    years = len(cube.years)
    copies = []
    for weighting in weightings:
        for order in orders:
            key = edition[rows.layer] if len(edition) else rows.layer.astype(np.int64)
            for digit, radix in (
                (rows.group, len(cube.groups)), (weighting, 2), (order, 2),
                (rows.start, years), (rows.end, years),
            ):  # fmt: skip
                key = key * radix + digit
            copies.append(key)
    return np.stack(copies, axis=1)


def chance_together(found: Reconciliation, shared: Shared, fits: Sequence[int]) -> float | None:
    """How likely random figures would all have been matched by one shared reading.

    Args:
        found: All comparisons.
        shared: The statement's shared readings.
        fits: Claims that one shared reading fits.

    Returns:
        A fraction of one; None where the reading fits fewer than two different figures (the same
        measure of the same indicator, stated twice, is one figure).
    """
    distinct = {(found.claims[one].measure, found.claims[one].indicator): one for one in fits}
    if len(distinct) < 2:
        return None
    columns, reaches = [], []
    for claim in distinct.values():
        stated = found.claims[claim]
        bounds = [admits_first(stated), admits(stated)]
        for at, bound in enumerate(bounds[-shared.values[claim].shape[1] :]):
            if bound is not None:
                columns.append(shared.values[claim][:, at])
                reaches.append(bound)
    table = np.stack(columns, axis=1)
    return _estimate(table[~np.isnan(table).any(axis=1)], table, reaches)


def _estimate(whole: Floats, table: Floats, bounds: Sequence[Bounds]) -> float:
    """The share of draws that some reading with all the values matches.

    Readings are sorted by one of the values, so that those near a draw in it are neighbours, and
    only they are compared in the others.
    """
    above = np.array([bound.reach_above for bound in bounds])
    below = np.array([bound.reach_below for bound in bounds])
    low, high = np.nanmin(table, axis=0) - above, np.nanmax(table, axis=0) + below
    draws = np.random.default_rng(0).uniform(low, high, (DRAWS, len(bounds)))
    telling = int(np.argmin((above + below) / np.maximum(high - low, _TINY)))
    whole = whole[np.argsort(whole[:, telling], kind="stable")]
    lows, highs = whole - above, whole + below
    matched = 0
    for first in range(0, DRAWS, _AT_ONCE):
        drawn = draws[first : first + _AT_ONCE]
        matched += _count_matched(drawn, lows, highs, telling)
    return matched / DRAWS


def _count_matched(draws: Floats, lows: Floats, highs: Floats, telling: int) -> int:
    """How many draws (N x B) lie between the bounds (K x B) of a reading, sorted by one column."""
    own = draws[:, telling]
    starts = np.searchsorted(highs[:, telling], own, side="left")
    counts = np.searchsorted(lows[:, telling], own, side="right") - starts
    draw = np.repeat(np.arange(len(draws)), counts)
    reading = np.arange(len(draw)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    near = np.ones(len(draw), dtype=bool)
    for at in range(draws.shape[1]):
        value = draws[draw, at]
        near &= (value >= lows[reading, at]) & (value <= highs[reading, at])
    return int(np.count_nonzero(np.bincount(draw[near], minlength=1)))
