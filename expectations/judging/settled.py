"""What no edition can be expected to say: a figure far from every year of a series that is firm.

A text may be later than all editions at hand, so that none shows how far its figures moved. Yet
where editions of years give a series, have hardly moved it, and have no value near a figure for any
year of the last decade, the author's own edition has none either. What two more years as fast as
the fastest one would add, and several times what the series was ever revised by, is allowed for.

So it is with which way a pair moves: where all editions at hand move against its words, and by
several times as much as their moves were ever revised by, the author's did too (`is_against_all`).

Sums in a currency other than US$ are converted at some rate, which a text seldom tells: of the
year, of a day in it, of the day it was written. What these rates differ by is no fault of a figure
(`exchange_room`). What stands in for a series in a country's own money puts nothing off at all
(`expectations.cubes.own_money`), nor do rates of economies that had several at once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from expectations.cubes.coverage import Bools, Floats, Positions
from expectations.cubes.cube import Cube, exchange_of, is_growth
from expectations.judging.firmness import (
    RARE,
    TELLING_DAYS,
    Peers,
    day_number,
    floors,
    is_rate,
    is_relative,
    level_sizes,
    source_axis,
    usual_revisions,
)
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_IDS, evaluate
from sources.figures.numbers.currencies import CURRENCIES, own_currency
from sources.reference.concepts import EXCHANGE_RATE

BEFORE, AFTER = 9, 2
"""Years before and after the declared one that are looked at."""

MOST_MOVED, MOST_MOVED_OF_PEOPLE = 0.05, 0.10
"""A series that was revised by more than this part of itself is not firm. A census
moves a country's people by more once, and `ROOM` times as much is allowed for."""

VINTAGES, VINTAGE_DAYS = 5, 1826.0
"""So many editions, so far apart, tell how far a series moves."""

NEAREST_DAYS = 1100.0
"""An edition must be no further from the text."""

LEAST = 0.10
LEAST_OF_FEW, FEW = 0.25, 5e6
"""The same of fewer people than this: a census found Albania's to be a seventh less."""
ROOM = 4.0
STEPS = 2.0
"""What is allowed beyond all: of the value, times the revisions, and fastest years."""

AGAINST = 0.01
AGAINST_POINTS = 0.001
"""A pair moves against its words by more than this part of its values, or so many points."""

ENOUGH = 3
"""Fewer editions that have a pair tell nothing of how far its moves are revised."""


WITHIN_A_YEAR = 0.10
"""What the rate of a day differs from that of its year by, as a part of it."""

UNKNOWN_RATE = 0.25
"""What rates may differ by where those of the currency are not at hand."""

SEVERAL_RATES = frozenset(
    {
        "AFN",
        "AOA",
        "ARS",
        "BIF",
        "CDF",
        "CUP",
        "EGP",
        "ETB",
        "GHS",
        "IRR",
        "LAK",
        "LBP",
        "LYD",
        "MMK",
        "MWK",
        "NGN",
        "SDG",
        "SSP",
        "STN",
        "SYP",
        "TJS",
        "TMT",
        "UZS",
        "VES",
        "YER",
        "ZMW",
    }
)
"""Currencies that for years were traded far from their official rate: which of the rates a text
took is not known, so that a difference says nothing."""


def exchange_room(
    tables: Tables, cube: Cube, rows: Rows, last_day: str, ends: tuple[Floats, Floats]
) -> Floats:
    """What exchange rates explain for each row, in inside units; nothing of sums in US$.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        last_day: The last day that the text may be of: rates up to its year may be the author's.
        ends: The smallest and the largest value of each.
    """
    concepts = [cube.concepts[layer.concept] for layer in cube.layers]
    is_converted = np.array([EXCHANGE_RATE in one.neighbours for one in concepts], dtype=bool)
    room = np.zeros(len(rows))
    where = np.flatnonzero(is_converted[rows.layer]) if len(rows) else np.zeros(0, dtype=np.int64)
    if not len(where):
        return room
    some = rows.at(where)
    size = np.fmax(np.abs(ends[0]), np.abs(ends[1]))[where]
    unit = np.where(is_relative(cube, some), size, level_sizes(tables, cube, some))
    apart: dict[tuple[int, int, int, int], float] = {}
    columns = (some.layer, some.group, some.start, some.end)
    for at, (layer, group, start, end) in enumerate(np.stack(columns, axis=1).tolist()):
        key = (layer, group, start, end)
        if key not in apart:
            apart[key] = _rates_apart(cube, layer, group, (start, end), int(last_day[:4]))
        room[where[at]] = apart[key] if np.isinf(apart[key]) else apart[key] * unit[at]
    return room


def _rates_apart(cube: Cube, layer: int, group: int, span: tuple[int, int], year: int) -> float:
    """How far rates of a span, of the year before it and up to a text's year lie apart."""
    start, end = span
    code = cube.concepts[cube.layers[layer].concept].currency
    members = np.flatnonzero(cube.members[group])
    own = own_currency(cube.areas[int(members[0])]) if len(members) == 1 else None
    currency = CURRENCIES.get(code, own)
    if currency is None:
        return UNKNOWN_RATE
    if code and (own == currency or code in SEVERAL_RATES):
        return float("inf")
    rates = exchange_of(cube, layer, currency).rates
    last = max(cube.year_at(year), end) + 1
    near = rates[max(start - 1, 0) : last]
    near, of = near[~np.isnan(near)], rates[start : end + 1]
    if not len(near) or np.isnan(of).all():
        return UNKNOWN_RATE
    apart = max(near.max() / np.nanmin(of), np.nanmax(of) / near.min()) - 1.0
    return float(apart) + WITHIN_A_YEAR


def is_beyond_all(
    tables: Tables, cube: Cube, rows: Rows, text_day: float, ends: tuple[Floats, Floats]
) -> Bools:
    """Whether figures lie far from all that firm series give, or a decimal point slipped.

    Far is what lies outside all that they give for any year of the decade, by more than revisions
    and the steps of years explain; a slip is as `is_tenth_or_tenfold` has it.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        text_day: The last day of the text (`firmness.day_number`).
        ends: Of what rounds to the N figures, the lower and the upper ends.

    Returns:
        N truth values. Without a slip they are false where a series is a rate or per cents, or is
        not firm.
    """
    found = is_tenth_or_tenfold(tables, cube, rows, ends)
    days = np.array([day_number(layer.vintage) for layer in cube.layers])
    is_near = np.abs(text_day - days[rows.layer]) <= NEAREST_DAYS
    where = np.flatnonzero(is_relative(cube, rows) & is_near & (rows.start == rows.end))
    if not len(where):
        return found
    where = where[_vintages(cube, rows.at(where)) >= VINTAGES]
    if not len(where):
        return found
    own = rows.at(where)
    peers, owner = Peers(cube).of(own)
    values = _decade(tables, cube, peers)
    sources = source_axis(cube)
    is_own = sources[peers.layer] == sources[own.layer[owner]]
    low, high, step, moved = (np.zeros(len(own)) for _ in range(4))
    of_people = np.array([cube.concepts[one.concept].unit == "persons" for one in cube.layers])
    is_people = of_people[own.layer]
    most_moved = np.where(is_people, MOST_MOVED_OF_PEOPLE, MOST_MOVED)
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
        if held.sum() < VINTAGES or np.ptp(dates) < VINTAGE_DAYS or not is_whole:
            continue
        known = table[~np.isnan(table)]
        low[at], high[at] = known.min(), known.max()
        step[at] = np.nanmax(np.abs(np.diff(table, axis=1)))
        moved[at] = _moved(of_source)
        is_firm[at] = low[at] > 0 and moved[at] <= most_moved[at]
    least = np.where(is_people & (high < FEW), LEAST_OF_FEW, LEAST)
    margin = np.maximum(np.maximum(ROOM * moved, least), floors(cube, own)) * high
    lower, upper = ends[0][where], ends[1][where]
    beyond = (lower > high + STEPS * step + margin) | (upper < low - STEPS * step - margin)
    found[where] |= beyond & is_firm
    return found


_TEN = 10.0
_AS_GOOD_AS_TEN = 0.025
"""Of the value: a slip of the decimal point gives its digits; a revision hardly does."""

_MOST_REVISED = 3.0
"""Where one in a hundred cells was revised by more than so many times, ten times may be no slip."""

_MOST_POINTS = 1.25
"""As a part of one (125 points): by more no edition has told a rate of growth anew."""

_LEVELS = (MEASURE_IDS.index("value"),)


def is_tenth_or_tenfold(
    tables: Tables, cube: Cube, rows: Rows, ends: tuple[Floats, Floats]
) -> Bools:
    """Whether figures have the digits of what rows give, with the decimal point one place off.

    Where one old edition alone has a series, a factor of ten is allowed for, and just within it
    lies what a slip makes: 723% for 72.3%. Of 732,000 pairs of embedded values of one country and
    year 25 differ so, digit by digit: 18 rates of growth and deflators near nothing, 3 balances of
    migration, 2 of direct investment and 2 of debt service. So rates of growth must differ by more
    points than any was ever revised by.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        ends: Of what rounds to the N figures, the lower and the upper ends; bounds slip nowhere.

    Returns:
        N truth values; false of all but values of single years, where some edition at hand gives
        other digits, and where a series was revised by as much.
    """
    of_growth = np.array([is_growth(cube.concepts[one.concept]) for one in cube.layers], bool)
    found: Bools = np.isin(rows.measure, _LEVELS) & (rows.start == rows.end)
    found &= ~is_relative(cube, rows) | (usual_revisions(cube, rows, RARE) < _MOST_REVISED)
    values, _ = evaluate(tables, rows, np.zeros(len(rows), dtype=bool))
    least = np.where(of_growth[rows.layer], _MOST_POINTS, 0.0)
    found &= _has_the_digits(values, ends, least)
    where = np.flatnonzero(found)
    if not len(where):
        return found
    peers, owner = Peers(cube).of(rows.at(where))
    others, _ = evaluate(tables, peers, np.zeros(len(peers), dtype=bool))
    at = where[owner]
    is_other = ~np.isnan(others) & ~_has_the_digits(others, (ends[0][at], ends[1][at]), least[at])
    found[at[is_other]] = False
    return found


def _has_the_digits(values: Floats, ends: tuple[Floats, Floats], least: Floats) -> Bools:
    """Whether values are tenfold figures, or a tenth of them, and further off than the least."""
    found = np.zeros(len(values), dtype=bool)
    lower, upper = ends
    with np.errstate(invalid="ignore"):
        stated = (lower + upper) / 2.0
        for factor in (_TEN, 1.0 / _TEN):
            is_near = np.abs(stated * factor - values) <= _AS_GOOD_AS_TEN * np.abs(values)
            found |= is_near & (lower * factor <= values) & (values <= upper * factor)
        found &= np.abs(stated - values) > least
    marks: Bools = found
    return marks


def _vintages(cube: Cube, rows: Rows) -> Positions:
    """How many editions of each row's source have its concept at all."""
    names = [(layer.concept, layer.source) for layer in cube.layers]
    counts = Counter(names)
    found: Positions = np.array([counts[one] for one in names], dtype=np.int32)[rows.layer]
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


def is_against_all(
    tables: Tables, cube: Cube, rows: Rows, way: Positions, is_seen: Bools, is_weak: Bools
) -> Bools:
    """Whether all editions at hand move against the words of pairs, beyond what revisions explain.

    What is of the same years in every edition of every source is looked at. Two editions must say
    so, or one that the author could have had.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        way: For each, 1 for a pair that rises, -1 for one that falls, 0 for others.
        is_seen: For each, whether it is of an edition that the author could have had.
        is_weak: For each, whether the editions at hand do not show how far the author's was revised
            (all older than the text, all later, or years away): what is rare of the indicator's
            others then counts too.
    """
    found = np.zeros(len(rows), dtype=bool)
    where = np.flatnonzero((way != 0) & (rows.end > rows.start))
    if not len(where):
        return found
    own = rows.at(where)
    peers, owner = Peers(cube).of(own)
    values, firsts = evaluate(tables, peers, np.ones(len(peers), dtype=bool))
    is_part = is_relative(cube, own)
    moves = (values - firsts) * way[where][owner]
    sources, days = source_axis(cube), np.array([day_number(one.vintage) for one in cube.layers])
    is_own = sources[peers.layer] == sources[own.layer[owner]]
    rare = usual_revisions(cube, _growths(cube, own), RARE)
    ends = np.searchsorted(owner, np.arange(len(own) + 1))
    for at in range(len(own)):
        known = np.arange(ends[at], ends[at + 1])
        known = known[~np.isnan(moves[known])]
        if not len(known):
            continue
        size = float(max(np.abs(values[known]).max(), np.abs(firsts[known]).max()))
        scale = size if is_part[at] else 1.0
        mine = peers.at(known[is_own[known]])
        dates = days[mine.layer]
        margin = max(AGAINST * size, 0.0 if is_part[at] else AGAINST_POINTS)
        margin = max(margin, ROOM * _moves_revised(tables, cube, mine, is_part[at]) * scale)
        if len(mine) < ENOUGH or np.ptp(dates) < TELLING_DAYS or is_weak[where[at]]:
            margin = max(margin, rare[at] * scale)
        is_told = len(mine) > 1 or bool(is_seen[where[at]])
        found[where[at]] = is_told and moves[known].max() < -margin
    return found


def _growths(cube: Cube, rows: Rows) -> Rows:
    """The growth of sums over the span of each row; of rates, the rates themselves."""
    rates = np.array([is_rate(cube.concepts[layer.concept]) for layer in cube.layers])
    growth = MEASURE_IDS.index("growth")
    measure = np.where(rates[rows.layer], rows.measure, growth).astype(np.int32)
    return replace(rows, measure=measure)


def _moves_revised(tables: Tables, cube: Cube, rows: Rows, is_part: bool) -> float:
    """By how much editions (rows) differ about the moves of one series, over all years.

    As a part of the larger end where asked, else in inside units.
    """
    years = np.arange(len(cube.years), dtype=np.int32)
    many = rows.at(np.repeat(np.arange(len(rows)), len(years)))
    end = np.tile(years, len(rows)).astype(np.int32)
    start = (end - (many.end - many.start)).astype(np.int32)
    many = many.over(np.maximum(start, 0).astype(np.int32), end)
    values, firsts = evaluate(tables, many, np.ones(len(many), dtype=bool))
    size = np.fmax(np.abs(values), np.abs(firsts))
    moves = values - firsts
    if is_part:  # What an edition does not have has not moved by nothing: it stays unknown.
        moves = np.divide(moves, size, out=moves.copy(), where=size > 0)
    moves = np.where(start < 0, np.nan, moves)
    moves = moves.reshape(len(rows), len(years))
    moves = moves[:, (~np.isnan(moves)).sum(axis=0) > 1]
    return float((np.nanmax(moves, axis=0) - np.nanmin(moves, axis=0)).max(initial=0.0))
