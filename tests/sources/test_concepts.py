"""Concepts and catalogues: the table against the catalogues, any series by its code, the search."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import InputError
from sources.model import Concept
from sources.provider import SOURCE_LABELS
from sources.reference.catalogue import find_indicators
from sources.reference.concepts import (
    CONCEPTS,
    WEIGHTS,
    concept_for,
    concepts_by_code,
    is_asked_live,
)
from sources.reference.series import (
    CATALOGUES,
    all_series,
    find_series,
    find_successor,
)
from sources.reference.units import UNITS, unit_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
RENAMED = Path(__file__).resolve().parents[2] / "sources/reference/renamed.csv"
KINDS = {"stock", "flow", "rate", "ratio", "index"}
NOT_PERCENT = {"per_100"}


def test_the_concepts_of_before_are_there_under_their_names() -> None:
    assert {"population", "gdp_current_usd", "gdp_constant_usd", "gdp_growth"} <= set(CONCEPTS)
    assert CONCEPTS["goods_trade_china"].codes == {"comtrade": "TOTAL.CHN"}
    assert CONCEPTS["population"].codes["wpp"] == "WPP.POP.TOTAL"
    assert CONCEPTS["gdp_current_usd"].codes["ama"] == "AMA.GDP.CURR.USD"
    assert CONCEPTS["gdp_growth"].kind == "rate"
    assert WEIGHTS in CONCEPTS
    assert len(CONCEPTS) >= 150


def test_every_code_of_the_table_is_in_its_catalogue_and_still_published() -> None:
    for concept in CONCEPTS.values():
        assert set(concept.codes) <= set(SOURCE_LABELS)
        for source in CATALOGUES:
            if source in concept.codes:
                series = find_series(source, concept.codes[source])
                assert series is not None, concept.id
                withdrawn = {"human_capital_index", "refugees", "refugees_from", "diesel_price"}
                withdrawn |= {"startup_procedures"}
                assert not series.is_withdrawn or concept.id in withdrawn, concept.id


def test_units_of_the_table_are_those_of_the_catalogue() -> None:
    for concept in CONCEPTS.values():
        assert concept.unit in UNITS, concept.id
        for source in CATALOGUES:
            series = find_series(source, concept.codes.get(source, ""))
            if series is None or series.unit in ("number", "other", "ratio", "index"):
                continue
            same = {concept.unit, series.unit}
            alike = (
                len(same) == 1
                or same <= {"percent", "per_100"}
                or same <= {"persons", "number"}
                or concept.unit in ("lcu_per_usd", "index", "per_1000", "years", "usd")
            )
            assert alike, (concept.id, concept.unit, series.code, series.unit)


def test_rows_of_the_table_are_whole_and_refer_to_each_other() -> None:
    for concept in CONCEPTS.values():
        assert concept.kind in KINDS
        assert concept.words, concept.id
        assert all(word == word.casefold().strip() for word in concept.words), concept.id
        assert len(concept.words) == len(set(concept.words)), concept.id
        assert set(concept.neighbours) <= set(CONCEPTS) - {concept.id}, concept.id
        assert not concept.weight or CONCEPTS[concept.weight].summable, concept.id
        assert not (concept.summable and concept.weight), concept.id
        assert concept.label[:1].islower() or concept.label.split()[0] not in ("The", "A")
        if concept.low is not None and concept.high is not None:
            assert concept.low < concept.high, concept.id


def test_stocks_and_flows_are_summed_and_nothing_else() -> None:
    assert CONCEPTS["population"].summable
    assert CONCEPTS["exports"].summable
    for name in ("gdp_growth", "gdp_per_capita", "life_expectancy", "urban_share"):
        assert not CONCEPTS[name].summable


def test_no_code_belongs_to_two_concepts() -> None:
    codes = [item for concept in CONCEPTS.values() for item in concept.codes.items()]
    assert len(codes) == len(set(codes)) == len(concepts_by_code())


def test_any_series_of_a_catalogue_is_a_concept_under_its_code() -> None:
    spent = concept_for("wdi:SH.XPD.CHEX.GD.ZS")
    assert spent.id == "wdi:SH.XPD.CHEX.GD.ZS"
    assert spent.codes == {"wdi": "SH.XPD.CHEX.GD.ZS"}
    assert (spent.unit, spent.kind, spent.weight) == ("percent", "ratio", "gdp_current_usd")
    poor = concept_for("sdg:SI_POV_DAY1")
    assert (poor.codes, poor.unit) == ({"sdg": "SI_POV_DAY1"}, "percent")
    cereals = concept_for("wdi:AG.PRD.CREL.MT")
    assert (cereals.unit, cereals.summable) == ("tonnes", True)
    assert not concept_for("wdi:NY.GDP.MKTP.CN").summable
    assert concept_for("wpp:WPP.POP.TOTAL").label == "population"
    for source in CATALOGUES:
        for series in all_series(source):
            made = concept_for(f"{source}:{series.code}")
            assert made.codes == {source: series.code}
            assert made.unit in UNITS
            assert made.kind in KINDS
            assert made.label
            assert not made.weight or made.weight in CONCEPTS


def test_a_registers_own_concept_is_found_but_takes_no_built_in_name() -> None:
    steel = Concept("steel", "steel", "tonnes", "flow", {"mine": "STEEL"})
    assert concept_for("steel", {"steel": steel}) is steel
    assert concept_for("population", {"population": steel}) is CONCEPTS["population"]


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("populaton", "'population'"),
        ("life expectancy", "'life_expectancy'"),
        ("SP.DYN.LE00.IN", "Write wdi:SP.DYN.LE00.IN"),
        ("wdi:SP.DYN.LE00", "wdi:SP.DYN.LE00.IN"),
        ("wdi:SH.XPD.TOTL.ZS", "Write wdi:SH.XPD.CHEX.GD.ZS"),
        ("wpp:X", "wpp:WPP.POP.TOTAL"),
        ("who:X", "there is no indicator 'who:X'"),
        ("x" * 5000, "there is no indicator"),
        ("", "there is no indicator ''"),
    ],
)
def test_an_unknown_indicator_is_told_with_what_may_be_meant(indicator: str, told: str) -> None:
    with pytest.raises(InputError) as refusal:
        concept_for(indicator)
    assert told in str(refusal.value)
    assert len(str(refusal.value)) < 600


@given(st.text(max_size=40))
def test_any_text_is_an_indicator_or_is_refused_in_one_way(text: str) -> None:
    try:
        assert concept_for(text).label
    except InputError as refusal:
        assert str(refusal)


def test_a_withdrawn_code_leads_to_a_series_that_is_published() -> None:
    for row in csv.DictReader(RENAMED.read_text(encoding="utf-8").splitlines()):
        code = row["code"]
        after = find_successor(code)
        assert after is not None
        assert after.note
        series = find_series("wdi", after.code)
        assert not after.code or (series is not None and not series.is_withdrawn), code
        before = find_series("wdi", code)
        assert before is None or before.is_withdrawn, code


def test_licences_are_those_of_the_series() -> None:
    assert find_series("wdi", "SP.POP.TOTL").is_open  # type: ignore[union-attr]
    assert not find_series("wdi", "MS.MIL.XPND.CD").is_open  # type: ignore[union-attr]
    assert sum(1 for one in all_series("wdi")) == 1646
    assert sum(1 for one in all_series("sdg")) == 695


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("internet users", "wdi:IT.NET.USER.ZS"),
        ("people living in extreme poverty", "wdi:SI.POV.DDAY"),
        ("maternal deaths per 100,000 live births", "wdi:SH.STA.MMRT"),
        ("access to electricity", "wdi:EG.ELC.ACCS.ZS"),
        ("GDP per head", "wdi:NY.GDP.PCAP.CD"),
        ("carbon dioxide emissions per capita", "wdi:EN.GHG.CO2.PC.CE.AR5"),
        ("women in parliament", "wdi:SG.GEN.PARL.ZS"),
        ("cereal production", "wdi:AG.PRD.CREL.MT"),
        ("youth not in education", "wdi:SL.UEM.NEET.ZS"),
        ("SP.DYN.LE00.IN", "wdi:SP.DYN.LE00.IN"),
        ("sdg:si_pov_day1", "sdg:SI_POV_DAY1"),
        ("labour force", "wdi:SL.TLF.TOTL.IN"),
        ("working women", "wdi:SL.TLF.CACT.FE.ZS"),
        ("trade deficit", "wdi:NE.RSB.GNFS.CD"),
        ("how long people live", "wdi:SP.DYN.LE00.IN"),
    ],
)
def test_words_find_their_indicator_first(words: str, code: str) -> None:
    found = find_indicators(words)
    assert found[0].code == code
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)


def test_what_people_type_finds_its_series_among_the_first_three() -> None:
    table = Path(__file__).parents[2] / "sources" / "reference" / "search_words.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        for words in row["words"].split(";"):
            found = [one.code for one in find_indicators(words)][:3]
            assert f"wdi:{row['code']}" in found, words


def test_each_phrase_of_a_concept_finds_it_among_the_first() -> None:
    for concept in CONCEPTS.values():
        if "wdi" in concept.codes:
            first = [one.code for one in find_indicators(concept.words[0], 12)]
            assert f"wdi:{concept.codes['wdi']}" in first, (concept.id, first)


@given(st.text(max_size=80))
def test_no_text_harms_the_search(text: str) -> None:
    assert len(find_indicators(text, 5)) <= 5


def test_nothing_is_found_by_nothing() -> None:
    assert find_indicators("") == ()
    assert find_indicators("qqqqxyz") == ()
    assert len(find_indicators("population " * 5000, 3)) == 3


@pytest.mark.parametrize(
    ("name", "printed", "unit"),
    [
        ("GDP (current US$)", "current US$", "usd"),
        ("GDP per capita, PPP (constant 2021 international $)", "", "usd_ppp_constant"),
        ("Official exchange rate (LCU per US$, period average)", "", "lcu_per_usd"),
        ("CO2 emissions (kt)", "kt", "kilotonnes"),
        ("Forest area (thousands of hectares)", "", "hectares_thousands"),
        ("Maternal mortality ratio (modeled estimate, per 100,000 live births)", "", "per_100000"),
        ("Access to electricity (% of population)", "% of population", "percent"),
        ("Life expectancy at birth, total (years)", "years", "years"),
        ("Population, total", "", "persons"),
    ],
)
def test_units_are_read_from_the_words_of_the_catalogue(name: str, printed: str, unit: str) -> None:
    assert unit_of("X", name, printed) == unit


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_every_indicator_of_the_labelled_texts_is_a_concept() -> None:
    lines = (SHARED / "reading" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    codes = {json.loads(line)["indicator"]["wdi"] for line in lines}
    single = {part for code in codes for part in re.split(r"[*/-]", code)}
    mapped = {concept.codes.get("wdi") for concept in CONCEPTS.values()}
    assert single - {""} <= mapped


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is absent")
def test_the_catalogue_has_the_names_of_the_raw_one() -> None:
    with (SHARED / "data" / "catalogue" / "wdi_catalogue.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series = find_series("wdi", row["code"])
            assert series is not None
            assert series.name == row["name"]


def test_trade_of_any_country_can_be_named_and_that_of_china_alone_is_asked_live() -> None:
    concept = concept_for("comtrade:TOTAL.MMR")
    assert (concept.label, concept.unit) == ("trade in goods of Myanmar with a country", "usd")
    assert dict(concept.codes) == {"comtrade": "TOTAL.MMR"}
    assert not is_asked_live("comtrade", "TOTAL.MMR")
    assert is_asked_live("comtrade", "TOTAL.CHN")
    assert is_asked_live("wpp", "WPP.POP.TOTAL;AGE=65+")
    for code in ("TOTAL.XXX", "TOTAL.SSF", "MMR", "TOTAL."):
        with pytest.raises(InputError, match="no series"):
            concept_for(f"comtrade:{code}")
