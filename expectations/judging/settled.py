"""What no edition can be expected to say: a figure far from every year of a series that is firm.

A text may be later than all editions at hand, so that none shows how far its figures moved. Yet
where editions of years give a series, have hardly moved it, and have no value near a figure for any
year of the last decade, the author's own edition has none either. What two more years as fast as
the fastest one would add, and several times what the series was ever revised by, is allowed for.
"""

from __future__ import annotations

import numpy as np

from expectations.judging.cube import Bools, Cube, Floats
from expectations.judging.firmness import (
    Peers,
    day_number,
    floors,
    is_relative,
    source_axis,
)
from expectations.judging.levels import Positions, Rows, Tables
from expectations.judging.measures import evaluate

BEFORE, AFTER = 9, 2
"""Years before and after the declared one that are looked at."""

MOST_MOVED = 0.05
"""A series that was revised by more than this part of itself is not firm."""

EDITIONS, EDITION_DAYS = 5, 1826.0
"""So many editions, so far apart, tell how far a series moves."""

NEAREST_DAYS = 1100.0
"""An edition must be no further from the text."""

LEAST = 0.10
ROOM = 4.0
STEPS = 2.0
"""What is allowed beyond all: of the value, times the revisions, and fastest years."""


def is_beyond_all(
    tables: Tables, cube: Cube, rows: Rows, text_day: float, ends: tuple[Floats, Floats]
) -> Bools:
    """Whether figures lie far from all that firm series give for any year of the decade.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        text_day: The last day of the text (`firmness.day_number`).
        ends: Of what rounds to the N figures, the lower and the upper ends.

    Returns:
        N truth values; false where a series is a rate or per cents, or is not firm.
    """
    found = np.zeros(len(rows), dtype=bool)
    days = np.array([day_number(layer.vintage) for layer in cube.layers])
    is_near = np.abs(text_day - days[rows.layer]) <= NEAREST_DAYS
    where = np.flatnonzero(is_relative(cube, rows) & is_near & (rows.start == rows.end))
    if not len(where):
        return found
    own = rows.at(where)
    peers, owner = Peers(cube).of(own)
    values = _decade(tables, cube, peers)
    sources = source_axis(cube)
    is_own = sources[peers.layer] == sources[own.layer[owner]]
    low, high, step, moved = (np.zeros(len(own)) for _ in range(4))
    is_firm = np.zeros(len(own), dtype=bool)
    order = np.argsort(owner, kind="stable")
    ends_of = np.searchsorted(owner[order], np.arange(1, len(own)))
    for at, mine in enumerate(np.split(order, ends_of)):
        table = values[mine]
        of_own = mine[is_own[mine]]
        of_source = values[of_own]
        held = ~np.isnan(of_source).all(axis=1)
        dates = days[peers.layer[of_own][held]]
        is_whole = (~np.isnan(of_source[:, : BEFORE + 1])).any(axis=0).all()
        if held.sum() < EDITIONS or np.ptp(dates) < EDITION_DAYS or not is_whole:
            continue
        known = table[~np.isnan(table)]
        low[at], high[at] = known.min(), known.max()
        step[at] = np.nanmax(np.abs(np.diff(table, axis=1)))
        moved[at] = _moved(of_source)
        is_firm[at] = low[at] > 0 and moved[at] <= MOST_MOVED
    margin = np.maximum(np.maximum(ROOM * moved, LEAST), floors(cube, own)) * high
    lower, upper = ends[0][where], ends[1][where]
    beyond = (lower > high + STEPS * step + margin) | (upper < low - STEPS * step - margin)
    found[where] = beyond & is_firm
    return found


def _decade(tables: Tables, cube: Cube, peers: Rows) -> Floats:
    """For each of M readings the values of the years around its own; NaN outside the cube."""
    around = np.arange(-BEFORE, AFTER + 1, dtype=np.int32)
    many = peers.at(np.repeat(np.arange(len(peers)), len(around)))
    years: Positions = (many.end + np.tile(around, len(peers))).astype(np.int32)
    is_there = (years >= 0) & (years < len(cube.years))
    years = np.where(is_there, years, 0).astype(np.int32)
    values, _ = evaluate(tables, many.over(years, years), np.zeros(len(many), dtype=bool))
    return np.where(is_there, values, np.nan).reshape(len(peers), len(around))


def _moved(table: Floats) -> float:
    """The largest distance between editions (rows) about one year, as a part of the smaller."""
    table = table[:, (~np.isnan(table)).sum(axis=0) > 1]
    if not table.size:
        return np.inf
    low, high = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
    return float(((high - low) / np.where(low > 0, low, np.nan)).max())
