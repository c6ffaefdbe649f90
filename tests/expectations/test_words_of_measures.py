"""What a measure gives is said as what it is: a year as a year, an excess as so much more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders import claim

from expectations.assessment.assess import assess
from expectations.wording.measures import Words, say_subject
from sources.errors import RegisterError
from sources.figures.parse import parse_figure
from sources.reference.names import in_sentence
from sources.reference.resolve import resolve_area
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

GDP = {"indicator": "gdp_current_usd", "area": "CHN", "period": "2016"}


def register(claim: dict[str, Any]) -> str:
    head = {"id": "words", "title": "Words", "published": "2018-06"}
    return json.dumps({"paper": head, "claims": [{"id": "c", **claim}]})


def sentence(claim: dict[str, Any]) -> str:
    paper = parse_paper(register(claim), "words.yaml")
    [outcome] = assess(paper, load_snapshot(["embedded"], wanted_by([paper]))).outcomes
    return outcome.sentence


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("PHL", "the Philippines"),
        ("NLD", "the Netherlands"),
        ("USA", "the United States"),
        ("GMB", "the Gambia"),
        ("BHS", "the Bahamas"),
        ("IMN", "the Isle of Man"),
        ("WLD", "the world"),
        ("EUU", "the European Union"),
        ("LIC", "low-income countries"),
        ("VNM", "Vietnam"),
    ],
)
def test_names_that_take_the_article_have_it_in_a_sentence(code: str, name: str) -> None:
    assert in_sentence(code) == name


def test_a_country_that_a_text_names_as_a_group_of_its_own_has_its_article_too() -> None:
    assert Words({}, {"PHL": resolve_area("PHL")}).area("PHL") == "the Philippines"


def test_an_income_group_of_a_register_s_own_is_called_as_in_a_sentence() -> None:
    assert Words({}, {"LIC": resolve_area("LIC")}).area("LIC") == "low-income countries"


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("wdi:SH.DYN.AIDS.ZS", "in Kenya"),
        ("wdi:SH.IMM.MEAS", "in Kenya"),
        ("wdi:SH.STA.BRTC.ZS", "in Kenya"),
        ("population", "of Kenya"),
    ],
)
def test_what_people_have_is_in_a_country(indicator: str, said: str) -> None:
    one = claim(parse_figure("5%"), measure="value", indicator=indicator, group="KEN")
    assert said in say_subject(one)


def test_a_rank_among_named_countries_is_not_among_their_members() -> None:
    one = claim(
        parse_figure("5%"), measure="rank", group="KEN", among="BDI + ETH + KEN", order="highest"
    )
    assert "among Burundi, Ethiopia and Kenya" in say_subject(one)


def test_a_threshold_is_a_year_and_is_in_none() -> None:
    said = sentence({**GDP, "measure": "threshold", "to": "JPN", "phrase": "in 2010"})
    assert said.startswith("Holds: 2010 (WDI 2018-05-21) lies inside")


@pytest.mark.parametrize(
    ("order", "other", "words"),
    [("highest", "DEU", "3.2 times as much in"), ("lowest", "USA", "39.9% less")],
)
def test_a_comparison_says_by_how_much(order: str, other: str, words: str) -> None:
    claim = {**GDP, "measure": "comparison", "to": other, "order": order, "phrase": "it differs"}
    assert words in sentence(claim)


def test_a_series_that_the_bank_archived_is_told_with_what_replaces_it() -> None:
    claim = {"indicator": "wdi:EN.ATM.CO2E.PC", "area": "DEU", "period": "2014",
             "measure": "value", "phrase": "8.9 tonnes"}  # fmt: skip
    said = sentence(claim)
    assert "the World Bank has archived; EN.GHG.CO2.PC.CE.AR5 replaces it" in said


@pytest.mark.parametrize(
    ("area", "mend"),
    [
        ("EU without Germany", "Write EU - DEU"),
        ("the Eurozone excluding France", "Write EURO - FRA"),
        ("NA", "Write NAM for Namibia"),
        ("DE", "Write DEU for Germany"),
        ("Ivory Coast", "Write CIV"),
    ],
)
def test_an_area_in_words_is_told_its_code(area: str, mend: str) -> None:
    claim = {"indicator": "population", "period": "2016", "measure": "value",
             "phrase": "5 million", "area": area}  # fmt: skip
    with pytest.raises(RegisterError, match=mend):
        parse_paper(register(claim), "words.yaml")


@pytest.mark.parametrize(("order", "other"), [("highest", "DEU"), ("lowest", "USA")])
def test_a_comparison_that_holds_by_much_is_not_called_understated(order: str, other: str) -> None:
    claim = {**GDP, "measure": "comparison", "to": other, "order": order, "phrase": "it differs"}
    assert sentence(claim).startswith("Holds: ")
