"""How firm a declared reading is: what editions and sources give for it, and how far they move.

The *hull* of a declared reading runs from the smallest to the largest value that any edition of
any source gives for the same definition and the same years. Its *revision* is the largest distance
between two editions of one source about that series and area, over all years; what is *usual* is
what 95 in 100 cells of the same indicator have not moved beyond, what is *rare* what 99 have not.
A figure that lies outside the hull by less than revisions explain has not been shown to be wrong
(`reconcile.find_doubt`). The United Nations' accounts and people rest on the World Bank's figures
or on the same censuses: their agreement is one witness and not two (`sources.provider.rests_on`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import (
    Bools,
    Floats,
    Positions,
    rows_without_faults,
    without_faults,
)
from expectations.cubes.cube import Cube, is_growth
from expectations.judging.levels import NO_LAYER, Rows, Tables, distinct, numbered
from expectations.judging.measures import (
    MEASURE_AT,
    MEASURE_IDS,
    MOVES,
    SHARES,
    SHARES_OVER_TIME,
    SUMS_CHANGED,
    THRESHOLDS,
    evaluate,
)
from sources.model import Concept

USUAL = 0.95
RARE = 0.99
RARE_OF_RATES = 0.999
OFTEN = 0.991
"""The part of all cells whose revision counts as usual, and the part beyond which it is rare.

Rates of growth have long tails: one in a hundred of them is called anew by a base year."""

TELLING_DAYS = 700.0
"""Editions nearer to each other than this tell nothing of how far others move."""

FLOOR = 0.05
FLOOR_OF_MONEY = 0.20
FLOOR_OF_SHARES = 0.15
"""No reading is taken to be firmer than this part of its value where no edition of the time is."""

UNKNOWN = 1.0
UNKNOWN_POINTS = 0.5
"""What a series may move by where nothing at hand has been revised: of its value, and in points."""

CLEAR = 0.005
CLEAR_POINTS = 0.02
"""A pair moves the other way where it does so by more than this part of its values; a pair of
rates of growth by two points too, which a new base year may put to one end of it."""

FACTOR = 10.0
"""A value that no other edition or source confirms within this factor judges nobody."""

_AT_ONCE = 256
"""Definitions whose revisions are sought at once: bounds the memory."""

_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Hulls:
    """For each of N rows what all editions and sources give for the same reading.

    Attributes:
        low: The smallest value; NaN where none has one.
        high: The largest.
        first_low: Of a pair, the smallest first value.
        first_high: Of a pair, the largest.
        against: Whether every edition that has a pair moves against its words, and by more than
            they differ about it.
        is_suspect: Whether no other edition or source is within a factor of ten of the row's own
            value, though some have one.
        editions: How many editions of the row's own source have a value no factor away.
    """

    low: Floats
    high: Floats
    first_low: Floats
    first_high: Floats
    against: Bools
    is_suspect: Bools
    editions: Floats


class Peers:
    """For the layers of a cube, which others hold the same concept."""

    def __init__(self, cube: Cube) -> None:
        self._cube = cube
        self._companions: dict[str, Positions] = {}
        concepts = sorted({layer.concept for layer in cube.layers})
        of_concept = [cube.layers_of(concept) for concept in concepts]
        self.concepts = concepts
        self.concept_at = np.array(
            [concepts.index(layer.concept) for layer in cube.layers], dtype=np.int64
        )
        self.counts = np.array([len(layers) for layers in of_concept], dtype=np.int64)
        self._layers = np.zeros((len(concepts), max(map(len, of_concept), default=0)), np.int32)
        for at, found in enumerate(of_concept):
            self._layers[at, : len(found)] = found

    def of(self, rows: Rows) -> tuple[Rows, _Numbers]:
        """Each row in every layer of its concept, and which row each comes from."""
        concept = self.concept_at[rows.layer]
        counts = self.counts[concept]
        owner, number = numbered(counts)
        layers = self._layers[concept[owner], number]
        return self._in_layers(rows.at(owner), layers), owner

    def _in_layers(self, rows: Rows, layers: Positions) -> Rows:
        """The rows in other layers, each with the layer of its other concept that goes with it."""
        by = rows.by.copy()
        for other in np.unique(by[by >= 0]).tolist():
            concept = self._cube.layers[other].concept
            if concept not in self._companions:
                count = len(self._cube.layers)
                found = [self._cube.companion(at, concept) for at in range(count)]
                self._companions[concept] = np.array(
                    [NO_LAYER if at < 0 else at for at in found], dtype=np.int32
                )
            where = rows.by == other
            by[where] = self._companions[concept][layers[where]]
        return replace(rows, layer=layers, by=by)


def hulls(
    tables: Tables, cube: Cube, rows: Rows, is_pair: Bools, way: Positions, own: Floats
) -> Hulls:
    """What all editions and sources give for declared readings.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.
        is_pair: For each, whether its claim states a pair.
        way: For each, 1 for a pair that rises, -1 for one that falls, 0 for others.
        own: The N values of the rows themselves.
    """
    count = len(rows)
    rows, above = in_ratios(rows)
    own = own + above
    if not count:
        nothing, none = np.zeros(0), np.zeros(0, dtype=bool)
        return Hulls(nothing, nothing, nothing, nothing, none, none, nothing)
    peers, owner = Peers(cube).of(rows)
    values, firsts = evaluate(tables, peers, is_pair[owner])
    is_other = peers.layer != rows.layer[owner]
    is_suspect, is_beside = _suspects(
        peers, owner, values, own, is_other & ~_is_growth(cube)[peers.layer]
    )
    # What is ten times as large, or a tenth, is at fault, and spans nothing.
    low, high = _ends(owner, np.where(is_beside, values, np.nan), count)
    first_low, first_high = _ends(owner, firsts, count)
    moves = np.where(np.isnan(firsts), np.nan, (values - firsts) * way[owner])
    least, most = _ends(owner, moves, count)
    size = np.fmax(np.abs(low), np.abs(high))
    clear = np.fmax(most - least, CLEAR * size)
    clear = np.where(_is_growth(cube)[rows.layer], np.fmax(clear, CLEAR_POINTS), clear)
    source = source_axis(cube)
    is_own = ~np.isnan(values) & is_beside & (source[peers.layer] == source[rows.layer[owner]])
    return Hulls(
        low=low - above,
        high=high - above,
        first_low=first_low,
        first_high=first_high,
        against=(way != 0) & (most < -clear),
        is_suspect=is_suspect,
        editions=np.bincount(owner, weights=is_own, minlength=count).astype(np.float64),
    )


def in_ratios(rows: Rows) -> tuple[Rows, Floats]:
    """The rows with a ratio for an excess, since revisions move ratios; and how far that is above.

    The second is one for each row of an excess, nothing for others.
    """
    is_excess = rows.measure == MEASURE_AT["excess"]
    measure = np.where(is_excess, MEASURE_AT["ratio"], rows.measure).astype(np.int32)
    return replace(rows, measure=measure), is_excess.astype(np.float64)


def source_axis(cube: Cube) -> Positions:
    """For each layer the number of its source."""
    names = sorted({layer.source for layer in cube.layers})
    return np.array([names.index(layer.source) for layer in cube.layers], dtype=np.int32)


def _is_growth(cube: Cube) -> Bools:
    """For each layer whether it is of a rate of growth."""
    return np.array([is_growth(cube.concepts[layer.concept]) for layer in cube.layers], bool)


def _ends(owner: _Numbers, values: Floats, count: int) -> tuple[Floats, Floats]:
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    known = ~np.isnan(values)
    np.minimum.at(low, owner[known], values[known])
    np.maximum.at(high, owner[known], values[known])
    is_empty = high < low
    low[is_empty] = high[is_empty] = np.nan
    return low, high


def _suspects(
    peers: Rows, owner: _Numbers, values: Floats, own: Floats, is_other: Bools
) -> tuple[Bools, Bools]:
    """Which rows no other confirms, and which others are no more than a factor from their row."""
    changes = np.array([name in MOVES for name in MEASURE_IDS])
    is_level = ~changes[peers.measure]
    counts = is_other & is_level & ~np.isnan(values) & (values != 0)
    of = own[owner]
    ratio = np.divide(values, of, out=np.zeros_like(values), where=counts & (of != 0))
    is_near = counts & (ratio > 1 / FACTOR) & (ratio < FACTOR)
    has_other, has_near = np.zeros(len(own), bool), np.zeros(len(own), bool)
    has_other[owner[counts]] = True
    has_near[owner[is_near]] = True
    # Next to nothing beside a large value, or the other sign, is no confirmation either.
    suspect: Bools = has_other & ~has_near & (own != 0)
    return suspect, ~counts | is_near | (own == 0)[owner]


def revisions(tables: Tables, cube: Cube, rows: Rows) -> Floats:
    """How far editions of one source have moved about the series of each declared reading.

    Args:
        tables: Of the cube.
        cube: What the rows point into.
        rows: N declared readings.

    Returns:
        The largest distance over all years: for levels and shares a part of the value, for rates
        and changes in inside units (`is_relative` tells which). Nothing where one edition alone
        has the series.
    """
    peers = Peers(cube)
    keys, back = _definitions(rows, peers)
    moved = np.zeros(len(keys))
    for first in range(0, len(keys), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        moved[part] = _largest_revisions(tables, cube, rows.at(keys[part]), peers)
    found: Floats = moved[back]
    return found


def level_revisions(tables: Tables, cube: Cube, rows: Rows) -> Floats:
    """Of a change over a span, how far its level was revised: perhaps at one end only."""
    found = np.zeros(len(rows))
    where = np.flatnonzero(changes_of_sums(cube, rows) & (rows.end > rows.start))
    if len(where):
        found[where] = revisions(tables, cube, _levels(rows, where))
    return found


def level_sizes(tables: Tables, cube: Cube, rows: Rows) -> Floats:
    """Of a change in sums or shares, the larger of both ends; one for all others.

    What fell to a third and may double changes by as much as it was, not by what is left of it.
    """
    found = np.ones(len(rows))
    is_change = np.isin(rows.measure, [MEASURE_AT["change"], MEASURE_AT["share_change"]])
    where = np.flatnonzero(changes_of_sums(cube, rows) & is_change)
    if len(where):
        start, end = rows.start[where], rows.end[where]
        first = np.maximum(np.where(start == end, start - 1, start), 0).astype(np.int32)
        levels, alone = _levels(rows, where), np.zeros(len(where), dtype=bool)
        ends = [evaluate(tables, levels.over(at, at), alone)[0] for at in (first, end)]
        found[where] = np.nan_to_num(np.fmax(*np.abs(ends)))
    return found


def changes_of_sums(cube: Cube, rows: Rows) -> Bools:
    """Which rows are the growth or the change of sums over countries, or of their shares."""
    sums = np.array([not is_rate(cube.concepts[layer.concept]) for layer in cube.layers], bool)
    measures = [MEASURE_AT[one] for one in SUMS_CHANGED]
    found: Bools = np.isin(rows.measure, measures) & sums[rows.layer]
    return found


def _levels(rows: Rows, where: _Numbers) -> Rows:
    """The levels, or shares, at the ends of spans."""
    own = rows.at(where).over(rows.end[where], rows.end[where])
    is_share = np.isin(own.measure, [MEASURE_AT[one] for one in SHARES_OVER_TIME])
    level = np.where(is_share, MEASURE_AT["share"], MEASURE_AT["value"]).astype(np.int32)
    return replace(own, measure=level)


def is_relative(cube: Cube, rows: Rows) -> Bools:
    """Whether the revisions of each row are parts of its value rather than points."""
    levels = np.array([name not in MOVES for name in MEASURE_IDS])
    plain = np.array([name == "mean_growth" for name in MEASURE_IDS])
    concepts = [cube.concepts[layer.concept] for layer in cube.layers]
    points = np.array([concept.unit == "percent" for concept in concepts], bool)
    rates = np.array([is_rate(concept) for concept in concepts], bool)
    at = rows.layer
    # A mean of rates that are no per cents (years, births) moves by parts of itself.
    found: Bools = (levels[rows.measure] & ~points[at]) | (
        plain[rows.measure] & rates[at] & ~points[at]
    )
    return found


def is_rate(concept: Concept) -> bool:
    """Whether a concept is no sum over countries."""
    return concept.kind not in {"stock", "flow"}


def _definitions(rows: Rows, peers: Peers) -> tuple[_Numbers, _Numbers]:
    """Positions of one row for each definition and source, and for each row which of them."""
    columns = [
        np.asarray(column)
        for name, column in vars(rows).items()
        if name not in {"claim", "layer", "start", "end", "by"} and np.ndim(column) == 1
    ]
    return distinct([*columns, peers.concept_at[rows.layer], rows.end - rows.start])


def _largest_revisions(tables: Tables, cube: Cube, rows: Rows, peers: Peers) -> Floats:
    """For each of N definitions the largest distance between editions of one source."""
    of_layers, owner = peers.of(rows)
    names = sorted({layer.source for layer in cube.layers})
    source = np.array([names.index(layer.source) for layer in cube.layers])[of_layers.layer]
    of_source = owner * len(names) + source
    _, place, count = np.unique(of_source, return_inverse=True, return_counts=True)
    # One edition alone has moved from nothing.
    twice = count[np.asarray(place).reshape(-1)] > 1
    of_layers = of_layers.at(twice)
    series, place = np.unique(of_source[twice], return_inverse=True)
    place = np.asarray(place).reshape(-1)
    years = np.arange(len(cube.years), dtype=np.int32)
    many = of_layers.at(np.repeat(np.arange(len(of_layers)), len(years)))
    end = np.tile(years, len(of_layers)).astype(np.int32)
    start = end - (many.end - many.start)
    many = Rows(**{**vars(many), "start": np.maximum(start, 0).astype(np.int32), "end": end})
    values, _ = evaluate(tables, many, np.zeros(len(many), dtype=bool))
    values = np.where(start < 0, np.nan, values).reshape(len(of_layers), len(years))
    of = series // len(names)
    relative = is_relative(cube, rows)[of]
    values = np.where(relative[place][:, None], rows_without_faults(values, place, FACTOR), values)
    low, high = (np.full((len(series), len(years)), end) for end in (np.inf, -np.inf))
    np.minimum.at(low, place, np.where(np.isnan(values), np.inf, values))
    np.maximum.at(high, place, np.where(np.isnan(values), -np.inf, values))
    largest = np.zeros(len(rows))
    np.maximum.at(largest, of, _apart(low, high, relative[:, None]).max(axis=1, initial=0.0))
    return largest


def _apart(low: Floats, high: Floats, relative: Bools) -> Floats:
    """The distance between smallest and largest values, as part of the smaller where asked."""
    is_known = np.isfinite(low) & np.isfinite(high)
    low, high = np.where(is_known, low, 0.0), np.where(is_known, high, 0.0)
    size = np.minimum(np.abs(low), np.abs(high))
    parts = np.divide(high - low, size, out=np.zeros_like(low), where=(size > 0) & (low * high > 0))
    # Beyond a factor of ten an edition is at fault, and no measure of what is usual.
    parts = np.where(parts < FACTOR, parts, 0.0)
    apart: Floats = np.where(relative, parts, high - low)
    return apart


def usual_revisions(
    cube: Cube, rows: Rows, part: float = USUAL, *, is_measured: bool = False
) -> Floats:
    """For each row what a part of the cells of its indicator have not moved beyond.

    For a change over several years it is what such changes have moved by. Where the editions at
    hand lie near each other they tell nothing of the others, and what is not known counts, unless
    only what was measured is asked for.
    """
    concepts = Peers(cube).concept_at[rows.layer]
    span = np.maximum(rows.end - rows.start, 1)
    relative = is_relative(cube, rows)
    changes = np.array([name in MOVES for name in MEASURE_IDS])[rows.measure]
    columns = [concepts, relative, changes, np.where(changes, span, 0)]
    first, back = distinct(columns)
    keys = np.stack(columns, axis=1)[first]
    names = sorted({layer.concept for layer in cube.layers})
    of = (RARE_OF_RATES if part == RARE else part, part)
    asked = [
        (names[int(concept)], bool(is_part), int(lag * is_change), of[int(is_part)], is_measured)
        for concept, is_part, is_change, lag in keys.tolist()
    ]
    found = [cube.reckon(("usual", *one), partial(_usual, cube, *one)) for one in asked]
    usual: Floats = np.array(found, dtype=np.float64)[back]
    return usual


def _usual(
    cube: Cube, concept: str, relative: bool, lag: int, part: float, is_measured: bool
) -> float:
    """What cells have not moved beyond; ``lag`` is of a change in years, else nought."""
    layers = cube.layers_of(concept)
    # A level that may double or halve makes a change of it move by as much.
    is_of_level = relative or (lag > 0 and not is_rate(cube.concepts[concept]))
    unknown = 0.0 if is_measured else UNKNOWN if is_of_level else UNKNOWN_POINTS
    found = [0.0]
    longest = 0.0
    for source in sorted({cube.layers[at].source for at in layers}):
        of_source = [at for at in layers if cube.layers[at].source == source]
        own = cube.values[of_source]
        own = without_faults(own, 0, FACTOR) if relative else own
        telling = ~np.isnan(own).all(axis=(1, 2))
        days = [day_number(cube.layers[at].vintage) for at in np.array(of_source)[telling]]
        longest = max(longest, max(days, default=0.0) - min(days, default=0.0))
        if lag and not is_rate(cube.concepts[concept]):
            with np.errstate(divide="ignore", invalid="ignore"):
                own = own[:, :, lag:] / own[:, :, :-lag] - 1.0
            own = np.where(np.isfinite(own), own, np.nan)
        flat = own.reshape(len(own), -1)
        flat = flat[:, (~np.isnan(flat)).sum(axis=0) > 1]
        if flat.size:
            low, high = np.nanmin(flat, axis=0), np.nanmax(flat, axis=0)
            apart = _apart(low, high, np.full(low.shape, relative))
            found.append(float(np.quantile(apart, part)))
    return max(found) if longest >= TELLING_DAYS else max(*found, unknown)


def day_number(known: str) -> float:
    """A day, month or year as a number of days, near enough to tell a year from a month."""
    parts = [int(part) for part in known.split("-")[:3] if part.isdigit()]
    year, month, day = (*parts, 1, 1, 1)[:3]
    return year * 365.25 + (month - 1) * 30.44 + day


def floors(cube: Cube, rows: Rows) -> Floats:
    """The least part of a value that revisions may explain: more for money and poverty."""
    layers = np.array([_floor(cube.concepts[layer.concept]) for layer in cube.layers])
    # A part of a year's number is no number of years.
    is_year = np.array([name in THRESHOLDS for name in MEASURE_IDS])[rows.measure]
    is_share = np.array([name in SHARES for name in MEASURE_IDS])[rows.measure]
    floor = np.where(is_year, 0.0, layers[rows.layer])
    found: Floats = np.where(is_share, np.minimum(floor, FLOOR_OF_SHARES), floor)
    return found


def _floor(concept: Concept) -> float:
    is_money = concept.unit.startswith(("usd", "lcu")) or "poverty" in concept.id
    return FLOOR_OF_MONEY if is_money else FLOOR
