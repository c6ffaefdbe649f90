"""Claims against observations: one comparison a claim and reading. Pure: arrays in, arrays out.

No clock, no network, no global. What a comparison says is a fact; what follows from the facts of a
claim is its verdict (`expectations.assessment.assess`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats, Positions
from expectations.cubes.cube import Cube
from expectations.judging.declared import (
    AS_SEEN,
    Nearness,
    Publication,
    first_after,
    is_dependent,
    nearness,
    of_the_past,
)
from expectations.judging.firmness import (
    FACTOR,
    FLOOR_OF_MONEY,
    OFTEN,
    RARE,
    Hulls,
    changes_of_sums,
    day_number,
    floors,
    hulls,
    in_ratios,
    is_rate,
    is_relative,
    level_revisions,
    level_sizes,
    revisions,
    usual_revisions,
)
from expectations.judging.levels import MOST_AT_ONCE, Rows, Tables
from expectations.judging.measures import MEASURE_AT, OVER_TIME, SHARES_OVER_TIME, evaluate
from expectations.judging.search import Common, Comparisons
from expectations.judging.settled import exchange_room, is_against_all, is_beyond_all
from expectations.judging.tolerance import SLACK, admits, admits_first, way_of, within
from sources.model import Axes, Claim

NEAR_FLOOR = 0.02
NEAR_FLOOR_POINTS = 0.005
"""What a figure may be off by beside an edition that is near: editions appear every few months."""

STEADY_POINTS = 0.03
"""By so much and no more a rate of growth may be told anew near an edition, where its own series
never moved by a quarter of that: one in a hundred economies was at war, and is no measure of it."""

ROOM = 4.0
"""A figure may lie beyond all at hand by so many times what its series was ever revised by."""

ENOUGH = 3
"""Fewer editions of a series tell nothing of how far it moves: its indicator's others do."""

TOLD_FLOOR = 0.03
TOLD_FLOOR_POINTS = 0.005
"""An open figure further than this from the editions nearest to the text is called doubtful."""


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

    def rounding(self, of: Positions) -> tuple[Floats, Floats]:
        """Both ends of what rounds to figures."""
        lower = np.fmin(self.lower, self.coarse_lower)[of]
        return lower, np.fmax(self.upper, self.coarse_upper)[of]

    def is_against(self, claim: Positions, values: Floats, firsts: Floats) -> Bools:
        """Whether the values of a pair move the other way than its words say."""
        slack = SLACK * np.abs(self.value[claim]) + SLACK
        against: Bools = (values - firsts) * self.way[claim] < -slack
        return against

    def is_far(self, claim: Positions, values: Floats) -> Bools:
        """Whether each value is one of which its claim, a bound, is true by far."""
        far = self.far[claim]
        beyond = np.where(far >= self.value[claim], values - far, far - values)
        found: Bools = beyond > SLACK * np.abs(far)
        return found


@dataclass(frozen=True)
class Doubt:
    """What editions and sources leave open about N claims.

    Attributes:
        is_close: Whether the figure is outside all that is at hand by no more than revisions
            explain: more where no edition near the text is at hand.
        is_hull: Whether what it admits meets what editions and sources span.
        is_doubtful: Whether it is no further off than that, and yet further from what the editions
            nearest to the text give than such figures mostly move.
        margin: What revisions explain, in inside units.
    """

    is_close: Bools
    is_hull: Bools
    is_doubtful: Bools
    margin: Floats


@dataclass(frozen=True)
class Reconciliation:
    """All comparisons of a list of claims.

    ``role``, ``spread``, ``is_suspect`` and ``is_next`` are of the declared rows: whose view each
    is, by how much editions and sources differ about it, whether no other one confirms it within a
    factor of ten (`firmness`), and whether it is the first one after the text of a source that has
    none of the weeks before it; ``is_past`` whether it is too old to tell what was
    newest then. ``could_see`` tells of the cube's layers which are not later than the paper;
    ``publication`` is when that appeared, ``doubt`` is of the claims.
    """

    claims: tuple[Claim, ...]
    admitted: Admitted
    declared: Comparisons
    role: Positions
    spread: Floats
    search: Comparisons
    is_suspect: Bools
    is_next: Bools
    is_past: Bools
    could_see: Bools
    publication: Publication
    doubt: Doubt
    tables: Tables


def reconcile(
    claims: Sequence[Claim],
    axes: Sequence[Axes],
    cube: Cube,
    publication: Publication,
    common: Common | None = None,
) -> Reconciliation:
    """Compare all readings of claims with what they admit.

    Args:
        claims: N claims; those that no observation decides get no rows.
        axes: For each, the readings that it may be confused with.
        cube: The observations.
        publication: When the paper appeared.
        common: What claims of one cube and date have in common, where it is made already.
    """
    admitted, common = _admitted(claims), common or Common.of(cube, publication)
    is_pair, tables = admitted.is_pair, common.tables
    rows, role = common.declarer.rows(claims, axes)
    search = common.searcher.rows(claims, axes)
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
        is_suspect=around.is_suspect & declared.is_divided,
        is_next=first_after(rows, role, cube, publication)[1],
        is_past=of_the_past(rows, role, claims, cube, publication),
        could_see=np.array([layer.vintage <= publication.last_day for layer in cube.layers], bool),
        publication=publication,
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
    count, claim = len(admitted.value), declared.rows.claim
    is_close, is_hull, is_nearer = (np.zeros(count, bool) for _ in range(3))
    margin = np.zeros(count)
    is_borne = np.zeros(count, bool)
    is_borne[claim[declared.is_inside & (role == AS_SEEN) & ~around.is_suspect]] = True
    where = np.flatnonzero(declared.is_known & ~is_borne[claim] & ~around.is_suspect)
    if not len(where):
        return Doubt(is_close, is_hull, is_nearer, margin)
    of = claim[where]
    rows, above = in_ratios(declared.rows.at(where))
    held = np.flatnonzero(declared.is_known & ~around.is_suspect)
    is_near = (role == AS_SEEN) | first_after(declared.rows, role, cube, publication)[0]
    ends = around.low[where], around.high[where]
    gap = _gap(admitted, of, ends, (around.first_low[where], around.first_high[where]))
    local = _local_gap(admitted, declared, held[is_near[held]])[of]
    is_below = admitted.rounding(of)[1] < around.low[where]
    has = nearness(rows, role[where], of, count, cube, publication)
    sizes = ends[0] + above, ends[1] + above
    allowed, told = _margins(rows, sizes, around.editions[where], tables, cube, has, is_below)
    counts = ~is_dependent(cube, rows)
    room = exchange_room(tables, cube, rows, publication.last_day, sizes)
    is_weak, is_seen = has.is_last | has.is_far | has.is_late, role[where] == AS_SEEN
    against = around.against[where] & (has.is_near | has.is_begun)
    against |= is_against_all(tables, cube, rows, admitted.way[of], is_seen, is_weak)
    agrees = ~against & counts
    is_hull[of[agrees & (gap <= 0)]] = True
    lower, upper = admitted.rounding(of)
    rounding = lower + above, upper + above
    agrees &= ~is_beyond_all(tables, cube, rows, day_number(publication.last_day), rounding)
    agrees |= (room > 0) & counts
    allowed, told = allowed + room, np.minimum(told, allowed) + room
    is_close[of[agrees & (gap <= allowed)]] = True
    is_nearer[of[np.where(np.isnan(local), gap, local) <= told]] = True
    np.maximum.at(margin, of[counts], allowed[counts])
    return Doubt(is_close, is_hull, (is_close | is_hull) & ~is_nearer, margin)


def _gap(
    admitted: Admitted,
    of: Positions,
    ends: tuple[Floats, Floats],
    first_ends: tuple[Floats, Floats],
) -> Floats:
    """How far what rounds to a figure lies from what editions and sources span."""
    low, high = ends
    lower, upper = admitted.rounding(of)
    second = np.maximum(np.maximum(lower - high, low - upper), 0.0)
    low, high = first_ends
    lower = np.fmin(admitted.first_lower, admitted.first_coarse_lower)[of]
    upper = np.fmax(admitted.first_upper, admitted.first_coarse_upper)[of]
    first = np.maximum(np.maximum(lower - high, low - upper), 0.0)
    return np.fmax(second, first)


def _local_gap(admitted: Admitted, declared: Comparisons, where: npt.NDArray[np.intp]) -> Floats:
    """For each claim how far it lies from what some of the declared rows span; NaN without any."""
    of = declared.rows.claim[where]
    count = len(admitted.value)

    def ends(values: Floats) -> tuple[Floats, Floats]:
        low, high = np.full(count, np.nan), np.full(count, np.nan)
        np.fmin.at(low, of, values[where])
        np.fmax.at(high, of, values[where])
        return low, high

    claims = np.arange(count, dtype=np.int32)
    return _gap(admitted, claims, ends(declared.values), ends(declared.firsts))


def _margins(
    rows: Rows,
    ends: tuple[Floats, Floats],
    editions: Floats,
    tables: Tables,
    cube: Cube,
    has: Nearness,
    is_below: Bools,
) -> tuple[Floats, Floats]:
    """What revisions explain for each row, and beyond what it is told, in inside units.

    ``ends`` are the smallest and the largest value that any edition gives for each row, and
    ``editions`` how many have one (`firmness.Hulls`).
    """
    relative = is_relative(cube, rows)
    of_rates = np.array([is_rate(cube.concepts[one.concept]) for one in cube.layers])[rows.layer]
    size = np.fmax(np.abs(ends[0]), np.abs(ends[1]))
    # What is usual of changes is told in parts of the level that changes.
    unit = np.where(relative, size, level_sizes(tables, cube, rows))
    of_level = level_revisions(tables, cube, rows) * unit
    moved = revisions(tables, cube, rows) * np.where(relative, size, 1.0)
    moved = np.maximum(moved, of_level)
    usual, rare = usual_revisions(cube, rows) * unit, usual_revisions(cube, rows, RARE) * unit
    often = usual_revisions(cube, rows, OFTEN, is_measured=True) * unit
    is_known = editions >= ENOUGH
    near, is_fresh, is_begun, is_last = has.is_near, has.is_fresh, has.is_begun, has.is_last
    is_late = has.is_late
    # One or two editions, all more than a year older than the text, are no nearer than far ones.
    is_far = has.is_far | (is_last & has.is_old & (editions < ENOUGH))
    wide = np.maximum(ROOM * moved, floors(cube, rows) * size)
    wide = np.where(relative & is_known & ~is_last, wide, np.maximum(wide, usual))
    # Where the author's edition is one of those between, later ones agree on what came after it.
    wide = np.where(relative & has.is_unseen, np.maximum(wide, usual), wide)
    # Three editions that agree on a rate tell nothing of the one that gives it anew.
    is_told = is_known & ~is_last & (relative | ~of_rates)
    wide = np.where(is_told, wide, np.maximum(wide, rare))
    twice = np.maximum(rare, np.where(is_below, size / 2, size))
    wide = np.where(is_far | (is_late & relative), np.maximum(wide, twice), wide)
    # What may double makes a change of it move by as much.
    is_change = is_late & changes_of_sums(cube, rows)
    wide = np.where(is_change, np.maximum(wide, unit), wide)
    # A sum of money may have been redefined in a year of which no edition is at hand.
    is_blind = relative & (floors(cube, rows) >= FLOOR_OF_MONEY)
    # And one edition alone tells nothing of how far its series moves.
    is_alone = editions < 2
    is_blind = is_last & has.is_old & (is_blind | is_alone)
    # Estimates of a ratio, such as mortality, are halved by a survey.
    threefold = size * np.where(is_below, 2 / 3, 2.0)
    is_halved = has.is_unseen & relative & of_rates & is_alone
    wide = np.where(is_halved, np.maximum(wide, threefold), wide)
    tenfold = size * np.where(is_below, 1.0 - 1.0 / FACTOR, FACTOR - 1.0)
    wide = np.where(is_blind, np.maximum(wide, tenfold), wide)
    often = np.where(of_rates & ~relative, often, 0.0)
    # An economy whose growth was hardly ever told anew is not taken for one that was at war.
    steady = np.where(moved > 0, np.maximum(ROOM * moved, STEADY_POINTS), np.inf)
    often = np.minimum(often, steady)
    least = NEAR_FLOOR * size + np.where(relative, 0.0, np.maximum(often, NEAR_FLOOR_POINTS))
    measured = usual_revisions(cube, rows, is_measured=True) * unit
    at_most = usual_revisions(cube, rows, RARE, is_measured=True) * unit
    measured = np.where(is_last & ~relative, at_most, measured)
    wide = np.where(is_begun, np.maximum(np.maximum(ROOM / 2 * moved, least), measured), wide)
    # Sums of money move all at once, by exchange rates and new base years.
    is_half = is_fresh | (floors(cube, rows) < FLOOR_OF_MONEY)
    told = TOLD_FLOOR * size + np.where(relative, 0.0, TOLD_FLOOR_POINTS)
    allowed = np.where(
        near, np.maximum(np.where(is_half, np.maximum(moved / 2, of_level), moved), least), wide
    )
    # A member that an edition lacks may be what a figure is larger by; it moves changes either way.
    is_over_time = np.isin(rows.measure, [MEASURE_AT[one] for one in OVER_TIME])
    moves = ROOM * np.where(is_over_time, np.abs(size - 1.0), size)
    larger = np.where(is_below, 0.0, size)
    lost = _lacking(cube, rows) * np.where(relative & ~is_over_time, larger, moves)
    return allowed + lost, told


def _lacking(cube: Cube, rows: Rows) -> Floats:
    """What part of its area each row's edition has no data of, at the worse end."""
    first = np.where(rows.start == rows.end, rows.end, np.maximum(rows.start, 0))
    found = np.minimum(*(cube.coverage[rows.layer, rows.group, at] for at in (first, rows.end)))
    # A share moves with what its whole lacks too.
    where = np.flatnonzero(np.isin(rows.measure, [MEASURE_AT[one] for one in SHARES_OVER_TIME]))
    layer, to = np.where(rows.by >= 0, rows.by, rows.layer)[where], rows.to[where]
    wholes = [cube.coverage[layer, to, at[where]] for at in (first, rows.end)]
    found[where] = np.minimum(found[where], np.minimum(*wholes))
    return np.maximum(1.0 - found, 0.0)


def _compare(tables: Tables, rows: Rows, admitted: Admitted, is_pair: Bools) -> Comparisons:
    values, firsts = np.empty(len(rows)), np.empty(len(rows))
    is_inside = np.empty(len(rows), dtype=bool)
    for first in range(0, len(rows), MOST_AT_ONCE):
        part = slice(first, first + MOST_AT_ONCE)
        some = rows.at(part)
        values[part], firsts[part] = evaluate(tables, some, is_pair[some.claim])
        is_inside[part] = admitted.is_inside(some.claim, values[part], firsts[part])
    return Comparisons(rows, values, firsts, is_inside)


def _admitted(claims: Sequence[Claim]) -> Admitted:
    """What claims admit, as columns."""
    bounds = [admits(claim) for claim in claims]
    firsts = [admits_first(claim) for claim in claims]
    ends = _columns((one.value, one.lower, one.upper, one.far) for one in bounds)
    coarse = _columns((one.coarse_lower, one.coarse_upper) for one in bounds)
    pairs = _columns(
        (None,) * 4 if one is None else (one.lower, one.upper, one.coarse_lower, one.coarse_upper)
        for one in firsts
    )
    closed = [(one.is_lower_closed, one.is_upper_closed) for one in bounds]
    is_closed = np.array(closed, dtype=bool).reshape(-1, 2).T
    return Admitted(
        value=ends[0],
        lower=ends[1],
        upper=ends[2],
        is_lower_closed=is_closed[0],
        is_upper_closed=is_closed[1],
        first_lower=pairs[0],
        first_upper=pairs[1],
        coarse_lower=coarse[0],
        coarse_upper=coarse[1],
        first_coarse_lower=pairs[2],
        first_coarse_upper=pairs[3],
        far=ends[3],
        way=np.array([way_of(claim) for claim in claims], dtype=np.int32),
    )


def _columns(rows: Iterable[tuple[float | None, ...]]) -> Floats:
    """Rows as columns; None becomes NaN."""
    table = list(rows)
    if not table:
        return np.zeros((4, 0))
    found: Floats = np.array(table, dtype=np.float64).T.copy()
    return found
