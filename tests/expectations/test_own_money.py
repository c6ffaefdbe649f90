"""A country's own money by US$ and rates; rates in words, and whose they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from other_money import RATES, SUMS, WORLD_BANK, edition, together

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from reports.findings.labels import Names
from sources.errors import RegisterError
from sources.model import Snapshot
from sources.registers.register import parse_paper

GDP = {"measure": "value", "indicator": "gdp_current_usd", "period": "2016"}
HELD = edition({**SUMS, **RATES})


def judged(
    *claims: dict[str, Any], held: Snapshot = HELD, published: str = "2017-08-06"
) -> list[Outcome]:
    head = {"id": "money", "title": "Money", "published": published}
    listed = [{"id": f"c{at}", **claim} for at, claim in enumerate(claims)]
    paper = parse_paper(json.dumps({"paper": head, "claims": listed}), "money.yaml")
    return list(assess(paper, held).outcomes)


@pytest.mark.parametrize(
    ("phrase", "area"),
    [("12,400 trillion rupiah", "IDN"), ("73 trillion yuan", "CHN"), ("₦101 trillion", "NGA")],
)
def test_dollars_times_the_rate_bear_out_a_countrys_own_money(phrase: str, area: str) -> None:
    [outcome] = judged({**GDP, "phrase": phrase, "area": area})
    assert outcome.standing == "holds", outcome.sentence
    assert "Converted at" in outcome.sentence


@pytest.mark.parametrize("phrase", ["13,900 trillion rupiah", "12,400 billion rupiah"])
@pytest.mark.parametrize("published", ["2017-08-06", "2016-12-01"])
def test_they_never_put_it_off(phrase: str, published: str) -> None:
    [outcome] = judged({**GDP, "phrase": phrase, "area": "IDN"}, published=published)
    assert outcome.standing == "open"
    assert "the World Bank takes another (PA.NUS.ATLS)" in outcome.sentence
    assert "the data give 12,3" in outcome.sentence or "the data give 12,400" in outcome.sentence


def test_the_series_in_its_own_money_is_taken_where_it_is_at_hand() -> None:
    own = edition({**SUMS, **RATES, "NY_GDP_MKTP_CN": {"IDN": 15000e12}})
    claim = {**GDP, "phrase": "15,000 trillion rupiah", "area": "IDN"}
    [outcome] = judged(claim, held=own)
    assert outcome.claim.indicator == "wdi:NY.GDP.MKTP.CN"
    assert outcome.standing == "holds"
    assert "Converted" not in outcome.sentence


def test_it_is_taken_year_by_year_from_one_series_only() -> None:
    own = edition({"NY_GDP_MKTP_CN": {"IDN": 11526e12}}, years=(2015,))
    [outcome] = judged(
        {**GDP, "phrase": "12,400 trillion rupiah", "area": "IDN"}, held=together(HELD, own)
    )
    assert outcome.claim.indicator == "wdi:NY.GDP.MKTP.CD@IDR"
    assert outcome.standing == "holds"


def test_income_a_head_by_the_atlas_method_is_no_sum_times_a_rate() -> None:
    claim = {**GDP, "indicator": "gni_per_capita", "phrase": "45 million rupiah", "area": "IDN"}
    [outcome] = judged(claim)
    assert outcome.standing == "open"
    assert not outcome.observed


def test_several_economies_have_each_their_own_money() -> None:
    outcomes = judged(
        {**GDP, "phrase": "12,400 trillion rupiah", "area": "IDN"},
        {**GDP, "phrase": "73 trillion yuan", "area": "CHN"},
    )
    assert [one.standing for one in outcomes] == ["holds", "holds"]


def test_sums_in_a_currency_of_several_rates_are_never_off() -> None:
    [outcome] = judged({**GDP, "phrase": "₦300 trillion", "area": "SGP + MYS"})
    assert outcome.standing == "open"
    assert "Nigerian naira were traded at several rates" in outcome.sentence


def test_each_years_rate_is_told() -> None:
    claim = {**GDP, "measure": "sum", "period": "2014-2016", "area": "MYS"}
    [outcome] = judged({**claim, "phrase": "S$1.26 trillion"})
    assert outcome.standing == "holds"
    assert outcome.sentence.endswith(
        "Converted at the official exchange rates of Singapore: 1.4 Singapore dollars to the US$ "
        "in 2014, 1.4 in 2015 and 1.4 in 2016 (PA.NUS.FCRF, WDI 2017-07-13)."
    )


def test_the_editions_of_rates_that_print_alike_are_told_together() -> None:
    claim = {**GDP, "phrase": "S$420 billion", "area": "MYS"}
    later = edition({**SUMS, "PA_NUS_FCRF": {"SGP": 1.5}}, day="2018-05-21")
    [outcome] = judged(claim, held=together(HELD, later))
    assert "Converted at 1.4 Singapore dollars" in outcome.sentence
    assert "Converted at 1.5 Singapore dollars" in outcome.sentence
    same = edition({**SUMS, **RATES}, day="2018-05-21")
    [outcome] = judged(claim, held=together(HELD, same))
    assert outcome.sentence.count("Converted") == 1
    assert "WDI 2017-07-13 and WDI 2018-05-21" in outcome.sentence


def test_a_rate_that_somebody_supplied_is_not_called_official() -> None:
    rates = edition(RATES, day="2017-06-30", label=f"{WORLD_BANK}, supplied by Ada")
    [outcome] = judged(
        {**GDP, "phrase": "S$420 billion", "area": "MYS"}, held=together(edition(SUMS), rates)
    )
    assert outcome.standing == "holds"
    assert "official" not in outcome.sentence
    assert (
        "the exchange rate of Singapore in 2016 (PA.NUS.FCRF, WDI 2017-06-30, supplied by Ada)"
        in (outcome.sentence)
    )


def test_what_somebody_supplied_is_told_as_such_wherever_it_is_told() -> None:
    held = edition(SUMS, label=f"{WORLD_BANK}, supplied by Ada")
    claim = {**GDP, "phrase": "$930 billion", "area": "IDN"}
    head = {"id": "money", "title": "Money", "published": "2017-08-06"}
    paper = parse_paper(json.dumps({"paper": head, "claims": [{"id": "c", **claim}]}), "money.yaml")
    assessment = assess(paper, held)
    [outcome] = assessment.outcomes
    assert "(WDI 2017-07-13, supplied by Ada)" in outcome.sentence
    cited = Names(paper, assessment.vintages).cite(outcome.observed[0].reading)
    assert cited.supplied_by == "Ada"
    assert "supplied by Ada" in cited.text


def test_a_citation_tells_how_a_value_was_converted() -> None:
    claim = {**GDP, "phrase": "S$420 billion", "area": "MYS"}
    head = {"id": "money", "title": "Money", "published": "2017-08-06"}
    paper = parse_paper(json.dumps({"paper": head, "claims": [{"id": "c", **claim}]}), "money.yaml")
    assessment = assess(paper, together(edition(SUMS), edition(RATES, day="2017-06-30")))
    [outcome] = assessment.outcomes
    cited = Names(paper, assessment.vintages).cite(outcome.observed[0].reading)
    assert cited.rates_edition == "wdi@2017-06-30"
    assert "[NY.GDP.MKTP.CD, converted at 1.4 Singapore dollars to the US$" in cited.text
    assert "2016 (PA.NUS.FCRF, WDI 2017-06-30)]" in cited.text


@pytest.mark.parametrize(("level", "count"), [("over €500 billion", 2), ("over S$500 billion", 2)])
def test_a_level_that_areas_pass_may_be_in_another_currency(level: str, count: int) -> None:
    rates = {"PA_NUS_FCRF": {"SGP": 1.4, "EMU": 0.9}}
    claim = {**GDP, "measure": "count", "phrase": f"{count} countries", "to": level,
             "among": ["SGP", "CHN", "USA"]}  # fmt: skip
    [outcome] = judged(claim, held=edition({**SUMS, **rates}))
    assert outcome.standing == "holds", outcome.sentence


def test_a_threshold_in_another_currency_is_not_taken_for_dollars() -> None:
    growing = [
        edition({"NY_GDP_MKTP_CD": {"DEU": size}, "PA_NUS_FCRF": {"EMU": 0.8}}, years=(year,))
        for year, size in ((2013, 2e12), (2014, 2.6e12), (2015, 2.8e12), (2016, 3e12))
    ]
    frames = together(*growing)
    held = Snapshot("made", frames.vintages[:1], frames.observations)
    claim = {"measure": "threshold", "indicator": "gdp_current_usd", "area": "DEU",
             "phrase": "since 2015 over €2.2 trillion", "to": "€2.2 trillion"}  # fmt: skip
    [outcome] = judged(claim, held=held)
    assert outcome.standing == "holds", outcome.sentence


def test_a_level_in_the_wrong_unit_is_refused() -> None:
    claim = {"measure": "threshold", "indicator": "population", "area": "CHN",
             "phrase": "since 2005 over $1 billion", "to": "$1 billion"}  # fmt: skip
    with pytest.raises(RegisterError, match="the level is in usd"):
        judged(claim)


def test_a_wording_for_dollars_that_the_register_tells_apart_is_proposed() -> None:
    [outcome] = judged({**GDP, "phrase": "$840 billion", "unit": "SGD", "area": "MYS"})
    assert outcome.standing == "off"
    assert outcome.correction is not None
    assert outcome.correction.phrase == "$420 billion"
    assert "converted at 1.4 Singapore dollars" in outcome.correction.basis
