"""Each measure against an independent computation with pandas, over random readings.

The tables are random, of real country codes, in two editions, with gaps: what is computed from the
long form by sums, means and sorts, one reading at a time, must be what the cube gives for all of
them at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from expectations.cubes.cube import Cube, build_cube
from expectations.judging.measures import Rows, Tables, evaluate
from expectations.judging.operands import WEIGHTING_AT, OperandFinder
from sources.model import OBSERVATION_COLUMNS, Claim, Concept, Figure, Group, Period, Weighting
from sources.reference.concepts import CONCEPTS, in_currency, part_of
from sources.registers.measures import MEASURES

YEARS = range(2000, 2012)
READINGS = 1000
EDITIONS = ("2015-01-01", "2020-01-01")
COUNTRIES = (
    "ARG", "AUS", "BGD", "BRA", "CHE", "CHN", "DEU", "EGY", "FRA", "GBR", "IDN", "IND", "JPN",
    "KEN", "MEX", "NGA", "PAK", "RUS", "TUR", "USA", "VNM", "ZAF",
)  # fmt: skip
GROUPS = (
    Group("big", "Some large ones", ("BRA", "CHN", "IND", "USA"), "test"),
    Group("small", "Some others", ("CHE", "KEN", "VNM"), "test"),
    Group("row", "One with a row of its own", ("EGY", "NGA", "ZAF"), "test", aggregate="SSF"),
    *(Group(code, code, (code,), "test") for code in ("CHN", "DEU", "FRA", "BGD")),
    Group("big - USA", "Some large ones less one", ("BRA", "CHN", "IND"), "test"),
    Group("DEU + FRA", "Two", ("DEU", "FRA"), "test"),
)
AREAS = tuple(group.id for group in GROUPS)
BLOCS = Group(
    "blocs",
    "Three groups",
    tuple(sorted({one for group in GROUPS[:3] for one in group.members})),
    "test",
    parts=("big", "small", "row"),
)
MEMBERS = {group.id: group.members for group in GROUPS}
INDICATORS = {
    "population": "SP.POP.TOTL",
    "gdp_current_usd": "NY.GDP.MKTP.CD",
    "life_expectancy": "SP.DYN.LE00.IN",
    "access_to_water": "SH.H2O.BASW.ZS",
    "gdp_growth": "NY.GDP.MKTP.KD.ZG",
    "exchange_rate": "PA.NUS.FCRF",
}
CONCEPTS_HERE = {
    **{name: CONCEPTS[name] for name in
       ("population", "gdp_current_usd", "gdp_growth", "exchange_rate")},
    "life_expectancy": Concept(
        "life_expectancy", "life expectancy", "years", "index", {"wdi": "SP.DYN.LE00.IN"},
        weight="population",
    ),
    "access_to_water": Concept(
        "access_to_water", "access to water", "percent", "ratio", {"wdi": "SH.H2O.BASW.ZS"},
        weight="population",
    ),
}  # fmt: skip
CONVERTED, PART = "gdp_current_usd@GBP", "access_to_water*population"
CONCEPTS_HERE[CONVERTED] = in_currency(CONCEPTS["gdp_current_usd"], "GBP")  # type: ignore[assignment]
CONCEPTS_HERE[PART] = part_of(CONCEPTS_HERE["access_to_water"], CONCEPTS["population"])
SUMMED = ("population", "gdp_current_usd", CONVERTED, PART)
WEIGHTS = {
    "life_expectancy": "population",
    "access_to_water": "population",
    "gdp_growth": "gdp_current_usd",
}


def random_table(rng: np.random.Generator) -> pd.DataFrame:
    """Long form: every country, the world and a published row; some years are missing."""
    rows = []
    for edition in EDITIONS:
        for name, code in INDICATORS.items():
            for area in (*COUNTRIES, "WLD", "SSF"):
                for year in YEARS:
                    if (edition, year) == (EDITIONS[0], 2004):
                        continue
                    if area == "MEX" and year < 2003:
                        continue
                    rows.append(("wdi", edition, code, area, year, _draw(rng, name), "", "A"))
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def _draw(rng: np.random.Generator, name: str) -> float:
    low, high = {
        "population": (1e6, 1e9),
        "gdp_current_usd": (1e9, 1e13),
        "life_expectancy": (40, 85),
        "access_to_water": (10, 100),
        "gdp_growth": (-5, 12),
        "exchange_rate": (0.5, 2.0),
    }[name]
    return float(rng.uniform(low, high))


TABLE = random_table(np.random.default_rng(13))
WIDE = {
    (edition, name): TABLE[(TABLE["vintage"] == edition) & (TABLE["indicator"] == code)]
    .pivot_table(index="ref_area", columns="time_period", values="obs_value")
    .reindex(columns=list(YEARS))
    / (100 if name in ("access_to_water", "gdp_growth") else 1)
    for edition in EDITIONS
    for name, code in INDICATORS.items()
}
for _edition in EDITIONS:
    WIDE[_edition, CONVERTED] = WIDE[_edition, "gdp_current_usd"].mul(
        WIDE[_edition, "exchange_rate"].loc["GBR"], axis="columns"
    )
    WIDE[_edition, PART] = WIDE[_edition, "access_to_water"] * WIDE[_edition, "population"]
PANDAS = {key: frame.to_dict("index") for key, frame in WIDE.items()}


@pytest.fixture(scope="module")
def cube() -> Cube:
    return build_cube(TABLE, CONCEPTS_HERE, (*GROUPS, BLOCS))


class Drawn:
    """One random reading, and the plain computations that measures are made of."""

    def __init__(
        self, rng: np.random.Generator, concepts: tuple[str, ...], areas: tuple[str, ...] = AREAS
    ) -> None:
        self.edition = str(rng.choice(EDITIONS))
        self.concept = str(rng.choice(concepts))
        self.area, self.other = (str(one) for one in rng.choice(areas, 2, replace=False))
        self.start, self.end = sorted(int(one) for one in rng.choice(list(YEARS), 2, replace=False))
        self.weighting: Weighting = (
            "" if self.concept in SUMMED else rng.choice(["simple", "weighted"])
        )

    def level(self, year: int, area: str = "", concept: str = "") -> float:
        """The sum, the published row or the mean of an area in a year."""
        area, concept = area or self.area, concept or self.concept
        values = PANDAS[self.edition, concept]
        if area == "world":
            return float(values["WLD"].get(year, np.nan))
        members = MEMBERS[area]
        if area == "row" and (concept in SUMMED or self.weighting != "simple"):
            return float(values["SSF"].get(year, np.nan))
        own = [values[one].get(year, np.nan) for one in members]
        if concept in SUMMED:
            return float(np.sum(own))
        if self.weighting == "simple" or len(members) == 1:
            return float(np.mean(own))
        weigh = PANDAS[self.edition, WEIGHTS[concept]]
        lag = 1 if concept == "gdp_growth" else 0
        weights = [weigh[one].get(year - lag, np.nan) for one in members]
        return float(np.sum(np.multiply(own, weights)) / np.sum(weights))

    def mean(self, start: int, end: int, area: str = "", concept: str = "") -> float:
        return float(np.mean([self.level(year, area, concept) for year in range(start, end + 1)]))

    def shares(self, area: str = "world", concept: str = "") -> tuple[float, float]:
        """The share of another area, or of another indicator, at both ends."""
        first, last = (
            self.level(year) / self.level(year, area if not concept else "", concept)
            for year in (self.start, self.end)
        )
        return first, last

    def of_set(self, year: int, members: tuple[str, ...]) -> dict[str, float]:
        values = PANDAS[self.edition, self.concept]
        found = {one: values[one].get(year, np.nan) for one in members}
        return {one: value for one, value in found.items() if not np.isnan(value)}


Expected = Callable[[Drawn], float]
LEVELS = (*SUMMED, "life_expectancy", "access_to_water")
ALL = (*LEVELS, "gdp_growth")


def _rank(drawn: Drawn, order: int) -> float:
    others = drawn.of_set(drawn.end, COUNTRIES)
    if len(others) < 0.9 * len(COUNTRIES):
        return np.nan
    own = drawn.level(drawn.end)
    kept = {one: value for one, value in others.items() if one not in MEMBERS[drawn.area]}
    if np.isnan(own):
        return np.nan
    return 1.0 + sum(order * value > order * own for value in kept.values())


def _rank_of_groups(drawn: Drawn) -> float:
    """Among groups by their sums, rows or means, and not by their members."""
    levels = {group: drawn.level(drawn.end, group) for group in BLOCS.parts}
    if np.isnan(list(levels.values())).any():
        return np.nan
    return 1.0 + sum(one > levels[drawn.area] for one in levels.values())


def _passing(drawn: Drawn) -> float:
    found = drawn.of_set(drawn.end, COUNTRIES)
    enough = len(found) >= 0.9 * len(COUNTRIES)
    return float(sum(value > 5e8 for value in found.values())) if enough else np.nan


def _holding(drawn: Drawn) -> float:
    found = sorted(drawn.of_set(drawn.end, COUNTRIES).values(), reverse=True)
    if len(found) < 0.9 * len(COUNTRIES):
        return np.nan
    reached = np.cumsum(found) >= 0.5 * drawn.level(drawn.end)
    return float(np.argmax(reached) + 1) if reached.any() else np.nan


def _middle(drawn: Drawn) -> float:
    found = sorted(drawn.of_set(drawn.end, MEMBERS[drawn.area]).values(), reverse=True)
    return found[len(found) // 2] if len(found) == len(MEMBERS[drawn.area]) else np.nan


def _least(drawn: Drawn) -> float:
    found = drawn.of_set(drawn.end, MEMBERS[drawn.area])
    return min(found.values()) if len(found) == len(MEMBERS[drawn.area]) else np.nan


def _overtaken(drawn: Drawn) -> float:
    ahead = [drawn.level(year) > drawn.level(year, drawn.other) for year in YEARS]
    known = [not np.isnan(drawn.level(year) - drawn.level(year, drawn.other)) for year in YEARS]
    at = drawn.end - YEARS.start
    if not known[at] or not ahead[at]:
        return np.nan
    while at >= 0 and known[at] and ahead[at]:
        at -= 1
    return float(YEARS[at + 1]) if at >= 0 and known[at] else np.nan


def _growths(drawn: Drawn) -> float:
    years = range(drawn.start, drawn.end + 1)
    return float(np.mean([drawn.level(y) / drawn.level(y - 1) - 1 for y in years]))


CASES: dict[str, tuple[dict[str, str], bool, tuple[str, ...], Expected]] = {
    "value": ({}, False, ALL, lambda d: d.level(d.end)),
    "sum": ({"measure": "sum"}, True, ("gdp_current_usd",),
            lambda d: d.mean(d.start, d.end) * (d.end - d.start + 1)),
    "mean": ({"measure": "mean"}, True, ALL, lambda d: d.mean(d.start, d.end)),
    "share of the world": ({"measure": "share"}, False, SUMMED,
                           lambda d: d.level(d.end) / d.level(d.end, "world")),
    "share of an area": ({"measure": "share", "of": "OTHER"}, False, SUMMED,
                         lambda d: d.level(d.end) / d.level(d.end, d.other)),
    "share of another indicator": (
        {"measure": "share", "of": "gdp_current_usd"}, False, ("population",),
        lambda d: d.level(d.end) / d.level(d.end, concept="gdp_current_usd")),
    "change": ({"measure": "change"}, True, ALL, lambda d: d.level(d.end) - d.level(d.start)),
    "change in a year": ({"measure": "change"}, False, ALL,
                         lambda d: d.level(d.end) - d.level(d.end - 1)),
    "growth": ({"measure": "growth"}, True, LEVELS,
               lambda d: d.level(d.end) / d.level(d.start) - 1),
    "growth in a year": ({"measure": "growth"}, False, LEVELS,
                         lambda d: d.level(d.end) / d.level(d.end - 1) - 1),
    "change of a share of the world": (
        {"measure": "change", "of": "world"}, True, SUMMED,
        lambda d: d.shares()[1] - d.shares()[0]),
    "change of a share in a year": (
        {"measure": "change", "of": "world"}, False, SUMMED,
        lambda d: d.level(d.end) / d.level(d.end, "world")
        - d.level(d.end - 1) / d.level(d.end - 1, "world")),
    "change of a share of an area": (
        {"measure": "change", "of": "OTHER"}, True, SUMMED,
        lambda d: d.shares(d.other)[1] - d.shares(d.other)[0]),
    "change of a share of another indicator": (
        {"measure": "change", "of": "gdp_current_usd"}, True, ("population",),
        lambda d: float(np.diff(d.shares(concept="gdp_current_usd"))[0])),
    "growth of a share": (
        {"measure": "growth", "of": "OTHER"}, True, SUMMED,
        lambda d: d.shares(d.other)[1] / d.shares(d.other)[0] - 1),
    "compound growth of a share": (
        {"measure": "compound_growth", "of": "world"}, True, SUMMED,
        lambda d: (d.shares()[1] / d.shares()[0]) ** (1 / (d.end - d.start)) - 1),
    "a share over what it was": (
        {"measure": "ratio", "of": "world"}, True, SUMMED,
        lambda d: d.shares()[1] / d.shares()[0]),
    "a share of another indicator over what it was": (
        {"measure": "ratio", "of": "gdp_current_usd"}, True, ("population",),
        lambda d: float(np.divide(*d.shares(concept="gdp_current_usd")[::-1]))),
    "a share held against what it was": (
        {"measure": "comparison", "of": "OTHER"}, True, SUMMED,
        lambda d: d.shares(d.other)[1] / d.shares(d.other)[0] - 1),
    "mean growth of a level": ({"measure": "mean_growth"}, True, LEVELS, _growths),
    "mean growth of a rate": ({"measure": "mean_growth"}, True, ("gdp_growth",),
                              lambda d: d.mean(d.start, d.end)),
    "compound growth": (
        {"measure": "compound_growth"}, True, LEVELS,
        lambda d: (d.level(d.end) / d.level(d.start)) ** (1 / (d.end - d.start)) - 1),
    "ratio to an area": ({"measure": "ratio", "to": "OTHER"}, False, LEVELS,
                         lambda d: d.level(d.end) / d.level(d.end, d.other)),
    "excess over an area": ({"measure": "excess", "to": "OTHER"}, False, LEVELS,
                            lambda d: d.level(d.end) / d.level(d.end, d.other) - 1),
    "ratio to the world": ({"measure": "ratio", "to": "world"}, False, SUMMED,
                           lambda d: d.level(d.end) / d.level(d.end, "world")),
    "ratio to an earlier year": ({"measure": "ratio"}, True, LEVELS,
                                 lambda d: d.level(d.end) / d.level(d.start)),
    "difference from an area": ({"measure": "difference", "to": "OTHER"}, False, ALL,
                                lambda d: d.level(d.end) - d.level(d.end, d.other)),
    "difference of means": ({"measure": "difference", "to": "OTHER"}, True, ("gdp_growth",),
                            lambda d: d.mean(d.start, d.end) - d.mean(d.start, d.end, d.other)),
    "comparison": (
        {"measure": "comparison", "to": "OTHER"}, False, ALL,
        lambda d: (d.level(d.end) - d.level(d.end, d.other)) / abs(d.level(d.end, d.other))),
    "comparison with an earlier year": (
        {"measure": "comparison"}, True, LEVELS,
        lambda d: (d.level(d.end) - d.level(d.start)) / abs(d.level(d.start))),
    "per head": ({"measure": "per_head"}, False, ("gdp_current_usd",),
                 lambda d: d.level(d.end) / d.level(d.end, concept="population")),
    "complement": ({"measure": "complement"}, False, ("access_to_water",),
                   lambda d: 1 - d.level(d.end)),
    "product": ({"measure": "product", "of": "population"}, False, ("access_to_water",),
                lambda d: d.level(d.end) * d.level(d.end, concept="population")),
    "complement product": (
        {"measure": "complement_product", "of": "population"}, False, ("access_to_water",),
        lambda d: (1 - d.level(d.end)) * d.level(d.end, concept="population")),
    "rank": ({"measure": "rank", "among": "countries", "order": "highest"}, False, ALL,
             lambda d: _rank(d, 1)),
    "rank from below": ({"measure": "rank", "among": "countries", "order": "lowest"}, False, ALL,
                        lambda d: _rank(d, -1)),
    "extreme": ({"measure": "extreme", "among": "countries", "order": "highest"}, False, ALL,
                lambda d: _rank(d, 1)),
    "rank among groups": ({"measure": "rank", "among": "blocs", "order": "highest"}, False, ALL,
                          _rank_of_groups),
    "extreme among groups": ({"measure": "extreme", "among": "blocs", "order": "highest"}, False,
                             ALL, _rank_of_groups),
    "count": ({"measure": "count", "among": "countries", "to": "more than 500 million"}, False,
              ("population",), _passing),
    "count that holds half": ({"measure": "count", "among": "countries", "to": "half"}, False,
                              ("population",), _holding),
    "each": ({"measure": "each"}, False, ALL, _least),
    "most": ({"measure": "most"}, False, ALL, _middle),
    "threshold": ({"measure": "threshold", "to": "OTHER"}, False, LEVELS, _overtaken),
}  # fmt: skip


def test_every_measure_that_observations_decide_is_compared() -> None:
    compared = {fields.get("measure", "value") for fields, _, _, _ in CASES.values()}
    # A count of members rests on a list, a time that passed on the paper's own dates.
    assert compared == set(MEASURES) - {"total", "elapsed"}


@pytest.mark.parametrize("name", CASES)
def test_a_measure_is_what_pandas_gives(name: str, cube: Cube) -> None:
    fields, is_span, concepts, expected = CASES[name]
    rng = np.random.default_rng(len(name))
    areas = BLOCS.parts if fields.get("among") == "blocs" else AREAS
    drawn = [Drawn(rng, concepts, areas) for _ in range(READINGS)]
    claims = [_claim(one, fields, is_span) for one in drawn]

    got = _values(cube, claims, drawn, is_span)

    wanted = np.array([expected(one) for one in drawn])
    # Of a sum, a country without data may leave an order of all countries open (ordering).
    may_be_open = np.array([name in ORDERS and _lacks_one(one) for one in drawn])
    wanted = np.where(may_be_open & np.isnan(got), np.nan, wanted)
    np.testing.assert_array_equal(np.isnan(got), np.isnan(wanted))
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-12)
    assert (~np.isnan(got)).mean() > 0.15


ORDERS = frozenset({"rank", "rank from below", "extreme", "count", "count that holds half"})


def _lacks_one(drawn: Drawn) -> bool:
    return drawn.concept in SUMMED and len(drawn.of_set(drawn.end, COUNTRIES)) < len(COUNTRIES)


def _claim(drawn: Drawn, fields: dict[str, str], is_span: bool) -> Claim:
    figure = Figure("over 5", Decimal(5), "number", Decimal(1), "lower")
    claim = Claim(
        id="c", statement_id="s", phrase="", figure=figure, measure="value",
        indicator=drawn.concept, group=drawn.area,
        period=Period(drawn.start if is_span else drawn.end, drawn.end),
        weighting=drawn.weighting,
    )  # fmt: skip
    named = {key: drawn.other if value == "OTHER" else value for key, value in fields.items()}
    return replace(claim, **named)  # type: ignore[arg-type]


def _values(cube: Cube, claims: list[Claim], drawn: list[Drawn], is_span: bool) -> np.ndarray:
    finder = OperandFinder(cube)
    layers = {(layer.concept, layer.vintage): at for at, layer in enumerate(cube.layers)}

    def column(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int32)

    ends = column([cube.year_at(one.end) for one in drawn])
    starts = column([cube.year_at(one.start) for one in drawn]) if is_span else ends
    rows = Rows(
        claim=column(list(range(len(claims)))),
        measure=column([finder.of(claim).measure for claim in claims]),
        layer=column([layers[one.concept, one.edition] for one in drawn]),
        weighting=column([WEIGHTING_AT[one.weighting] for one in drawn]),
        group=column([finder.group_of(claim) for claim in claims]),
        start=starts,
        end=ends,
        is_reversed=np.zeros(len(claims), dtype=bool),
    )
    values, _ = evaluate(Tables(cube), finder.complete(rows, claims), np.zeros(len(claims), bool))
    return values


def test_a_pair_is_its_measure_at_both_ends(cube: Cube) -> None:
    rng = np.random.default_rng(3)
    drawn = [Drawn(rng, LEVELS) for _ in range(300)]
    claims = [_claim(one, {"measure": "ratio", "to": "OTHER"}, True) for one in drawn]
    finder = OperandFinder(cube)
    layers = {(layer.concept, layer.vintage): at for at, layer in enumerate(cube.layers)}
    columns = [
        [finder.of(claim).measure, layers[one.concept, one.edition],
         WEIGHTING_AT[one.weighting], finder.group_of(claim),
         cube.year_at(one.start), cube.year_at(one.end)]
        for claim, one in zip(claims, drawn, strict=True)
    ]  # fmt: skip
    measure, layer, weighting, group, start, end = np.array(columns, dtype=np.int32).T
    nothing = np.zeros(len(claims), dtype=bool)
    number = np.arange(len(claims), dtype=np.int32)
    rows = finder.complete(
        Rows(number, measure, layer, weighting, group, start, end, nothing), claims
    )

    values, firsts = evaluate(Tables(cube), rows, ~nothing)

    for at, one in enumerate(drawn):
        ratios = [one.level(year) / one.level(year, one.other) for year in (one.start, one.end)]
        if np.isnan(ratios).any():
            assert np.isnan([firsts[at], values[at]]).all()
        else:
            np.testing.assert_allclose([firsts[at], values[at]], ratios, rtol=1e-9)
