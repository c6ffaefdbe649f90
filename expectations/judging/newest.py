"""Whether the newest year at hand can have been the newest one when a text was written.

"GDP per head is $79,250", in a text of 2020, is about the newest year that its author knew. Where
the editions of its time that are at hand end in 2015, that is not the year meant: editions between
may have had 2016 to 2018. What the text says of its present is then not shown to be wrong.
"""

from __future__ import annotations

import numpy as np

from expectations.cubes.coverage import Bools, Positions
from expectations.cubes.cube import Cube
from expectations.judging.declared import AS_SEEN, FRESH_DAYS, first_day_of
from expectations.judging.firmness import day_number
from expectations.judging.reconcile import Reconciliation

_MOST_LAG = 2
"""So many years before its own an edition's newest year may be; one that ends earlier, though there
are data of later years, was cut."""
_NEAR = 0.1
"""By such a part what was newest then may since have been revised."""
_DRIFT = 2.0
"""So many times as far as it ever moved in as many years a series may have moved since."""


def is_newest_open(found: Reconciliation, is_same: Bools, is_later: Bools, cube: Cube) -> Bools:
    """Which of N claims of the newest year may be of a later one than is at hand.

    What the last full year before the text judges is not, nor what an edition of the weeks before
    it does that was not cut. Of others a later year that fits, or nearly fits, is enough: nothing
    tells that it was not out. So is that the series may have come so far since the newest year.

    Args:
        found: All comparisons of the claims.
        is_same: Of each searched reading, whether it is of the definition that is declared.
        is_later: Whether its years are later than the declared ones.
        cube: What they were made from.
    """
    count, rows, search = len(found.claims), found.declared.rows, found.search
    years = np.array(cube.years)
    last = found.publication.last_full_year
    of = search.rows.claim
    in_time = search.is_known & is_same & is_later & (years[search.rows.end] <= last)
    off = np.abs(search.values - found.admitted.value[of])
    is_near = off <= _NEAR * np.abs(search.values)
    days = np.array([day_number(layer.vintage) for layer in cube.layers])[rows.layer]
    ends = years[rows.end]
    lag = np.array([int(one.vintage[:4]) for one in cube.layers])[rows.layer] - ends
    is_cut = (lag > _MOST_LAG) & _claims(of[in_time], count)[rows.claim]
    is_fresh = first_day_of(found.publication) - days <= FRESH_DAYS
    is_seen = found.declared.is_known & (found.role == AS_SEEN)
    has_good = _claims(rows.claim[is_seen & ((ends >= last) | (is_fresh & ~is_cut))], count)
    fits = _claims(of[in_time & (search.is_inside | is_near)], count)
    is_open = np.array([one.period.end is None for one in found.claims], bool) & ~has_good
    is_open &= _claims(rows.claim[is_seen], count)
    for at in np.flatnonzero(is_open & ~fits):
        own = found.declared.of(int(at))
        is_open[at] = any(_may_have_come(found, is_same, row, years) for row in own[is_seen[own]])
    return is_open


def _may_have_come(found: Reconciliation, is_same: Bools, row: int, years: Positions) -> bool:
    """Whether a series may have come as far as a figure since the newest year of an edition."""
    declared, tried = found.declared.rows, found.search.rows
    declared_values, search = found.declared.values, found.search
    claim, start, end = declared.claim[row], declared.start[row], declared.end[row]
    where = search.of(int(claim))
    where = where[is_same[where] & search.is_known[where] & (tried.end[where] <= end)]
    where = where[tried.layer[where] == declared.layer[row]]
    where = where[tried.start[where] == (tried.end[where] if start == end else start)]
    values, at = search.values[where], years[search.rows.end[where]]
    since = found.publication.last_full_year - years[end]
    apart = np.abs(at[:, None] - at[None, :])
    moves = np.abs(values[:, None] - values[None, :])[(apart > 0) & (apart <= since)]
    if not len(moves):
        return True
    gap = abs(found.admitted.value[claim] - declared_values[row])
    return bool(gap <= _DRIFT * moves.max())


def _claims(marked: Positions, count: int) -> Bools:
    found = np.zeros(count, bool)
    found[marked] = True
    return found
