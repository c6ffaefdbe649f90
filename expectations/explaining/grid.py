"""The readings of a claim as a grid that is read in seconds: years across, definitions down.

A definition is a group, an edition of a source, an indicator, a weighting and an order of a pair;
for a claim about a span of years its first year too, so that each column is a last year. The
declared definition stands first, then that of the reading which explains the claim, then others
with at least one year inside what the figure admits, nearest to the declared one first.
Definitions that print the same in every year share a row. What is left out is counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Floats
from expectations.cubes.cube import Cube
from expectations.explaining.fits import WEIGHTING_NAMES
from expectations.grids import Cell, Grid, GridRow
from expectations.judging.declared import is_span
from expectations.judging.levels import Rows
from expectations.judging.measures import has_weighting
from expectations.judging.operands import WEIGHTING_AT
from expectations.judging.reconcile import Reconciliation
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import Bounds
from expectations.wording.measures import WHOLE, say_whole
from expectations.wording.phrases import in_money, quantum_of
from expectations.wording.values import say_value
from sources.model import Claim

MOST_ROWS = 8
MOST_YEARS = 12

_Numbers = npt.NDArray[np.int64]
_UNITS = {"percent": (0.01, "per cent"), "percentage_points": (0.01, "percentage points")}
_MOST_MORE_DIGITS = 9
_SCALES = ((1e12, "trillions"), (1e9, "billions"), (1e6, "millions"))


def readings_grid(found: Reconciliation, cube: Cube, claim: int, fitted: int | None) -> Grid | None:
    """Lay out the searched readings of a claim.

    Args:
        found: All comparisons.
        cube: What they were made from.
        claim: Its position.
        fitted: The row of the search that explains it, where one does.

    Returns:
        The grid; None where nothing was searched, or the data cover none of it.
    """
    if not found.search.is_known[found.search.of(claim)].any():
        return None
    readings = _known(found, cube, claim, fitted)
    one = found.claims[claim]
    ranked = _rank(readings, cube, one)
    shown = ranked[:MOST_ROWS]
    years, more_years = _choose_years(readings, shown)
    rows = [_row(readings, cube, one, definition, years) for definition in shown]
    # A definition is ranked too where it is declared or explains the claim, and lies outside.
    inside = set(readings.definition[readings.is_inside].tolist())
    more_inside = len(inside.intersection(ranked[MOST_ROWS:]))
    return Grid(
        years=tuple(cube.years[year] for year in years),
        rows=_merge(rows),
        unit=_Sayer.of(one).unit,
        more_inside=more_inside,
        more_outside=len(np.unique(readings.definition)) - len(shown) - more_inside,
        more_years=more_years,
    )


@dataclass(frozen=True)
class _Readings:
    """The known readings of one claim, each once, the declared ones among them.

    Attributes:
        rows: Positions into the cube's axes.
        values: What they give.
        firsts: Of a pair, the first value.
        is_inside: Whether that lies in what the figure admits.
        is_fitted: Whether it is the reading that explains the claim.
        declared: The place among the declared readings; -1 where it is none.
        definition: A number for each definition; readings of one differ in the year only.
    """

    rows: Rows
    values: Floats
    firsts: Floats
    is_inside: Bools
    is_fitted: Bools
    declared: _Numbers
    definition: _Numbers


def _known(found: Reconciliation, cube: Cube, claim: int, fitted: int | None) -> _Readings:
    searched, own = found.search.of(claim), found.declared.of(claim)
    own = own[found.declared.is_known[own]]
    # A grid has a column a year: means over spans of other lengths have no place in it, nor what
    # is held against another area than is declared.
    first = int(found.search.of(claim)[0])
    for name in ("measure", "to"):
        places = getattr(found.search.rows, name)
        searched = searched[places[searched] == places[first]]
    searched = searched[found.search.is_known[searched]]
    pieces = (found.declared, own), (found.search, searched)
    columns = (vars(compared.rows.at(at)).values() for compared, at in pieces)
    rows = Rows(*map(np.concatenate, zip(*columns, strict=True)))
    definition = _number(rows, cube, is_span(found.claims[claim]))
    # What is declared is searched too, as a rule: the first of the two is kept, with its place.
    _, once, kept = np.unique(
        definition * len(cube.years) + rows.end, return_index=True, return_inverse=True
    )
    is_fitted = np.append(np.full(len(own), False), searched == fitted)

    def column(name: str) -> npt.NDArray[np.generic]:
        whole: npt.NDArray[np.generic] = np.concatenate(
            [getattr(compared, name)[at] for compared, at in pieces]
        )
        return whole[once]

    return _Readings(
        rows=rows.at(once),
        values=column("values").astype(np.float64),
        firsts=column("firsts").astype(np.float64),
        is_inside=column("is_inside").astype(bool),
        is_fitted=np.bincount(kept, weights=is_fitted) > 0,
        declared=np.where(once < len(own), once, -1),
        definition=definition[once],
    )


def _number(rows: Rows, cube: Cube, spans: bool) -> _Numbers:
    number = rows.layer.astype(np.int64)
    for digit, radix in (
        (rows.weighting, 2),
        (rows.group, len(cube.groups)),
        (rows.is_reversed, 2),
        (rows.start if spans else 0, len(cube.years)),
    ):
        number = number * radix + digit
    return number


def _rank(readings: _Readings, cube: Cube, claim: Claim) -> list[int]:
    """The definitions that have something to show, in the order of the rows."""
    telling = np.flatnonzero(readings.is_inside | readings.is_fitted | (readings.declared >= 0))
    ranks: dict[int, tuple[float, ...]] = {}
    for at, definition in zip(telling.tolist(), readings.definition[telling].tolist(), strict=True):
        place = int(readings.declared[at])
        first, other, near, outside = ranks.get(
            definition, (math.inf, 1, _distance(readings, cube, claim, at), 0)
        )
        ranks[definition] = (
            min(first, place) if place >= 0 else first,
            min(other, not readings.is_fitted[at]),
            near,
            outside - int(readings.is_inside[at]),
        )
    return sorted(ranks, key=lambda definition: (*ranks[definition], definition))


def _distance(readings: _Readings, cube: Cube, claim: Claim, at: int) -> float:
    """How far a definition is from the declared one: first by axes, then by the first year."""
    rows = readings.rows
    weighting = WEIGHTING_AT[claim.weighting]
    changes = (
        int(cube.groups[rows.group[at]] != claim.group)
        + int(cube.layers[rows.layer[at]].concept != claim.indicator)
        + int(has_weighting(claim) and int(rows.weighting[at]) != weighting)
        + int(rows.is_reversed[at])
    )
    start = claim.period.start
    years = abs(cube.years[rows.start[at]] - start) if is_span(claim) and start else 0
    return changes + int(years > 0) + years / 10_000


def _choose_years(readings: _Readings, shown: Sequence[int]) -> tuple[list[int], int]:
    """Positions of the columns, and how many years are left out.

    First what is ringed or fits, then what is inside, then what is near.
    """
    is_shown = np.isin(readings.definition, shown)
    end, inside = readings.rows.end, readings.is_inside
    is_declared = readings.declared >= 0
    marked = set(end[is_shown & (is_declared | readings.is_fitted)].tolist())
    within = set(end[is_shown & inside].tolist())
    middle = max(end[is_declared].tolist(), default=int(end.max()))
    years: list[int] = np.unique(end[is_shown]).tolist()
    years.sort(key=lambda year: (year not in marked, year not in within, abs(year - middle), year))
    return sorted(years[:MOST_YEARS]), max(len(years) - MOST_YEARS, 0)


def _row(
    readings: _Readings, cube: Cube, claim: Claim, definition: int, years: Sequence[int]
) -> GridRow:
    own = np.flatnonzero(readings.definition == definition)
    by_year = dict(zip(readings.rows.end[own].tolist(), own.tolist(), strict=True))
    rows, at = readings.rows, int(own[0])
    layer = cube.layers[rows.layer[at]]
    say = _Sayer.of(claim)
    return GridRow(
        group=cube.groups[rows.group[at]],
        indicator=layer.concept,
        weighting=WEIGHTING_NAMES[rows.weighting[at]] if has_weighting(claim) else "",
        is_reversed=bool(rows.is_reversed[at]),
        start=cube.years[rows.start[at]] if is_span(claim) else None,
        editions=(layer.key,),
        cells=tuple(
            _cell(readings, say, by_year[year]) if year in by_year else None for year in years
        ),
    )


def _cell(readings: _Readings, say: _Sayer, at: int) -> Cell:
    value, first = float(readings.values[at]), float(readings.firsts[at])
    values = [value] if np.isnan(first) else [first, value]
    return Cell(
        text="→".join(map(say.number, values)),
        is_inside=bool(readings.is_inside[at]),
        is_declared=bool(readings.declared[at] >= 0),
        is_fitted=bool(readings.is_fitted[at]),
        obs_value=value,
        obs_first=None if np.isnan(first) else first,
    )


def _merge(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Rows that look the same but for their editions, as one."""
    merged: dict[GridRow, tuple[str, ...]] = {}
    for row in rows:
        bare = replace(row, editions=())
        merged[bare] = (*merged.get(bare, ()), *row.editions)
    return tuple(replace(row, editions=vintages) for row, vintages in merged.items())


@dataclass(frozen=True)
class _Sayer:
    """Writes the values of one grid in its unit, all to the same digit."""

    unit: str
    scale: float
    step: float
    bounds: Bounds
    claim: Claim

    @classmethod
    def of(cls, claim: Claim) -> _Sayer:
        """One digit finer than the figure is printed, three significant digits at the least."""
        bounds = admits(claim)
        scale, unit = _scale(claim, abs(bounds.value))
        digits = 10.0 ** (math.floor(math.log10(abs(bounds.value))) - 2) if bounds.value else scale
        return cls(unit, scale, min(quantum_of(claim, bounds) / 10, digits), bounds, claim)

    def number(self, value: float) -> str:
        """A value, to as many digits as show on which side of what is admitted it lies."""
        if self.claim.measure in WHOLE:
            return say_whole(self.claim, value).removesuffix(" place")
        step, inside = self.step, is_inside(value, self.bounds)
        for _ in range(_MOST_MORE_DIGITS):
            if is_inside(round(value / step) * step, self.bounds) == inside:
                break
            step /= 10
        return say_value(value / self.scale, "number", step / self.scale)


def _scale(claim: Claim, stated: float) -> tuple[float, str]:
    unit = claim.figure.unit
    if unit in _UNITS:
        return _UNITS[unit]
    scale, word = next(((size, word) for size, word in _SCALES if stated >= size), (1.0, ""))
    if unit == "usd":
        return scale, f"{word} of US$" if word else "US$"
    money = in_money(claim, word)
    return scale, money.replace(f"{word} ", f"{word} of ", 1).strip() if word else money.strip()
