"""A small paper, its judgement and its observations, made by hand for the tests of the suites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from expectations.judging.tolerance import admits, admits_first, is_inside
from expectations.outcomes import (
    Assessment,
    ComputedReading,
    Explanation,
    Observed,
    Outcome,
    Verdict,
)
from sources.model import (
    OBSERVATION_COLUMNS,
    Axes,
    Claim,
    Figure,
    FigureUnit,
    Group,
    Hedge,
    Paper,
    Snapshot,
    Statement,
    Unverifiable,
    Vintage,
    VintageEvidence,
)

TRIO = Group("trio", "Three large countries", ("CHN", "IND", "RUS"), "made for a test")
NOTHING = Explanation(None, (), (), 0, 0, None, None, "")
RUN_ID = "2026-11-23T14-05-00Z-a1b2c3"


def figure(text: str, value: str, unit: FigureUnit, quantum: str, hedge: Hedge = "none") -> Figure:
    """A figure as if parsed."""
    return Figure(text, Decimal(value), unit, Decimal(quantum), hedge)


def _trend() -> Figure:
    first = figure("30.3%", "30.3", "percent", "0.1")
    return replace(figure("from 30.3% to 29.1%", "29.1", "percent", "0.1"), first=first)


PEOPLE = Claim(
    "people",
    "coverage",
    "population of 4 billion 400 million",
    figure("4 billion 400 million", "4.4e9", "number", "1e8"),
    "total",
    "population",
    "trio",
)
SHARE = Claim(
    "share",
    "coverage",
    "about 63% of the world",
    figure("about 63%", "63", "percent", "1", "about"),
    "share",
    "population",
    "trio",
)
OUTPUT = Claim(
    "output",
    "coverage",
    "over $20 trillion",
    figure("over $20 trillion", "20e12", "usd", "1e13", "lower"),
    "total",
    "gdp_current_usd",
    "trio",
)
TREND = Claim(
    "trend", "coverage", "from 30.3% to 29.1%", _trend(), "share", "gdp_current_usd", "trio"
)
TRAINS = Claim(
    "trains",
    "rail",
    "7600 trains",
    figure("7600", "7600", "number", "100"),
    unverifiable=Unverifiable("No indicator counts trains.", "The railway company"),
)
CLAIMS = (PEOPLE, SHARE, OUTPUT, TREND, TRAINS)


def make_paper(*claims: Claim, **fields: object) -> Paper:
    """A paper of one statement; by default of the five claims above."""
    statement = Statement("coverage", "II", claims or CLAIMS, Axes(groups=("world",)))
    made = Paper("sample", "A sample paper", "A. Author", "2018", "", (statement,), groups=(TRIO,))
    return replace(made, **fields)  # type: ignore[arg-type]


def observe(
    claim: Claim, value: float, key: str, year: int, first: float | None = None
) -> Observed:
    """The declared reading of a claim in one vintage ("wdi@2018-05-21")."""
    bounds, of_first = admits(claim), admits_first(claim)
    inside = is_inside(value, bounds)
    if of_first is not None and first is not None:
        inside = inside and is_inside(first, of_first)
    source, _, vintage = key.partition("@")
    reading = ComputedReading(
        claim.group, claim.indicator, year, year, source, vintage, "", "as stated", value, first,
        inside,
    )  # fmt: skip
    role = "as_seen" if vintage < "2020" else "today"
    text = "inside" if inside else "4.7% lower"
    return Observed(role, reading, 0.0, text, 1.0, ())  # type: ignore[arg-type]


def judge(claim: Claim, verdict: Verdict, sentence: str, *observed: Observed) -> Outcome:
    """The outcome of a claim, with nothing but what is said."""
    bounds = None if claim.unverifiable else admits(claim)
    return Outcome(
        claim, bounds, admits_first(claim), verdict, sentence, observed, NOTHING, (), (), ()
    )


def make_assessment(paper: Paper | None = None) -> Assessment:
    """The five claims, judged: two hold, two are off, one cannot be checked."""
    wdi, wpp, today = "wdi@2018-05-21", "wpp@2019-06-17", "wdi@2025-07-01"
    outcomes = (
        judge(
            PEOPLE,
            Verdict.REFUTED,
            "There were 4.62 billion people in 2016; 4.4 billion is 4.7% lower.",
            observe(PEOPLE, 4.62e9, wdi, 2016),
            observe(PEOPLE, 4.63e9, today, 2016),
            observe(PEOPLE, 4.67e9, wpp, 2017),
        ),
        judge(SHARE, Verdict.REPRODUCED, "It was 62.1%.", observe(SHARE, 0.6205, wdi, 2016)),
        judge(
            OUTPUT, Verdict.UNDERSTATED, "It was $31 trillion.", observe(OUTPUT, 31e12, wdi, 2016)
        ),
        judge(TREND, Verdict.CONTRADICTED, "A fall.", observe(TREND, 0.308, wdi, 2016, 0.3)),
        judge(TRAINS, Verdict.UNVERIFIABLE, "No public indicator covers it."),
    )
    return Assessment(paper or make_paper(), outcomes, VINTAGES)


Table = Mapping[tuple[str, str, str, str], Mapping[int, float]]
"""Values by year of (source, vintage, indicator, area)."""

YEARS = range(2010, 2017)
SIZES = {"CHN": 100.0, "IND": 60.0, "RUS": 40.0, "WLD": 201.0}


def series(size: float, growth: float = 1.02) -> dict[int, float]:
    """A series that grows evenly."""
    return {year: size * growth ** (year - YEARS[0]) for year in YEARS}


def make_table() -> dict[tuple[str, str, str, str], dict[int, float]]:
    """People and growth in one vintage, three countries and the world; nothing wrong with it."""
    table = {("wdi", "2018-05-21", "SP.POP.TOTL", area): series(SIZES[area]) for area in SIZES}
    for area in SIZES:
        table["wdi", "2018-05-21", "NY.GDP.MKTP.KD.ZG", area] = dict.fromkeys(YEARS, -1.5)
    return table


def make_frame(table: Table) -> pd.DataFrame:
    """A table of series in long form."""
    rows = [
        (source, vintage, code, area, year, value, "", "A")
        for (source, vintage, code, area), values in table.items()
        for year, value in values.items()
    ]
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


EVIDENCE = VintageEvidence("x.csv.gz", "", "", "", "none", "made for a test", "", "", "", 0)
VINTAGES = (
    Vintage(
        "wdi", "2018-05-21", "World Development Indicators",
        ("NY.GDP.MKTP.KD.ZG", "SP.POP.TOTL"), YEARS[0], YEARS[-1], EVIDENCE,
    ),
)  # fmt: skip


def make_snapshot(table: Table | None = None, **fields: object) -> Snapshot:
    """The snapshot of a table."""
    made = Snapshot("sample", VINTAGES, make_frame(make_table() if table is None else table))
    return replace(made, **fields)  # type: ignore[arg-type]
