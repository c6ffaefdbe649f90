"""The declared reading of a claim in each source and vintage, with all that a reader may ask of it.

Which members have no data, and how much of the group they are in the nearest year that has them,
in the same vintage where it has them at all, else in another of the same concept; what a quotient
is made of; by how much the stated figure differs; and the series by year that a chart shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType

import numpy as np

from expectations.cubes.coverage import Bools, never_reported
from expectations.cubes.cube import Cube
from expectations.explaining.fits import reading_at
from expectations.judging.declared import AS_SEEN, LATER, TODAY, Publication
from expectations.judging.levels import Rows, Tables
from expectations.judging.measures import MEASURE_IDS, MEASURES, QUOTIENTS, is_relative
from expectations.judging.reconcile import Reconciliation
from expectations.judging.search import WITH_OWN_SET
from expectations.judging.tolerance import admits
from expectations.outcomes import Bounds, Missing, Observed, VintageRole, YearlyValues
from expectations.wording.phrases import say_difference
from sources.model import Claim
from sources.registers.measures import COUNTRIES

_SUMMED = frozenset({"value", "total", "share"})
_OVER_TIME = frozenset({"growth", "change", "compound_growth"})

ROLES: Mapping[int, VintageRole] = MappingProxyType(
    {AS_SEEN: "as_seen", LATER: "later", TODAY: "today"}
)

SINCE_START = frozenset({"change", "growth"})
"""Measures that a chart shows as what came together since their span began."""
CHART_YEARS = 10
"""How many years before and after the declared period a chart shows."""

_Absent = Callable[[int], tuple[Missing, ...]]
"""Of a year, by its position, the members that have no data in it."""


def observe(
    found: Reconciliation, cube: Cube, claim: int, publication: Publication
) -> tuple[Observed, ...]:
    """The declared reading of a claim in each source: of the time, and later."""
    rows = found.declared.of(claim)
    seen = {_source(found, cube, row) for row in rows if found.role[row] == AS_SEEN}
    return tuple(
        _observe_row(found, cube, claim, int(row), publication)
        for row in rows
        if found.declared.is_known[row]
        # Between what was seen and the newest, only what bears the figure out tells anything.
        if found.role[row] != LATER
        or found.declared.is_inside[row]
        or _source(found, cube, row) not in seen
    )


def _source(found: Reconciliation, cube: Cube, row: int) -> str:
    return cube.layers[int(found.declared.rows.layer[row])].source


def _observe_row(
    found: Reconciliation, cube: Cube, claim: int, row: int, publication: Publication
) -> Observed:
    tables = found.tables
    rows = found.declared.rows
    layer, group, end = int(rows.layer[row]), int(rows.group[row]), int(rows.end[row])
    reading = reading_at(found, found.declared, cube, row)
    one = found.claims[claim]
    bounds = admits(one)
    difference = _difference(one, bounds, reading.obs_value)
    years = range(int(rows.start[row]), end + 1)
    numerator, denominator = _quotient(tables, rows, row)
    absent = lru_cache(partial(missing_members, cube, layer, group))
    return Observed(
        role=ROLES[int(found.role[row])],
        reading=reading,
        difference=difference,
        difference_text=say_difference(one, bounds, difference, reading),
        coverage=float(cube.coverage[layer, group, years.start : years.stop].min()),
        missing=_missing(absent, _years_compared(one, cube, layer, years)),
        numerator=numerator,
        denominator=denominator,
        with_missing=_with_missing(one, reading.obs_value, absent, years, denominator),
        is_hindsight=reading.vintage > publication.last_day,
        is_suspect=bool(found.is_suspect[row]),
        is_next=bool(found.is_next[row]),
    )


def _missing(absent: _Absent, years: Iterable[int]) -> tuple[Missing, ...]:
    """Members without data in any of the years that a value rests on, those of the last first."""
    found: dict[str, Missing] = {}
    for year in years:
        for one in absent(year):
            found.setdefault(one.ref_area, one)
    return tuple(found.values())


def other_members(
    cube: Cube, layer: int, group: int, ends: tuple[int, int]
) -> tuple[list[str], tuple[float, float]] | None:
    """Members with data in one of two years only, and what the others amount to in both.

    None where there are none, or where no sum over members is made.
    """
    if cube.is_published[layer, group] or not cube.concepts[cube.layers[layer].concept].summable:
        return None
    members, values = cube.members[group], cube.values[layer]
    has = [members & ~np.isnan(values[:, end]) for end in ends]
    one_only = np.flatnonzero(has[0] ^ has[1]).tolist()
    if not one_only:
        return None
    both = has[0] & has[1]
    first, last = (float(values[both, end].sum()) for end in ends)
    return [cube.areas[area] for area in one_only], (first, last)


def lacking_members(cube: Cube, claim: Claim) -> list[str]:
    """The members of a claim's group, or of the set that it is held against, that no edition has.

    In its years, or where they are open in any.
    """
    group = claim.among if claim.measure in WITH_OWN_SET else claim.group
    if group not in cube.groups or group == COUNTRIES:
        return []
    members = cube.members[cube.group_at(group)]
    layers = list(cube.layers_of(claim.indicator))
    if not layers or members.sum() < _MANY:
        return []
    ends = [year for year in (claim.period.start, claim.period.end) if year is not None]
    years = sorted({at for year in ends if (at := cube.year_at(year)) >= 0})
    values = cube.values[layers][:, members]
    has = ~np.isnan(values[:, :, years] if years else values)
    if not has.any():
        return []
    known = np.all(np.any(has, axis=0), axis=1) if years else np.any(has, axis=(0, 2))
    if claim.measure in WITH_OWN_SET:
        known |= _never_reported(cube, claim)[members]
    named = np.array(cube.areas)[members]
    return [str(area) for area in named[~known]]


def left_out_of_order(cube: Cube, claim: Claim) -> list[str]:
    """The members of a named set that an order does without: nobody reports of them."""
    if claim.measure not in WITH_OWN_SET or claim.among not in cube.groups:
        return []
    if claim.among == COUNTRIES or not list(cube.layers_of(claim.indicator)):
        return []
    is_left_out = cube.members[cube.group_at(claim.among)] & _never_reported(cube, claim)
    return [str(area) for area in np.array(cube.areas)[is_left_out]]


def _never_reported(cube: Cube, claim: Claim) -> Bools:
    return never_reported(cube.values, cube.layers, cube.areas)[claim.indicator]


_MANY = 2


def _years_compared(claim: Claim, cube: Cube, layer: int, years: range) -> list[int]:
    """The years that a value rests on, the last one first."""
    is_span = len(years) > 1
    if claim.measure in _OVER_TIME or claim.figure.first is not None:
        return [years[-1], years[0] if is_span else max(years[0] - 1, 0)]
    is_summed = cube.concepts[cube.layers[layer].concept].summable
    is_lagged = claim.measure == "mean_growth" and is_summed
    return list(range(years[-1], max(years[0] - is_lagged, 0) - 1, -1))


def _with_missing(
    claim: Claim, value: float, absent: _Absent, years: range, world: float | None
) -> float | None:
    """The value of a total or a share with its missing members at their nearest known values."""
    if claim.measure not in _SUMMED:
        return None
    counted = years if claim.measure != "share" else years[-1:]
    values = [member.obs_value for year in counted for member in absent(year)]
    known = [one for one in values if one is not None]
    if not values or len(known) < len(values):
        return None
    # The world is left as it is, whether its publisher filled the same gap or not.
    return value + sum(known) / (world or 1.0)


def _difference(claim: Claim, bounds: Bounds, value: float) -> float:
    """Stated less observed; relative to what is observed where the measure is a total."""
    gap = bounds.value - value
    return gap / value if is_relative(claim) and value else gap


def _quotient(tables: Tables, rows: Rows, at: int) -> tuple[float | None, float | None]:
    """What the quotient of a row is made of."""
    name = MEASURE_IDS[int(rows.measure[at])]
    if name not in QUOTIENTS:
        return None, None
    row = rows.at(np.array([at]))
    single = row.over(row.end, row.end) if name == "share" else row
    parts = tables.level(single, single.group), tables.other(single)
    if name == "over_time":
        parts = tables.at(row, row.group, row.end), tables.at(row, row.group, row.start)
    above, below = (float(part[0]) for part in parts)
    return above, below


def missing_members(cube: Cube, layer: int, group: int, year: int) -> tuple[Missing, ...]:
    """Members of a group without data in a year, and what they amount to where there are data."""
    if cube.is_published[layer, group]:
        return ()
    absent = cube.members[group] & np.isnan(cube.values[layer, :, year])
    return tuple(_nearest(cube, layer, group, year, int(area)) for area in np.flatnonzero(absent))


def _nearest(cube: Cube, layer: int, group: int, year: int, area: int) -> Missing:
    """The member's share of the group in the nearest year that has it, in the nearest layer."""
    own = cube.layers[layer]
    name = cube.areas[area]
    if not cube.concepts[own.concept].summable:
        return Missing(name, None, None, "")
    others = sorted(
        (at for at in cube.layers_of(own.concept) if at != layer),
        key=lambda at: (cube.layers[at].source != own.source, cube.layers[at].vintage),
    )
    for at in (layer, *others):
        totals = cube.aggregates[at, 0, group]
        has = np.flatnonzero(~np.isnan(cube.values[at, area]) & ~np.isnan(totals))
        if len(has):
            near = int(has[np.argmin(np.abs(has - year))])
            value, total = float(cube.values[at, area, near]), float(totals[near])
            return Missing(name, value / total, cube.years[near], cube.layers[at].key, value)
    return Missing(name, None, None, "")


def series_of(
    found: Reconciliation, cube: Cube, tables: Tables, claim: int
) -> tuple[YearlyValues, ...]:
    """The measure of a claim by year, in each vintage that its declared reading rests on."""
    rows = found.declared.of(claim)
    one = found.claims[claim]
    table = found.declared.rows
    return tuple(
        series
        for row in rows
        if (series := _series(cube, tables, one, table.at(np.array([row]))))
        and len(series.years) > 1
    )


def _series(cube: Cube, tables: Tables, claim: Claim, row: Rows) -> YearlyValues:
    """One year at a time, whatever span the claim is about; a change from where its span begins."""
    is_since = claim.measure in SINCE_START and int(row.start[0]) < int(row.end[0])
    first = int(row.start[0]) if is_since else max(int(row.start[0]) - CHART_YEARS, 0)
    last = min(int(row.end[0]) + CHART_YEARS, len(cube.years) - 1)
    years = np.arange(first, last + 1, dtype=np.int32)
    many = row.at(np.zeros(len(years), dtype=np.intp))
    starts = np.full_like(years, first) if is_since else years
    yearly = Rows(**{**vars(many), "start": starts, "end": years})
    values = MEASURES[MEASURE_IDS[int(row.measure[0])]](tables, yearly)
    if is_since:
        values[0] = 0.0  # of one year alone it would be the change from the year before
    known = ~np.isnan(values)
    layer = cube.layers[int(row.layer[0])]
    return YearlyValues(
        source=layer.source,
        vintage=layer.vintage,
        years=tuple(cube.years[at] for at in years[known].tolist()),
        values=tuple(values[known].tolist()),
    )
