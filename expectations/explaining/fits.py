"""What explains a discrepancy: the reading that fits, and what finding one is worth.

Figures of one statement share a reading, so a reading is ranked by how many of the statement's
figures it fits, then by how little it differs from the declared one (fewest changed axes), then by
how near it is in years, then by how near its value is. A match found by trying is not sold as
proof: beside it stand how many readings were tried, and how likely a random figure of the same
precision would have matched one.

Readings that the figures of a statement share, and what it is worth that one fits several.

Figures that one sentence makes about one thing share source, vintage, group, period, weighting and
order. A claim that an axis has no meaning for (a share has no weighting, a single figure no order)
is part of the shared reading whatever that axis says.

That one reading fits several figures at once is worth more than that each is fitted by some
reading. The chance together is that of figures drawn at random, each as in `match_worth`, being all
matched by one shared reading; it is estimated from draws of a fixed seed, so that a run prints the
same number again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats
from expectations.cubes.cube import Cube
from expectations.cubes.own_made import OwnMade, own_made
from expectations.explaining.conversions import conversion_of
from expectations.judging.decide import Declared, Relations, concept_axis
from expectations.judging.firmness import source_axis
from expectations.judging.levels import LEVELS, Rows
from expectations.judging.measures import MEASURE_IDS, THRESHOLDS, has_weighting
from expectations.judging.reconcile import Reconciliation
from expectations.judging.search import Comparisons
from expectations.judging.tolerance import admits, admits_first
from expectations.outcomes import Bounds, ComputedReading, Verdict
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
        rows: For each claim its search rows, rising.
        places: For each claim, a row of M shared readings for each of its search rows: those that
            the row is one of.
    """

    claims: tuple[int, ...]
    inside: Bools
    values: Mapping[int, Floats]
    rows: Mapping[int, Numbers]
    places: Mapping[int, Numbers]

    @cached_property
    def counts(self) -> Numbers:
        """How many of the claims each shared reading fits (K)."""
        found: Numbers = self.inside.sum(axis=1)
        return found

    def most_fitted(self, claim: int, rows: Numbers) -> Numbers:
        """How many claims the shared reading of each row fits that fits the most."""
        found: Numbers = self.counts[self._readings(claim, rows)].max(axis=1)
        return found

    def best_of(self, claim: int, row: int) -> tuple[int, ...]:
        """The claims fitted by the shared reading of a row that fits the most."""
        own = self._readings(claim, np.array([row]))[0].tolist()
        at = max(own, key=lambda key: (self.counts[key], -key))
        return tuple(one for one, fits in zip(self.claims, self.inside[at], strict=True) if fits)

    def _readings(self, claim: int, rows: Numbers) -> Numbers:
        found: Numbers = self.places[claim][np.searchsorted(self.rows[claim], rows)]
        return found


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
    places: dict[int, Numbers] = {}
    for column, claim in enumerate(claims):
        rows, at = rows_of[claim], np.searchsorted(keys, keys_of[claim])
        is_pair = found.claims[claim].figure.first is not None
        values[claim] = np.full((len(keys), 2 if is_pair else 1), np.nan)
        for copy in range(at.shape[1]):
            inside[at[:, copy], column] |= found.search.is_inside[rows]
            values[claim][at[:, copy], -1] = found.search.values[rows]
            if is_pair:
                values[claim][at[:, copy], 0] = found.search.firsts[rows]
        places[claim] = at
    return Shared(tuple(claims), inside, values, rows_of, places)


def _keys(rows: Rows, claim: Claim, cube: Cube, has_rates: bool, has_pairs: bool) -> Numbers:
    """N x M numbers of shared readings: M copies where an axis has no meaning for the claim."""
    vintages = sorted({layer.key for layer in cube.layers})
    vintage = np.array([vintages.index(layer.key) for layer in cube.layers], dtype=np.int64)
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
            key = vintage[rows.layer] if len(vintage) else rows.layer.astype(np.int64)
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


WEIGHTING_NAMES = ("simple", "weighted")


@dataclass(frozen=True)
class Fit:
    """The reading that explains a claim: its row, the changed axes, and the claims it fits."""

    row: int
    changed: tuple[str, ...]
    fits: tuple[int, ...]
    chance_together: float | None


class Explainer:
    """Ranks the searched readings of a paper's claims."""

    def __init__(
        self, found: Reconciliation, cube: Cube, declared: Declared, relations: Relations
    ) -> None:
        self._found = found
        self._cube = cube
        self._declared = declared
        self._relations = relations
        self._sources = source_axis(cube)
        concepts = concept_axis(cube)
        self._concepts = np.array([concepts[layer.concept] for layer in cube.layers])
        declared_rows = found.declared.rows
        self._declared_layers = np.zeros((len(found.claims), len(cube.layers)), dtype=bool)
        self._declared_layers[declared_rows.claim, declared_rows.layer] = True

    def fits(self, claims: Sequence[int], verdicts: Sequence[Verdict]) -> dict[int, Fit]:
        """For each claim of a statement the reading that explains it, where one does.

        Args:
            claims: Positions of the statement's claims.
            verdicts: Of all claims. What explains ``stale`` is an earlier period of the same
                definition, and what explains ``contested`` the declared reading in another source
                or vintage, even where some other definition fits more of the statement.

        Returns:
            By claim; a claim that no searched reading fits is not there.
        """
        eligible = {
            claim: rows for claim in claims if len(rows := self._eligible(claim, verdicts[claim]))
        }
        if not eligible:
            return {}
        shared = share_readings(self._found, self._cube, claims)
        chances: dict[tuple[int, ...], float | None] = {}
        return {claim: self._best(claim, rows, shared, chances) for claim, rows in eligible.items()}

    def _eligible(self, claim: int, verdict: Verdict) -> Numbers:
        relations, rows = self._relations, self._inside(claim)
        if verdict is Verdict.STALE:
            is_same = relations.is_same_definition[rows]
            return rows[is_same & relations.is_earlier[rows] & self._could_see(rows)]
        if verdict is Verdict.CONTESTED:
            return self._contested(claim, rows)
        return rows

    def _could_see(self, rows: Numbers) -> npt.NDArray[np.bool_]:
        """Which rows of the search are of editions not later than the paper."""
        found: npt.NDArray[np.bool_] = self._found.could_see[self._found.search.rows.layer[rows]]
        return found

    def _contested(self, claim: int, rows: Numbers) -> Numbers:
        """What leaves a claim open: the members of another date before all, of then only."""
        relations = self._relations
        of_another = relations.is_other_date[rows] & self._could_see(rows)
        if of_another.any():
            return rows[of_another]
        if self._found.doubt.is_doubtful[claim]:
            return rows[~relations.is_other_date[rows]]
        return rows[relations.is_same_definition[rows] & relations.is_same_period[rows]]

    def _inside(self, claim: int) -> Numbers:
        rows = self._found.search.of(claim)
        found: Numbers = rows[self._found.search.is_inside[rows]]
        return found

    def _best(
        self,
        claim: int,
        rows: Numbers,
        shared: Shared,
        chances: dict[tuple[int, ...], float | None],
    ) -> Fit:
        axes = self._changes(claim, rows)
        changed = np.stack(list(axes.values()))
        years, gaps = self._distances(claim, rows)
        ranks = (rows, gaps, years, changed.sum(axis=0), -shared.most_fitted(claim, rows))
        first = int(np.lexsort(ranks)[0])
        row = int(rows[first])
        fits = shared.best_of(claim, row)
        if fits not in chances:
            chances[fits] = chance_together(self._found, shared, fits)
        named = tuple(axis for axis, differs in axes.items() if differs[first])
        return Fit(row, named, fits, chances[fits])

    def _changes(self, claim: int, rows: Numbers) -> dict[str, Bools]:
        """On which axes searched readings differ from the declared one, for each axis."""
        searched, declared = self._found.search.rows, self._declared
        layer = searched.layer[rows]
        return {
            "group": searched.group[rows] != declared.group[claim],
            "indicator": self._concepts[layer] != declared.concept[claim],
            "weighting": searched.weighting[rows] != declared.weighting[claim],
            "order": searched.is_reversed[rows].astype(bool),
            "to": searched.to[rows] != declared.to[claim],
            "period": ~self._relations.is_same_period[rows],
            "vintage": ~self._declared_layers[claim, layer],
        }

    def _distances(self, claim: int, rows: Numbers) -> tuple[Floats, Floats]:
        """How far readings are from the declared period, in years, and from what is stated."""
        searched, declared = self._found.search.rows, self._declared
        ends, starts = searched.end[rows].astype(np.int64), searched.start[rows].astype(np.int64)
        source = self._sources[searched.layer[rows]]
        end = np.asarray(declared.ends[claim, source], dtype=np.int64)
        is_known = end >= 0
        latest = int(declared.latest[claim])
        start = np.where(is_known, declared.starts[claim, source], latest - (ends - starts))
        years = np.abs(ends - np.where(is_known, end, latest)) + np.abs(starts - start)
        admitted = self._found.admitted
        middle = (admitted.lower[claim] + admitted.upper[claim]) / 2
        return years.astype(float), np.abs(self._found.search.values[rows] - middle)


def reading_at(
    found: Reconciliation, comparisons: Comparisons, cube: Cube, row: int
) -> ComputedReading:
    """A row of comparisons as a value for people."""
    rows = comparisons.rows
    layer = cube.layers[rows.layer[row]]
    claim = found.claims[rows.claim[row]]
    first = float(comparisons.firsts[row])
    years = int(rows.start[row]), int(rows.end[row])
    return ComputedReading(
        group=cube.groups[rows.group[row]],
        indicator=layer.concept,
        start=cube.years[years[0]],
        end=cube.years[years[1]],
        source=layer.source,
        vintage=layer.vintage,
        weighting=WEIGHTING_NAMES[rows.weighting[row]] if has_weighting(claim) else "",
        order="reversed" if rows.is_reversed[row] else "as stated",
        obs_value=float(comparisons.values[row]),
        obs_first=None if np.isnan(first) else first,
        is_inside=bool(comparisons.is_inside[row]),
        conversion=conversion_of(cube, claim, int(rows.layer[row]), years),
        supplied_by=cube.suppliers.get(layer.key, ""),
        own_made=_own_made(cube, rows, row),
    )


def _own_made(cube: Cube, rows: Rows, row: int) -> OwnMade:
    """What the program made of members; nothing for computations that count or order areas."""
    if MEASURE_IDS[int(rows.measure[row])] not in LEVELS.keys() | THRESHOLDS:
        return ""
    return own_made(cube, int(rows.layer[row]), int(rows.group[row]), int(rows.weighting[row]))
