"""Money in other currencies: in an economy's own series, else converted by the Bank's own rates."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from sample_claims import vintage

from expectations.assessment.assess import assess
from expectations.checks.observations_suite import observations_suite
from expectations.outcomes import Outcome
from sources.errors import RegisterError
from sources.figures.parse import find_figures, parse_figure
from sources.model import OBSERVATION_COLUMNS, Snapshot
from sources.registers.register import parse_paper
from sources.snapshots.needs import named_codes, wanted_by

GDP = {"measure": "value", "indicator": "gdp_current_usd", "period": "2016"}
IN_DOLLARS, IN_OWN, RATES = "NY.GDP.MKTP.CD", "NY.GDP.MKTP.CN", "PA.NUS.FCRF"


def register(*claims: dict[str, Any], published: str = "2017-08-06") -> str:
    head = {"id": "money", "title": "Money", "published": published}
    listed = [{"id": f"c{at}", **claim} for at, claim in enumerate(claims)]
    return json.dumps({"paper": head, "claims": listed})


def snapshot(**series: dict[str, float]) -> Snapshot:
    """An edition of a month before the text with the same values for 2014 to 2016."""
    rows = [
        ("wdi", "2017-07-13", code.replace("_", "."), area, year, value, "", "")
        for code, values in series.items()
        for area, value in values.items()
        for year in (2014, 2015, 2016)
    ]
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    made = vintage("wdi", "2017-07-13", "World Development Indicators", 2016, "CC BY 4.0")
    return Snapshot("made", (made,), frame)


DATA: dict[str, dict[str, float]] = {
    "NY_GDP_MKTP_CD": {"SGP": 300e9, "MYS": 300e9, "CHN": 11e12, "GBR": 2.7e12, "TUR": 900e9,
                       "PAK": 280e9, "JPN": 5e12, "WLD": 76e12},
    "NY_GDP_MKTP_CN": {"CHN": 74e12, "GBR": 2.0e12, "PAK": 29e12, "JPN": 540e12},
    "PA_NUS_FCRF": {"SGP": 1.4, "CHN": 6.64, "GBR": 0.74, "PAK": 104.8, "JPN": 108.8},
}  # fmt: skip


def judged(*claims: dict[str, Any], data: dict[str, dict[str, float]] = DATA) -> list[Outcome]:
    paper = parse_paper(register(*claims), "money.yaml")
    return list(assess(paper, snapshot(**data)).outcomes)


@pytest.mark.parametrize(
    ("phrase", "area", "standing"),
    [
        ("S$420 billion", "MYS", "holds"),
        ("S$840 billion", "SGP + MYS", "holds"),
        ("S$900 billion", "SGP + MYS", "open"),
        ("S$8.4 trillion", "SGP + MYS", "off"),
        ("£8.1 trillion", "CHN", "holds"),
        ("74 trillion yuan", "CHN", "holds"),
        ("RMB 174 trillion", "CHN", "off"),
    ],
)
def test_money_is_judged_in_its_own_currency(phrase: str, area: str, standing: str) -> None:
    [outcome] = judged({**GDP, "phrase": phrase, "area": area})
    assert outcome.standing == standing, outcome.sentence


def test_the_rate_its_year_and_its_edition_are_told() -> None:
    [outcome] = judged({**GDP, "phrase": "S$420 billion", "area": "MYS"})
    assert outcome.sentence.endswith(
        "Converted at 1.4 Singapore dollars to the US$, the official exchange rate of Singapore "
        "in 2016 (PA.NUS.FCRF, WDI 2017-07-13)."
    )


def test_without_the_rate_nothing_is_off_and_the_rate_is_asked_for() -> None:
    without = {name: values for name, values in DATA.items() if name != "PA_NUS_FCRF"}
    [outcome] = judged({**GDP, "phrase": "S$9 trillion", "area": "MYS"}, data=without)
    assert outcome.standing == "open"
    assert "the exchange rate PA.NUS.FCRF of Singapore for 2016 is not at hand" in outcome.sentence


def test_an_economys_own_money_is_read_from_its_own_series() -> None:
    yuan, pounds = (
        one.claim.indicator
        for one in judged(
            {**GDP, "phrase": "74 trillion yuan", "area": "CHN"},
            {**GDP, "phrase": "£8.1 trillion", "area": "CHN"},
        )
    )
    assert (yuan, pounds) == ("wdi:NY.GDP.MKTP.CN", "gdp_current_usd@GBP")


def test_a_series_in_local_money_is_no_series_in_another_currency() -> None:
    local = {"measure": "value", "indicator": "wdi:NY.GDP.MKTP.CN", "period": "2016"}
    [outcome] = judged({**local, "phrase": "S$15 trillion", "area": "CHN"})
    assert outcome.claim.indicator == "wdi:NY.GDP.MKTP.CD@SGD"
    assert outcome.standing == "holds", outcome.sentence


@pytest.mark.parametrize(("phrase", "area"), [("Rs 29 trillion", "PAK"), ("¥540 trillion", "JPN")])
def test_a_sign_that_several_share_is_that_of_the_area(phrase: str, area: str) -> None:
    [outcome] = judged({**GDP, "phrase": phrase, "area": area})
    assert outcome.standing == "holds", outcome.sentence


def test_money_of_before_its_present_unit_is_left_open() -> None:
    lira = {**GDP, "phrase": "8 trillion Turkish lira", "area": "TUR", "period": "1995"}
    [outcome] = judged(lira)
    assert outcome.standing == "open"
    assert "when Turkish lira were not yet those of 2005 on" in outcome.sentence


def test_a_register_may_say_whose_dollars_are_meant() -> None:
    claim = {**GDP, "phrase": "$420 billion", "area": "MYS"}
    plain, told = judged(claim, {**claim, "unit": "SGD"})
    assert (plain.standing, told.standing) == ("off", "holds")


def test_a_register_may_not_say_otherwise_than_its_phrase() -> None:
    claim = {**GDP, "phrase": "US$420 billion", "area": "MYS", "unit": "SGD"}
    with pytest.raises(RegisterError, match="states usd, not SGD"):
        parse_paper(register(claim), "money.yaml")


def test_constant_prices_are_not_converted() -> None:
    claim = {"measure": "value", "indicator": "gdp_constant_usd", "period": "2016",
             "phrase": "S$420 billion", "area": "MYS"}  # fmt: skip
    with pytest.raises(RegisterError, match="the phrase states sgd"):
        parse_paper(register(claim), "money.yaml")


def test_a_conversion_needs_the_series_and_the_rates() -> None:
    paper = parse_paper(register({**GDP, "phrase": "S$420 billion", "area": "MYS"}), "money.yaml")
    assert {("wdi", IN_DOLLARS), ("wdi", RATES)} <= named_codes(paper)
    assert {IN_DOLLARS, RATES} <= wanted_by([paper]).of("wdi")


def test_a_rate_of_the_year_of_the_text_may_be_the_authors() -> None:
    """The rate fell by half: nobody is off for the rate of another year."""
    rows = snapshot(**DATA).observations
    is_old = (rows["indicator"] == RATES) & (rows["time_period"] < 2016)
    rows.loc[is_old, "obs_value"] *= 0.5
    paper = parse_paper(register({**GDP, "phrase": "S$215 billion", "area": "MYS"}), "money.yaml")
    [outcome] = assess(paper, Snapshot("made", snapshot(**DATA).vintages, rows)).outcomes
    assert outcome.standing == "open"


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("KSh 4 billion", "KES", 4_000_000_000),
        ("CN¥5 trillion", "CNY", 5_000_000_000_000),
        ("R$6 trillion", "BRL", 6_000_000_000_000),
        ("A$1.2bn", "AUD", 1_200_000_000),
        ("75 trillion naira", "NGN", 75_000_000_000_000),
        ("1,600 trillion won", "KRW", 1_600_000_000_000_000),
        ("Rs. 5 trillion", "INR", 5_000_000_000_000),
        ("5 billion Kenyan shillings", "KES", 5_000_000_000),
        ("₨5 billion", "INR", 5_000_000_000),
    ],
)
def test_signs_and_words_of_currencies_are_read(text: str, currency: str, value: int) -> None:
    figure = parse_figure(text)
    assert figure.currency == currency
    assert figure.value == value


@pytest.mark.parametrize("text", ["SDG 8", "COP 26", "they won 5 seats"])
def test_other_abbreviations_are_no_currencies(text: str) -> None:
    assert not any(figure.currency for figure in find_figures(text))


def test_what_is_made_of_a_series_is_known_to_the_suites_and_is_no_series_of_its_own() -> None:
    part = {"measure": "value", "indicator": "wdi:TX.VAL.FUEL.ZS.UN * merchandise_exports",
            "phrase": "$60 billion", "area": "AGO", "period": "2012"}  # fmt: skip
    text = register({**GDP, "phrase": "S$420 billion", "area": "MYS"}, part)
    paper = parse_paper(text, "money.yaml")
    made = {concept.id for concept in paper.concepts}
    assert {"gdp_current_usd@SGD", "wdi:TX.VAL.FUEL.ZS.UN*merchandise_exports"} <= made
    assert not any(" " in name for name in made)
    written = json.dumps(observations_suite(paper, snapshot(**DATA)))
    assert "Singapore dollars" not in written
    assert '"TX.VAL.FUEL.ZS.UN"' in written[written.index('"rates"') :].split("]")[0]
