"""Claims and vintages made by hand, near the real ones, for `sample_assessment`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sources.model import Claim, Figure, Period, Unverifiable, Vintage, VintageEvidence

LATEST = Period(None, None)


def vintage(source: str, date: str, label: str, last_year: int, licence: str) -> Vintage:
    """A vintage with evidence such as the embedded snapshot has."""
    evidence = VintageEvidence(
        file=f"{source}_{date}.csv.gz",
        sha256="ab" * 32,
        source_sha256="cd" * 32,
        url="https://datacatalog.worldbank.org/search/dataset/0037712",
        licence=licence,
        attribution=f"{label}, {licence}",
        retrieved_at="2026-11-20",
        last_updated=date,
        how_known="Last Updated Date in the download",
        rows=12345,
    )
    return Vintage(source, date, label, ("SP.POP.TOTL",), 2005, last_year, evidence)


WDI = "World Development Indicators"
VINTAGES = (
    vintage("wdi", "2018-05-21", WDI, 2016, "CC BY 4.0"),
    vintage("wdi", "2020-04-01", WDI, 2018, "CC BY 4.0"),
    vintage("wdi", "2025-07-01", WDI, 2024, "CC BY 4.0"),
    vintage("wpp", "2019", "World Population Prospects 2019", 2020, "CC BY 3.0 IGO"),
)


def figure(text: str, value: str, unit: str, quantum: str, hedge: str = "none") -> Figure:
    """A figure as the grammar would give it."""
    return Figure(text, Decimal(value), unit, Decimal(quantum), hedge)  # type: ignore[arg-type]


def sample_claims() -> dict[str, Claim]:
    """Claims near those of the embedded paper, by id."""

    def coverage(name: str, phrase: str, made: Figure, measure: str, indicator: str) -> Claim:
        return Claim(name, "coverage", phrase, made, measure, indicator, "bri-65", LATEST)

    billions = figure("4 billion 400 million", "4.4e9", "number", "1e8")
    trillions = figure("over $20 trillion", "20e12", "usd", "1e13", "lower")
    trend = replace(
        figure("from 30.3% to 29.1%", "29.1", "percent", "0.1"),
        first=figure("30.3%", "30.3", "percent", "0.1"),
        direction="increase",
    )
    span = Period(2013, 2017)
    made = (
        coverage(
            "population", "population of 4 billion 400 million", billions, "total", "population"
        ),
        coverage(
            "population-share",
            "about 63% of the world's population",
            figure("about 63%", "63", "percent", "1", "about"),
            "share",
            "population",
        ),
        coverage("gdp", "over $20 trillion", trillions, "total", "gdp_current_usd"),
        coverage(
            "gdp-share",
            "29% of the world",
            figure("29%", "29", "percent", "1"),
            "share",
            "gdp_current_usd",
        ),
        coverage(
            "economies",
            "more than 60 countries",
            figure("more than 60", "60", "number", "10", "lower"),
            "count",
            "",
        ),
        Claim(
            "growth",
            "growth",
            "an average annual growth of 5.3%",
            figure("5.3%", "5.3", "percent", "0.1"),
            "mean_growth",
            "gdp_growth",
            "bri-65",
            span,
            "simple",
        ),
        Claim(
            "growth-lead",
            "growth",
            "higher than the world by 2 percentage points",
            figure("2 percentage points", "2", "percentage_points", "1"),
            "difference",
            "gdp_growth",
            "bri-65",
            span,
            "weighted",
        ),
        Claim(
            "gdp-trend",
            "growth",
            "from 30.3% to 29.1%",
            trend,
            "share",
            "gdp_current_usd",
            "bri-65",
            span,
        ),
        Claim(
            "trade",
            "trade",
            "exceeded $4 trillion",
            figure("exceeded $4 trillion", "4e12", "usd", "1e12", "lower"),
            "total",
            "goods_trade_china",
            "cn-65",
            Period(2014, 2017),
        ),
        Claim(
            "bank",
            "finance",
            "$3 billion 700 million in loans",
            figure("$3 billion 700 million", "3.7e9", "usd", "1e8"),
            unverifiable=Unverifiable(
                "No World Bank or United Nations indicator counts a development bank's loans.",
                "The Asian Infrastructure Investment Bank, in its annual report for 2017.",
            ),
        ),
    )
    return {claim.id: claim for claim in made}
