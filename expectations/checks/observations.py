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
from expectations.wording.checks import observations as words
from expectations.wording.checks.suites import say_so_many
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
    observed = say_so_many("observations", len(layout), count)
    return ExpectationFinding(count == 0, observed, name_rows(layout.frame, is_faulty))


class ExpectObservationKeysToBeUnique(ObservationsExpectation):
    """One value for each source, vintage, indicator, area and year."""

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, repeated_keys(table.frame))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.UNIQUE_KEYS


class ExpectAreasToBeKnown(ObservationsExpectation):
    """Every code of an area is one that we know."""

    areas: list[str]

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, ~table.frame["ref_area"].isin(self.areas).to_numpy())

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_known_areas(len(kwargs["areas"]))


class ExpectValuesToBeNumbers(ObservationsExpectation):
    """No value is missing or infinite; a year without data has no row."""

    def _find(self, table: Any) -> ExpectationFinding:
        return _of_rows(table, ~np.isfinite(table.values))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.NUMBERS


class ExpectTotalsNotToBeNegative(ObservationsExpectation):
    """People and money are not less than nothing."""

    rates: list[str]

    def _find(self, table: Any) -> ExpectationFinding:
        is_total = ~table.frame["indicator"].isin(self.rates).to_numpy()
        return _of_rows(table, is_total & (table.values < 0))

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.NOT_NEGATIVE


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
        observed = words.say_newest([(label, year) for label, year, _ in newest])
        off = tuple(
            words.say_too_old(label, least) for label, year, least in newest if year < least
        )
        return ExpectationFinding(not off, observed, off)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_reach(kwargs["label"], _vintage(kwargs), kwargs["years"])


class ExpectCountriesToAddUp(VintageExpectation):
    """The countries of a vintage add up to its World row."""

    share: float

    def _find(self, table: Any) -> ExpectationFinding:
        worst = []
        for label, key in self._named():
            gaps = shortfall(table, key) if key in table.series else {}
            worst.append((label, _greatest(gaps, gaps)))
        lacking = tuple(words.say_no_world(label) for label, found in worst if found is None)
        return _judge_worst(worst, self.share, "Indicator", lacking)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_adding_up(kwargs["label"], _vintage(kwargs), kwargs["share"])


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
                left_out[f"{label}, {source}"] = words.say_members(there, whole)
        return asked.items(), words.say_left_out(left_out)


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
                off.append(words.say_no_data(name))
                continue
            end = max(table.years_of(key))
            near = {year: share for year, share in shares.items() if year > end - self.years}
            year, best = max(near.items(), key=lambda at: (at[1], at[0]), default=(end, 0.0))
            there, whole = self._count(table, key)
            least = min(least, best)
            rows.append((name, str(year), words.say_finely(best), f"{there} of {whole}"))
            if not (best >= self.share and there >= self.members_share * whole):
                off.append(words.say_too_little(name, best, year, there, whole))
        if len(self.members) == 1 and rows:
            off = []
        columns = ("Series", "Best year", "Covered", "Members with data")
        observed = words.say_least(least) if rows else words.NO_DATA_AT_ALL
        return ExpectationFinding(not off, observed, tuple(off), columns, tuple(rows), aside=aside)

    def _count(self, table: Layout, key: SeriesKey) -> tuple[int, int]:
        """How many members have data at all, and how many there are."""
        has = ~np.isnan(table.series[key]).all(axis=1)
        there = int((has & table.members(key, self.members)).sum())
        return there, len(self.members) or there

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        return words.say_covered(
            kwargs["label"],
            kwargs["group"],
            is_one=len(kwargs["members"]) == 1,
            years=kwargs["years"],
            share=kwargs["share"],
            members=kwargs["members_share"],
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
        told = [
            (name, changes[name][year], year) for name, years in alone.items() for year in years
        ]
        aside = f"{words.say_only_told(told)} {aside}".strip()
        for name, years in alone.items():
            unconfirmed[name] = {
                year: change for year, change in unconfirmed[name].items() if year not in years
            }
        worst = [(name, _greatest(unconfirmed[name], found)) for name, found in changes.items()]
        return replace(_judge_worst(worst, bound, "Series"), aside=aside)

    @classmethod
    def _say(cls, kwargs: JsonMapping) -> str:
        is_one = len(kwargs["members"]) == 1
        bound = max(kwargs["bound"], ONE_COUNTRY_BOUND) if is_one else kwargs["bound"]
        return words.say_steady(kwargs["label"], kwargs["group"], bound, is_one=is_one)


def _not_asked(aside: str) -> ExpectationFinding:
    """What is found of a group that no table at hand is kept for."""
    return ExpectationFinding(True, words.NO_TABLE, label=words.NOT_ASKED, aside=aside, unchecked=1)


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
    found = [(name, size, year) for name, extreme in worst if extreme for year, size in [extreme]]
    off += [words.say_change(*one) for one in found if abs(one[1]) > bound]
    observed = words.NOTHING_TO_COMPARE
    if found:
        observed = words.say_greatest(*max(found, key=lambda row: abs(row[1])))
    rows = tuple((name, str(year), words.say_signed(size)) for name, size, year in found)
    return ExpectationFinding(not off, observed, tuple(off), (head, "Year", "At the most"), rows)


def _vintage(kwargs: JsonMapping) -> str:
    return f"{kwargs['source']}@{kwargs['vintage']}"
