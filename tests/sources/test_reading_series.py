"""Which series a wording leads to, over all that the catalogue covers; and which has none."""

import csv
from pathlib import Path

import pytest

from sources.model import Period
from sources.reading.mentions.topics import topics
from sources.reading.mentions.wordings import GAP, VERBS, GappedTable, expand
from sources.reading.mentions.words import tokenize
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.series import find_series

WORDINGS = Path(__file__).parents[1] / "support" / "series_wordings.csv"


def read_rows() -> list[dict[str, str]]:
    """The wordings with the code that each should lead to."""
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_first(text: str) -> ReadFigure:
    """The first figure of a text that delimits no group and names no part of the people."""
    return next(one for one in read_text(text, "2020") if one.kind not in {"threshold", "label"})


def code_of(one: ReadFigure) -> str:
    """The World Bank's code of what was read; empty where no series covers it."""
    if one.reading is None:
        return ""
    return concept_for(one.reading.indicator).codes["wdi"]


def missed_of(rows: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """What was read in place of the wanted code, with the text."""
    read = [(row["code"], code_of(read_first(row["text"])), row["text"]) for row in rows]
    return [(got, wanted, text) for wanted, got, text in read if got != wanted]


def test_a_usual_wording_of_each_series_leads_to_it() -> None:
    one_each = list({row["code"]: row for row in read_rows()}.values())
    assert len(one_each) > 130
    assert not missed_of(one_each)


@pytest.mark.slow
def test_all_usual_wordings_lead_to_their_series() -> None:
    assert not missed_of(read_rows())


def test_what_is_sure_of_a_wording_is_right() -> None:
    rows = read_rows()[::10]
    sure = [(row["code"], read_first(row["text"])) for row in rows]
    sure = [(wanted, one) for wanted, one in sure if one.state == "sure"]
    assert len(sure) > len(rows) / 3
    assert all(code_of(one) == wanted for wanted, one in sure)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The minimum wage in Spain was 900 euros in 2019.", "wages"),
        ("Voter turnout was 66% in Spain in 2019.", "elections"),
        ("Nigeria produced 1.8 million barrels of oil a day in 2019.", "nearest is fuel_exports"),
        ("Germany's exports to China were worth $107 billion in 2019.", "UN Comtrade"),
        ("House prices in Canada rose by 8% in 2019.", "nearest is inflation"),
    ],
)
def test_what_no_series_covers_says_why_and_what_is_nearest(text: str, words: str) -> None:
    one = read_first(text)
    assert one.reading is None
    assert words in one.unverifiable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In 2018 food made up 30% of exports in Ghana.", "TX.VAL.FOOD.ZS.UN"),
        ("In 2018 food made up 30% of imports in Ghana.", "TM.VAL.FOOD.ZS.UN"),
        ("In 2018 agriculture was 30% of GDP in Ghana.", "NV.AGR.TOTL.ZS"),
        ("In 2018 agriculture was 30% of employment in Ghana.", "SL.AGR.EMPL.ZS"),
        ("In 2018 the military took 2% of GDP in Ghana.", "MS.MIL.XPND.GD.ZS"),
        ("In 2018 the military took 2% of the budget in Ghana.", "MS.MIL.XPND.ZS"),
    ],
)
def test_what_a_percentage_is_of_chooses_among_series(text: str, code: str) -> None:
    assert code_of(read_first(text)) == code


@pytest.mark.parametrize(
    ("amount", "concept"),
    [
        ("$1.90", "extreme_poverty"),
        ("$3.65", "poverty_lower_middle"),
        ("$6.85", "poverty_upper_middle"),
    ],
)
def test_the_line_names_the_series_of_poverty(amount: str, concept: str) -> None:
    one = read_first(f"In 2018, 40% of Nigerians lived on less than {amount} a day.")
    assert one.reading is not None
    assert one.reading.indicator == concept


@pytest.mark.parametrize(
    ("text", "measure", "indicator", "areas", "to"),
    [
        ("In 2019 India and China together had a GDP of $17 trillion.", "value",
         "gdp_current_usd", ("IND + CHN",), ""),
        ("In 2019 India's economy was a fifth the size of China's.", "ratio",
         "gdp_current_usd", ("IND",), "CHN"),
        ("In 2019 Ukraine's CO2 emissions per person were twice those of India.", "ratio",
         "co2_per_capita", ("UKR",), "IND"),
        ("In 2018, 80 million Nigerians lived on less than $1.90 a day.", "product",
         "extreme_poverty", ("NGA",), ""),
        ("In 2018, 65% of Rwandans had no electricity.", "complement",
         "electricity_access", ("RWA",), ""),
        ("In Niger literacy was 17 points lower among women than among men in 2018.", "difference",
         "literacy_female", ("NER",), "wdi:SE.ADT.LITR.MA.ZS"),
    ],
)  # fmt: skip
def test_the_measure_follows_from_the_words(
    text: str, measure: str, indicator: str, areas: tuple[str, ...], to: str
) -> None:
    reading = read_first(text).reading
    assert reading is not None
    assert (reading.measure, reading.indicator) == (measure, indicator)
    assert (reading.areas, reading.to) == (areas, to)


def test_growth_over_a_span_is_of_the_level_and_growth_in_a_year_is_its_rate() -> None:
    span = read_first("Kenya's population grew by 31% between 2000 and 2010.").reading
    year = read_first("Kenya's population grew by 2.5% in 2010.").reading
    assert span is not None and year is not None
    assert (span.measure, span.indicator, span.period) == (
        "growth", "population", Period(2000, 2010),
    )  # fmt: skip
    assert (year.measure, year.indicator) == ("value", "population_growth")


def test_words_that_name_more_than_one_series_are_never_sure() -> None:
    for text in (
        "Ghana's exports were worth $25 billion in 2019.",
        "The poverty rate in Ghana was 23% in 2019.",
        "Primary enrolment in Ghana was 85% in 2019.",
    ):
        assert read_first(text).state == "unsure"


def test_spelling_and_thousands_make_no_difference() -> None:
    british = read_first("In Ghana 58% of the labour force had enrolled; literacy was 60% in 2018.")
    american = read_first("In Ghana 58% of the labor force had enrolled; literacy was 60% in 2018.")
    assert british.reading == american.reading
    assert code_of(read_first("Niger had 184 births per 1,000 girls aged 15 to 19.")) == (
        "SP.ADO.TFRT"
    )


def test_a_wording_stands_for_each_form_of_its_verb_and_each_alternative() -> None:
    found = list(expand("{spend} ~ on (health/medical care)"))
    assert len(found) == 2 * len(VERBS["spend"].split())
    assert "spent ~ on medical care" in found


def test_a_gap_stays_in_its_clause_and_has_an_end() -> None:
    table = GappedTable([("spent ~ on health", "health")])
    near = tokenize("It spent 4.5% of its GDP on health.")
    far = tokenize("It spent " + "a " * (GAP + 1) + "on health.")
    other = tokenize("It spent much. Others on health.")
    assert [one.payload for one in table.find(near)] == ["health"]
    assert not list(table.find(far))
    assert not list(table.find(other))


def test_half_of_goods_and_services_is_no_phrase_and_the_united_states_are_no_state() -> None:
    table = GappedTable([("sold ~ services ~ abroad", "services"), ("state ~ spent", "state")])
    assert not list(table.find(tokenize("It sold $3 million of goods and services abroad.")))
    assert [one.payload for one in table.find(tokenize("It sold many services abroad."))]
    assert not list(table.find(tokenize("The United States never spent it.")))
    assert [one.payload for one in table.find(tokenize("The Dutch state never spent it."))]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The Indian government spent 1% of GDP on health in 2018.", "SH.XPD.GHED.GD.ZS"),
        ("In 2018 India emitted 3.4 billion tonnes of greenhouse gases.", "EN.GHG.ALL.MT.CE.AR5"),
        ("Agriculture employs 40% of Indians but gives only 16% of GDP.", "SL.AGR.EMPL.ZS"),
        ("Shops and offices gave work to 46% of Filipinos in 2017.", "SL.SRV.EMPL.ZS"),
        ("The state met 79% of the cost of health care in Britain in 2018.", "SH.XPD.GHED.CH.ZS"),
        ("In 2018 China exported $88 billion more than it imported.", "NE.RSB.GNFS.CD"),
        ("Childbirth killed 917 women per 100,000 births in Nigeria in 2017.", "SH.STA.MMRT"),
    ],
)
def test_what_a_verb_tells_is_meant_not_what_its_words_mean_alone(sentence: str, code: str) -> None:
    assert code_of(read_first(sentence)) == code


def test_every_topic_has_series_of_the_catalogue_or_says_why_none() -> None:
    for topic in topics().by_id.values():
        is_told_otherwise = topic.weight < 0.1  # "at market exchange rates" is of no series
        assert topic.series or topic.uncovered or is_told_otherwise, topic.id
        assert not topic.nearest or find_series("wdi", topic.nearest), topic.id
        for one in topic.series:
            assert find_series("wdi", one.code), one
            assert one.low < one.high, one


def test_every_concept_of_the_world_bank_can_be_read() -> None:
    codes = {one.code for topic in topics().by_id.values() for one in topic.series}
    missing = {
        concept.id
        for concept in CONCEPTS.values()
        if "wdi" in concept.codes and concept.codes["wdi"] not in codes
    }
    assert len(missing) < 12, missing
