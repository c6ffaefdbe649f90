"""Expectations of observations: are they fit to judge a paper by?

All read one layout of the whole table as arrays (`soundness`), so that a large snapshot costs one
pass. A total is an indicator that is no rate; rates (``rates``) may be negative and have no sum.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np

from expectations.checks.base import (
    ExpectationFinding,
    FrameMetric,
    TableExpectation,
    pandas_metric,
)
from expectations.checks.soundness import (
    Layout,
    SeriesKey,
    coverage,
    is_lasting,
    jumps,
    lay_out,
    members_at_most,
    name_rows,
    repeated_keys,
    shortfall,
)
from expectations.wording.values import say_value
from sources.tools.foreign import JsonMapping, Options


class ObservationsLayout(FrameMetric):
    """The observations as arrays."""

    metric_name = "corrigenda.observations"

    @pandas_metric
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Options, **_: Any) -> Layout:
        return lay_out(cls.frame(execution_engine, metric_domain_kwargs))


class ObservationsExpectation(TableExpectation, ABC):
    """Something that a table of observations must be before a paper is judged by it."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("corrigenda.observations",)


def _of_rows(layout: Layout, is_faulty: Any) -> ExpectationFinding:
    count = int(is_faulty.sum())
    kept = f"So for all {len(layout):,} observations."
    observed = f"Not so for {count:,} of {len(layout):,} observations." if count else kept
    return ExpectationFinding(count == 0, observed, name_rows(layout.frame, is_faulty))


class ExpectObservationKeysToBeUnique(ObservationsExpectation):
    """One value for each source, vintage, indicator, area and year."""

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, repeated_keys(table.frame))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "Each edition has one value at most for an indicator, an area and a year."


class ExpectAreasToBeKnown(ObservationsExpectation):
    """Every code of an area is one that we know."""

    areas: list[str]

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, ~table.frame["ref_area"].isin(self.areas).to_numpy())

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return f"Each area is one of the {len(kwargs['areas'])} codes that are known."


class ExpectValuesToBeNumbers(ObservationsExpectation):
    """No value is missing or infinite; a year without data has no row."""

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, ~np.isfinite(table.values))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "Each value is a number."


class ExpectTotalsNotToBeNegative(ObservationsExpectation):
    """People and money are not less than nothing."""

    rates: list[str]

    def _find(self, table: Any) -> ExpectationFinding:
        is_total = ~table.frame["indicator"].isin(self.rates).to_numpy()
        return _of_rows(table, is_total & (table.values < 0))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return "No total is negative; rates and balances may be."


class VintageExpectation(ObservationsExpectation, ABC):
    """Something that one vintage must be; ``labels`` names the indicators it is asked of."""

    source: str
    vintage: str
    label: str
    labels: dict[str, str]

    def _named(self) -> Iterable[tuple[str, SeriesKey]]:
        """What each series asked about is called on a page, and its key."""
        for code, label in self.labels.items():
            yield label, (self.source, self.vintage, code)


class ExpectVintageToReachItsTime(VintageExpectation):
    """The newest year of a vintage is not long before the vintage itself.

    Nor need it be later than what the paper asks for: ``asked`` has the newest year of each
    indicator. A series that its source takes every five years, or no longer, is no old vintage.
    """

    years: int
    asked: dict[str, int]

    def _find(self, table: Any) -> ExpectationFinding:
        limit = int(self.vintage[:4]) - self.years
        newest = [
            (
                label,
                max(table.years_of(key), default=0) if key in table.series else 0,
                min(limit, self.asked.get(key[2], limit)),
            )
            for label, key in self._named()
        ]
        observed = ", ".join(f"{label}: {year or 'no data'}" for label, year, _ in newest)
        off = tuple(f"{label} ends before {least}" for label, year, least in newest if year < least)
        return ExpectationFinding(not off, f"Newest year of {observed}.", off)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return (
            f"{_vintage(kwargs)}: data reach to within {kwargs['years']} years of its date, or to "
            "the years that the paper tells of."
        )


class ExpectCountriesToAddUp(VintageExpectation):
    """The countries of a vintage add up to its World row."""

    share: float

    def _find(self, table: Any) -> ExpectationFinding:
        worst = []
        for label, key in self._named():
            gaps = shortfall(table, key) if key in table.series else {}
            worst.append((label, _greatest(gaps, gaps)))
        lacking = tuple(
            f"{label} has no World row to add up to" for label, found in worst if found is None
        )
        return _judge_worst(worst, self.share, "Indicator", lacking)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return (
            f"{_vintage(kwargs)}: the countries add up to the World row, "
            f"within {_percent(kwargs['share'])}."
        )


class GroupExpectation(ObservationsExpectation, ABC):
    """Something that must be so for a country group in each series of a total.

    ``series`` maps each ("wdi@2018-05-21 SP.POP.TOTL") to the label of its indicator; no
    ``members`` means the world, country by country.
    """

    group: str
    label: str
    members: list[str]
    series: dict[str, str]

    def _named(self, table: Layout) -> tuple[Iterable[tuple[str, SeriesKey]], str]:
        """What each series is called on a page, and its key; and what is said of the others.

        Others are kept for a few of the group's members alone, as external debt is for two of the
        European Union's: such a table can neither cover the group nor be its total.
        """
        asked: dict[str, SeriesKey] = {}
        left_out: dict[str, str] = {}
        for name, label in self.series.items():
            key, _, indicator = name.partition(" ")
            source, _, vintage = key.partition("@")
            whole = len(self.members)
            there = members_at_most(table, (source, indicator), self.members)
            if there is None or 2 * there >= whole or whole == 1:
                asked[f"{label}, {key}"] = (source, vintage, indicator)
            else:
                left_out[f"{label}, {source}"] = f"{there} of {whole} members"
        said = "; ".join(f"{name}: {kept}" for name, kept in left_out.items())
        aside = f"Not asked of what no edition has for half of the members: {said}." if said else ""
        return asked.items(), aside


class ExpectGroupToBeCovered(GroupExpectation):
    """Near its end each series has data for nearly all of a group.

    At least ``share`` of the group's total, in one of the last ``years`` years of the
    series, what is missing being as large as it may be. At least ``members_share`` of the
    members must be in the series at all.

    One country is covered where any edition has it: whether the year of a claim is there the claim
    tells, and a series that stopped for that country (Venezuela's GDP, 2014) is no fault of others.
    """

    share: float
    members_share: float
    years: int

    def _find(self, table: Any) -> ExpectationFinding:
        rows, off, least = [], [], 1.0
        named, aside = self._named(table)
        if not named and aside:
            return _not_asked(aside)
        for name, key in named:
            shares = coverage(table, key, self.members) if key in table.series else {}
            if not shares:
                off.append(f"{name}: no data")
                continue
            end = max(table.years_of(key))
            near = {year: share for year, share in shares.items() if year > end - self.years}
            year, best = max(near.items(), key=lambda at: (at[1], at[0]), default=(end, 0.0))
            there, whole = self._count(table, key)
            least = min(least, best)
            rows.append((name, str(year), _finely(best), f"{there} of {whole}"))
            if not (best >= self.share and there >= self.members_share * whole):
                off.append(f"{name}: {_finely(best)} in {year}, {there} of {whole} members")
        if len(self.members) == 1 and rows:
            off = []
        columns = ("Series", "Best year", "Covered", "Members with data")
        observed = f"At the least {_finely(least)} is covered." if rows else "There are no data."
        return ExpectationFinding(not off, observed, tuple(off), columns, tuple(rows), aside=aside)

    def _count(self, table: Layout, key: SeriesKey) -> tuple[int, int]:
        """How many members have data at all, and how many there are."""
        has = ~np.isnan(table.series[key]).all(axis=1)
        there = int((has & table.members(key, self.members)).sum())
        return there, len(self.members) or there

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        if len(kwargs["members"]) == 1:
            return f"{_group(kwargs)}: one series at least has data of it."
        return (
            f"{_group(kwargs)}: in one of the last {kwargs['years']} years of each series, members "
            f"with {_percent(kwargs['share'])} of its total have data; "
            f"{_percent(kwargs['members_share'])} of the members are in the series at all."
        )


ONE_COUNTRY_BOUND = 1.0
"""Most that the total of one country may change in a year where no other edition confirms it: one
country may rebase its accounts or devalue (Kenya's GDP in US$ rose by 37.8% in 2006)."""
_CONFIRMED_WITHIN = 0.05


class ExpectGroupTotalsNotToJump(GroupExpectation):
    """The total of a group does not change from one year to the next as no economy does.

    Of one country a change that another edition gives too is the country's own. One that no other
    edition at hand can confirm or deny is told and not failed where the total stays where it went
    to; one that goes back, or is by a power of ten, looks like a slip. A series without two years
    that follow each other cannot jump; whether it has data is asked elsewhere.
    """

    bound: float

    def _find(self, table: Any) -> ExpectationFinding:
        named, aside = self._named(table)
        if not named and aside:
            return _not_asked(aside)
        changes = {
            name: jumps(table, key, self.members) if key in table.series else {}
            for name, key in named
        }
        unconfirmed = {name: _unconfirmed(name, changes) for name in changes}
        is_one = len(self.members) == 1
        bound = max(self.bound, ONE_COUNTRY_BOUND) if is_one else self.bound
        alone = _only_told(unconfirmed, changes, bound) if is_one else {}
        told = "; ".join(
            f"{name}: {_signed(changes[name][year])} in {year}"
            for name, years in alone.items()
            for year in years
        )
        if told:
            said = f"No other edition at hand has these years, and the total stayed there: {told}."
            aside = f"{said} {aside}".strip()
        for name, years in alone.items():
            unconfirmed[name] = {
                year: change for year, change in unconfirmed[name].items() if year not in years
            }
        worst = [(name, _greatest(unconfirmed[name], found)) for name, found in changes.items()]
        return replace(_judge_worst(worst, bound, "Series"), aside=aside)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        if len(kwargs["members"]) == 1:
            bound = _percent(max(kwargs["bound"], ONE_COUNTRY_BOUND))
            return (
                f"{_group(kwargs)}: no total changes by more than {bound} from one year to the "
                "next, unless another edition gives the same change, or none has these years and "
                "the total stays there."
            )
        return (
            f"{_group(kwargs)}: no total changes by more than {_percent(kwargs['bound'])} from one "
            "year to the next, over the areas with data in both, unless another edition gives the "
            "same change."
        )


def _not_asked(aside: str) -> ExpectationFinding:
    """What is found of a group that no table at hand is kept for."""
    return ExpectationFinding(
        True, "There is no table of the group.", label="not asked", aside=aside, unchecked=1
    )


Changes = Mapping[str, Mapping[int, float]]
"""For each series, by what it is called, the change of each year."""


def _others(name: str, changes: Changes) -> list[Mapping[int, float]]:
    """The changes that other editions give of the same indicator."""
    label = name.rpartition(", ")[0]
    return [
        found
        for other, found in changes.items()
        if other != name and other.rpartition(", ")[0] == label
    ]


def _unconfirmed(name: str, changes: Changes) -> dict[int, float]:
    """The changes of one series that no other edition gives, by year."""
    others = _others(name, changes)
    return {
        year: change
        for year, change in changes[name].items()
        if not any(
            year in found
            and abs(found[year] - change) <= _CONFIRMED_WITHIN * max(1.0, 1.0 + change)
            for found in others
        )
    }


def _only_told(unconfirmed: Changes, changes: Changes, bound: float) -> dict[str, list[int]]:
    """The years of great changes that no other edition has, and that look like no slip."""
    return {
        name: years
        for name, found in unconfirmed.items()
        if (
            years := [
                year
                for year, change in found.items()
                if change > bound
                and not any(year in other for other in _others(name, changes))
                and is_lasting(changes[name], year)
            ]
        )
    }


Extreme = tuple[int, float] | None
"""The year in which something is greatest, and how great; None where there is no year."""


def _greatest(by_year: Mapping[int, float], all_years: Mapping[int, float]) -> Extreme:
    """The greatest change; where none is left to be judged, nought in the last year with data."""
    if all_years and not by_year:
        return max(all_years), 0.0
    return max(by_year.items(), key=lambda at: abs(at[1]), default=None)


def _judge_worst(
    worst: Sequence[tuple[str, Extreme]], bound: float, head: str, lacking: Sequence[str] = ()
) -> ExpectationFinding:
    """Hold the greatest value of each series against a bound; what is ``lacking`` fails."""
    off = list(lacking)
    found = [(name, year, size) for name, extreme in worst if extreme for year, size in [extreme]]
    off += [f"{name}: {_signed(size)} in {year}" for name, year, size in found if abs(size) > bound]
    observed = "There was nothing to compare."
    if found:
        name, year, size = max(found, key=lambda row: abs(row[2]))
        observed = f"At the most {_signed(size)}: {name}, in {year}."
    rows = tuple((name, str(year), _signed(size)) for name, year, size in found)
    return ExpectationFinding(not off, observed, tuple(off), (head, "Year", "At the most"), rows)


def _group(kwargs: JsonMapping) -> str:
    return f"{kwargs['label']} ({kwargs['group']})"


def _vintage(kwargs: JsonMapping) -> str:
    return f"{kwargs['label']} ({kwargs['source']}@{kwargs['vintage']})"


def _percent(share: float) -> str:
    return say_value(share, "percent", 0.01)


def _finely(share: float) -> str:
    return say_value(share, "percent", 0.001)


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else ''}{_finely(share)}"
