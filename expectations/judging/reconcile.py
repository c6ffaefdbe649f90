"""Claims against observations: one comparison a claim and reading. Pure: arrays in, arrays out.

No clock, no network, no global. What a comparison says is a fact; what follows from the facts of a
claim is its verdict (`expectations.assess`), and what explains it is found among them
(`expectations.explaining.fits`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.judging.cube import Bools, Cube, Floats
from expectations.judging.declared import AS_SEEN, Declarer, Publication
from expectations.judging.firmness import (
    Hulls,
    day_number,
    floors,
    hulls,
    is_relative,
    revisions,
    usual_revisions,
)
from expectations.judging.levels import Positions, Rows, Tables
from expectations.judging.measures import evaluate
from expectations.judging.operands import OperandFinder
from expectations.judging.search import Searcher
from expectations.judging.tolerance import SLACK, admits, admits_first, within
from sources.model import Axes, Claim

_NAN = float("nan")

NEAR_DAYS = 400.0
"""An edition is near the text where it is no more days older: the next ones hardly differ.

Without one, only what is twice as large as all at hand, or half, can be put off.
"""

FRESH_DAYS = 62.0
"""So near an edition needs no later one to show how far its figures moved afterwards."""

NEAR_FLOOR = 0.02
NEAR_FLOOR_POINTS = 0.001
"""What a figure may be off by beside an edition that is near: editions appear every few months."""


@dataclass(frozen=True)
class Admitted:
    """What N claims admit, as columns; ``first`` columns are NaN where a claim is no pair.

    ``coarse`` ends are where values still round to what is printed; ``far`` is beyond what a bound
    is true by far, NaN where a claim is no bound; ``way`` is 1 for a pair that rises, -1 for one
    that falls, 0 where there is no pair or no difference.
    """

    value: Floats
    lower: Floats
    upper: Floats
    is_lower_closed: Bools
    is_upper_closed: Bools
    first_lower: Floats
    first_upper: Floats
    coarse_lower: Floats
    coarse_upper: Floats
    first_coarse_lower: Floats
    first_coarse_upper: Floats
    far: Floats
    way: Positions

    @property
    def is_pair(self) -> Bools:
        """Which claims state a pair."""
        return ~np.isnan(self.first_lower)

    def is_inside(self, claim: Positions, values: Floats, firsts: Floats) -> Bools:
        """Whether each value (and, of a pair, the first too) lies in what its claim admits.

        A pair whose values move against its words is not borne out, whatever they are.
        """
        own = (self.lower[claim], self.upper[claim])
        closed = (self.is_lower_closed[claim], self.is_upper_closed[claim])
        stated = self.value[claim]
        inside = within(values, *own, *closed, stated)
        pair = self.is_pair[claim]
        if pair.any():
            first = within(
                firsts, self.first_lower[claim], self.first_upper[claim], *closed, stated
            )
            inside &= (first & ~self.is_against(claim, values, firsts)) | ~pair
        return inside

    def is_coarse(self, claim: Positions, values: Floats, firsts: Floats) -> Bools:
        """Whether each value rounds to what its claim prints, whether inside or not."""
        stated = self.value[claim]
        rounds = within(values, self.coarse_lower[claim], self.coarse_upper[claim], stated=stated)
        pair = self.is_pair[claim]
        if pair.any():
            ends = self.first_coarse_lower[claim], self.first_coarse_upper[claim]
            first = within(firsts, *ends, stated=stated)
            rounds &= (first & ~self.is_against(claim, values, firsts)) | ~pair
        return rounds

    def is_against(self, claim: Positions, values: Floats, firsts: Floats) -> Bools:
        """Whether the values of a pair move the other way than its words say."""
        slack = SLACK * np.abs(self.value[claim]) + SLACK
        against: Bools = (values - firsts) * self.way[claim] < -slack
        return against

    def is_far(self, claim: Positions, values: Floats) -> Bools:
        """Whether each value is one of which its claim, a bound, is true by far."""
        far = self.far[claim]
        beyond = np.where(np.isinf(self.upper[claim]), values - far, far - values)
        found: Bools = beyond > SLACK * np.abs(far)
        return found


@dataclass(frozen=True)
class Comparisons:
    """Readings, what they give, and whether that is inside what the claim admits.

    ``values`` and ``firsts`` are NaN where the data do not cover the reading; it is then not
    inside.
    """

    rows: Rows
    values: Floats
    firsts: Floats
    is_inside: Bools

    @property
    def is_known(self) -> Bools:
        """Where the data cover the reading."""
        return ~np.isnan(self.values)

    def of(self, claim: int) -> npt.NDArray[np.intp]:
        """Positions of a claim's rows, which stand together."""
        first, last = np.searchsorted(self.rows.claim, [claim, claim + 1])
        return np.arange(first, last)


@dataclass(frozen=True)
class Doubt:
    """What editions and sources leave open about N claims.

    Attributes:
        is_close: Whether the figure is outside all that is at hand by no more than revisions
            explain: more where no edition near the text is at hand.
        is_hull: Whether what it admits meets what editions and sources span.
        is_doubtful: Whether it is close, and yet further off than all that is at hand differs
            about this very reading.
        margin: What revisions explain, in inside units.
    """

    is_close: Bools
    is_hull: Bools
    is_doubtful: Bools
    margin: Floats


@dataclass(frozen=True)
class Reconciliation:
    """All comparisons of a list of claims.

    ``role``, ``spread`` and ``is_suspect`` are of the declared rows: whose view each is, by how
    much editions and sources differ about it, and whether no other one confirms it within a factor
    of ten (`firmness`). ``could_see`` tells of the cube's layers which are not later than the
    paper; ``doubt`` is of the claims.
    """

    claims: tuple[Claim, ...]
    admitted: Admitted
    declared: Comparisons
    role: Positions
    spread: Floats
    search: Comparisons
    is_suspect: Bools
    could_see: Bools
    doubt: Doubt
    tables: Tables


def reconcile(
    claims: Sequence[Claim], axes: Sequence[Axes], cube: Cube, publication: Publication
) -> Reconciliation:
    """Compare all readings of claims with what they admit.

    Args:
        claims: N claims; those that no observation decides get no rows.
        axes: For each, the readings that it may be confused with.
        cube: The observations.
        publication: When the paper appeared.
    """
    admitted = _admitted(claims)
    is_pair = admitted.is_pair
    tables = Tables(cube)
    finder = OperandFinder(cube)
    rows, role = Declarer(cube, publication, tables, finder).rows(claims, axes)
    search = Searcher(cube, publication, finder).rows(claims, axes)
    declared = _compare(tables, rows, admitted, is_pair)
    around = hulls(
        tables, cube, rows, is_pair[rows.claim], admitted.way[rows.claim], declared.values
    )
    return Reconciliation(
        claims=tuple(claims),
        admitted=admitted,
        declared=declared,
        role=role,
        spread=np.nan_to_num(around.high - around.low),
        search=_compare(tables, search, admitted, is_pair),
        tables=tables,
        is_suspect=around.is_suspect,
        could_see=np.array([layer.vintage <= publication.last_day for layer in cube.layers], bool),
        doubt=find_doubt(declared, role, around, admitted, tables, cube, publication),
    )


def find_doubt(
    declared: Comparisons,
    role: Positions,
    around: Hulls,
    admitted: Admitted,
    tables: Tables,
    cube: Cube,
    publication: Publication,
) -> Doubt:
    """What may be explained by editions that are not at hand.

    A claim that some edition bears out needs no such search, and costs none.
    """
    count = len(admitted.value)
    claim = declared.rows.claim
    is_close, is_hull, is_nearer = (np.zeros(count, bool) for _ in range(3))
    margin = np.zeros(count)
    is_borne = np.zeros(count, bool)
    is_borne[claim[declared.is_inside & (role == AS_SEEN) & ~around.is_suspect]] = True
    where = np.flatnonzero(declared.is_known & ~is_borne[claim] & ~around.is_suspect)
    if not len(where):
        return Doubt(is_close, is_hull, is_nearer, margin)
    rows, of = declared.rows.at(where), claim[where]
    second = gaps_of_hull(
        around.low, around.high,
        np.fmin(admitted.lower, admitted.coarse_lower)[of],
        np.fmax(admitted.upper, admitted.coarse_upper)[of], where,
    )  # fmt: skip
    first = gaps_of_hull(
        around.first_low, around.first_high,
        np.fmin(admitted.first_lower, admitted.first_coarse_lower)[of],
        np.fmax(admitted.first_upper, admitted.first_coarse_upper)[of], where,
    )  # fmt: skip
    gap = np.fmax(second, first)
    margins = _margins(rows, around, where, of, count, tables, cube, publication, role)
    allowed, own, is_near = margins
    agrees = ~(around.against[where] & is_near)
    is_hull[of[agrees & (gap <= 0)]] = True
    is_close[of[agrees & (gap <= allowed)]] = True
    is_nearer[of[agrees & (gap <= own)]] = True
    np.maximum.at(margin, of, allowed)
    return Doubt(is_close, is_hull, is_close & ~is_nearer, margin)


def gaps_of_hull(
    low: Floats, high: Floats, lower: Floats, upper: Floats, where: npt.NDArray[np.intp]
) -> Floats:
    """How far what rounds to a figure lies from what editions and sources span."""
    apart: Floats = np.maximum(np.maximum(lower - high[where], low[where] - upper), 0.0)
    return apart


def _margins(
    rows: Rows,
    around: Hulls,
    where: npt.NDArray[np.intp],
    of: Positions,
    count: int,
    tables: Tables,
    cube: Cube,
    publication: Publication,
    role: Positions,
) -> tuple[Floats, Floats, Bools]:
    """What revisions explain for each row, by how much all at hand differ, and whether it is near.

    Distances are in inside units; a claim is near where an edition near the text covers it.
    """
    moved = revisions(tables, cube, rows)
    relative = is_relative(cube, rows)
    size = np.fmax(np.abs(around.low[where]), np.abs(around.high[where]))
    unit = np.where(relative, size, 1.0)
    least = np.where(relative, NEAR_FLOOR * size, NEAR_FLOOR * size + NEAR_FLOOR_POINTS)
    usual = usual_revisions(cube, rows) * unit
    wide = np.maximum(np.maximum(moved * unit, usual), floors(cube, rows) * size)
    age, has_later = _ages(rows, role[where], cube, publication)
    is_recent = (role[where] == AS_SEEN) & (age >= 0) & (age <= NEAR_DAYS)
    near, recent = np.zeros(count, bool), np.zeros(count, bool)
    near[of[is_recent & (has_later | (age <= FRESH_DAYS))]] = True
    recent[of[is_recent]] = True
    allowed = np.where(
        near[of],
        np.maximum(moved * unit / 2, least),
        np.where(recent[of], wide, np.maximum(wide, size)),
    )
    spread = np.nan_to_num(around.high[where] - around.low[where])
    return allowed, np.minimum(np.maximum(spread, least), allowed), near[of]


def _ages(
    rows: Rows, role: Positions, cube: Cube, publication: Publication
) -> tuple[Floats, Bools]:
    """How many days each row's edition is older than the text, and whether a later one is at hand.

    The first day of a text dated by its year counts: on that day the edition was the newest.
    """
    days = np.array([day_number(layer.vintage) for layer in cube.layers])
    age = day_number(publication.first_day or publication.last_day) - days[rows.layer]
    sources = sorted({layer.source for layer in cube.layers})
    source = np.array([sources.index(layer.source) for layer in cube.layers])[rows.layer]
    key = rows.claim.astype(np.int64) * len(sources) + source
    return age, np.isin(key, key[role != AS_SEEN])


def _compare(tables: Tables, rows: Rows, admitted: Admitted, is_pair: Bools) -> Comparisons:
    values, firsts = evaluate(tables, rows, is_pair[rows.claim])
    return Comparisons(rows, values, firsts, admitted.is_inside(rows.claim, values, firsts))


def _admitted(claims: Sequence[Claim]) -> Admitted:
    bounds = [admits(claim) for claim in claims]
    firsts = [admits_first(claim) for claim in claims]

    def column(values: Iterable[float | None]) -> Floats:
        return np.array([_NAN if one is None else one for one in values], dtype=np.float64)

    return Admitted(
        value=column(one.value for one in bounds),
        lower=column(one.lower for one in bounds),
        upper=column(one.upper for one in bounds),
        is_lower_closed=np.array([one.is_lower_closed for one in bounds], dtype=bool),
        is_upper_closed=np.array([one.is_upper_closed for one in bounds], dtype=bool),
        first_lower=column(None if one is None else one.lower for one in firsts),
        first_upper=column(None if one is None else one.upper for one in firsts),
        coarse_lower=column(one.coarse_lower for one in bounds),
        coarse_upper=column(one.coarse_upper for one in bounds),
        first_coarse_lower=column(None if one is None else one.coarse_lower for one in firsts),
        first_coarse_upper=column(None if one is None else one.coarse_upper for one in firsts),
        far=column(one.far for one in bounds),
        way=np.array([way_of(claim) for claim in claims], dtype=np.int32),
    )


def way_of(claim: Claim) -> int:
    """Which way a pair moves by its words, or where they are silent by its figures: 1, -1 or 0."""
    first = claim.figure.first
    if first is None:
        return 0
    if claim.figure.direction:
        return 1 if claim.figure.direction == "increase" else -1
    change = claim.figure.value - first.value
    return int(change > 0) - int(change < 0)
