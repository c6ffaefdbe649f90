"""Facts without a figure of their own: whose they are, when, and among or against whom."""

from __future__ import annotations

import pytest
from readings import reading_of, told_in, years_said

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.registers.from_text import TextHead, paper_of


def say(one: ReadFigure) -> str:
    reading = reading_of(one)
    years = years_said(reading)
    held = reading.to or reading.among
    order = reading.order or "-"
    areas = " + ".join(reading.areas)
    return f"{reading.measure} {reading.indicator} {areas} of {held} {years} {order}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Malaysia's economy contracted by 5.6 percent in 2020, its worst showing since 1998.",
         "extreme gdp_growth MYS of MYS 1998-2020 lowest"),
        ("The economy of Jamaica grew by 1.9 per cent in 2018, the best result in a decade.",
         "extreme gdp_growth JAM of JAM 2009-2018 highest"),
        ("Kenya's economy shrank by 0.3 per cent in 2020, the first contraction since 1992.",
         "extreme gdp_growth KEN of KEN 1992-2020 lowest"),
        ("Unemployment in Ghana fell to 4 per cent in 2019, lower than at any time since 1990.",
         "extreme unemployment GHA of GHA 1990-2019 lowest"),
        ("In 2022 inflation in Turkey reached its highest level in 24 years.",
         "extreme inflation TUR of TUR 1999-2022 highest"),
        ("Exports of Vietnam hit an all-time high in 2022.",
         "extreme exports VNM of VNM 2022 highest"),
        ("Ukraine harvested 70 million tonnes of cereals in 2018, a record.",
         "extreme cereal_production UKR of UKR 2018 highest"),
    ],
)  # fmt: skip
def test_a_record_ranges_over_the_past_of_its_area_and_stays_open(text: str, wanted: str) -> None:
    (one,) = told_in(text)
    assert (say(one), one.state) == (wanted, "unsure")


def test_what_is_held_against_its_own_past_is_not_judged() -> None:
    text = "Peru's economy shrank by 11 percent in 2020, its worst recession since 1989."
    made = paper_of(read_text(text, "2021"), TextHead("t", "T", "", "2021", ""))
    assert made.claim_of == ("f1", "")
    assert (
        made.refused[1]
        == "Not judged: it is held against itself or its own past, which is not computed here"
    )


def test_a_first_that_no_series_counts_is_no_fact() -> None:
    assert told_in("Kenya held 5 elections in 2010, the first since 1990.") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Almost half of all Ugandans were under 15 in 2020, but in Japan 28 per cent of the "
         "people were 65 or older, the largest share of any country.",
         "extreme population_65_plus JPN of countries latest highest"),
        ("In 2018 market capitalisation in Turkey was 19% of GDP, compared with 235% in South "
         "Africa, the deepest market in the BRICS.",
         "extreme market_capitalization ZAF of BRICS 2018 highest"),
    ],
)  # fmt: skip
def test_what_stands_behind_a_figure_is_told_of_its_area_and_year(text: str, wanted: str) -> None:
    assert say(told_in(text)[-1]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "place"),
    [
        ("In 2016 remittances came to 31 per cent of GDP in Nepal, and only Kyrgyzstan depended "
         "more on them.", "rank remittances_gdp NPL of countries 2016 highest", 2),
        ("Relative to its GDP, Nepal received remittances of 26 percent in 2013; only two "
         "countries worldwide depended on them more.",
         "rank remittances_gdp NPL of countries 2013 highest", 3),
        ("In 2011 life expectancy in Canada was 81.3 years, exceeded only by those of Japan, "
         "Italy and France.", "rank life_expectancy CAN of countries 2011 highest", 4),
        ("In 2015 just 13% of the people of Papua New Guinea lived in towns, a smaller proportion "
         "than anywhere except Burundi.", "rank urban_share PNG of countries 2015 lowest", 2),
    ],
)  # fmt: skip
def test_who_alone_is_ahead_tells_a_place(text: str, wanted: str, place: int) -> None:
    one = told_in(text)[-1]
    assert (say(one), int(one.figure.value), str(one.state)) == (wanted, place, "unsure")


@pytest.mark.parametrize(
    "text",
    [
        "Only Nigeria has more than 200 million people.",
        "Only three countries of Africa grew faster than 6 per cent in 2019.",
        "Nobody finds this odd any more. In 2019 Kenya had 50 million inhabitants.",
        "Rome is one of the most beautiful cities in Europe.",
    ],
)
def test_what_holds_nobody_against_others_is_no_fact(text: str) -> None:
    assert told_in(text) == []


def test_the_ten_highest_bound_a_place_and_one_of_the_highest_tells_none() -> None:
    text = "In 2015 the Gini index of Botswana was 53.3, {} in the world."
    bounded, unsaid = text.format("among the ten highest"), text.format("one of the highest")
    made = [
        paper_of(read_text(one), TextHead("t", "T", "", "2016", "")) for one in (bounded, unsaid)
    ]
    claim = made[0].paper.claims[-1]
    assert (claim.measure, int(claim.figure.value), str(claim.figure.hedge)) == (
        "rank",
        10,
        "upper",
    )
    assert made[1].refused[-1] == "Not judged: which place it has is not said"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("No country of Latin America has a higher prevalence of stunting than Guatemala.",
         "extreme stunting GTM of LCN latest highest"),
        ("In no region of the world do fewer women have a seat in parliament than in the Middle "
         "East and North Africa.",
         "extreme women_in_parliament MEA of countries latest lowest"),
        ("In 1970 Botswana was one of the poorest countries in the world.",
         "rank gdp_per_capita BWA of countries 1970 lowest"),
    ],
)  # fmt: skip
def test_nobody_with_more_makes_the_most(text: str, wanted: str) -> None:
    assert say(told_in(text)[0]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 2014 tax revenue in Paraguay was 12.8 percent of GDP, well under the OECD average.",
         "comparison tax_revenue PRY of OECD 2014 lowest"),
        ("China, with a GDP of $5.9 trillion in 2010, had just overtaken Japan.",
         "comparison gdp_current_usd CHN of JPN 2010 highest"),
        ("Ethiopia grew from 28 million to 106 million people, and overtook Egypt around the year "
         "2000.", "comparison population ETH of EGY 2000 highest"),
        ("Japan had 127 million inhabitants in 2015, fewer than five years before.",
         "comparison population JPN of  2010-2015 lowest"),
        ("In 2009 the economy of Mexico contracted by 6.5 per cent, more than in 1995.",
         "comparison gdp_growth MEX of  1995-2009 lowest"),
        ("In 2019 Norway spent a larger share of its GDP on education than Sweden.",
         "comparison education_expenditure NOR of SWE 2019 highest"),
        ("In 2019 GDP per capita in Laos was lower than that of Thailand.",
         "comparison gdp_per_capita LAO of THA 2019 lowest"),
    ],
)  # fmt: skip
def test_a_comparison_says_with_whom_or_when_and_which_way(text: str, wanted: str) -> None:
    assert say(told_in(text)[-1]) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The literacy rate of women is lower than that of men in Pakistan.",
        "India had 1.41 billion people in 2022 and will overtake China next year.",
        "In 2014 Kuwait used 15,000 kWh per capita, and exceeded that of Germany by a half.",
        "The growth rate was -0.50% in 2013, a little less steep than in the year 2012.",
    ],
)
def test_what_is_yet_to_come_or_has_its_own_figure_is_no_comparison(text: str) -> None:
    assert told_in(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 2018 China emitted 10 billion tonnes of CO2, more than the United States, the EU and "
         "Japan together.", "comparison co2_emissions CHN of USA + EU + JPN 2018 highest"),
        ("Our ten million children out of school are the most of any country on earth. Nigeria "
         "must act.", "extreme out_of_school NGA of countries latest highest"),
        ("Spain in 2014\n\nIncome is spread more equally in Portugal, by its Gini index.",
         "comparison gini PRT of ESP 2014 lowest"),
        ("Colombia\n\nInflation was 3 per cent in 2019. Latin America's fourth-largest economy has "
         "few friends.", "rank gdp_current_usd COL of LCN latest highest"),
        ("In 2022 Almaty, the largest city, had two million inhabitants. In 2022 women held 61% of "
         "the seats in parliament in Rwanda, a world record.",
         "extreme women_in_parliament RWA of countries 2022 highest"),
        ("In 2018 Myanmar scored 2.3 in the logistics performance index, and ranked last among the "
         "ten.", "extreme wdi:LP.LPI.OVRL.XQ MMR of countries 2018 lowest"),
    ],
)  # fmt: skip
def test_a_fact_is_of_a_country_and_not_of_where_it_ranges(text: str, wanted: str) -> None:
    assert say(told_in(text)[0]) == wanted


def test_whose_place_it_is_may_follow_than() -> None:
    text = "Only two countries in Africa have a larger population than Egypt."
    one = told_in(text)[0]
    assert (say(one), int(one.figure.value)) == ("rank population EGY of m49-002 latest highest", 3)


@pytest.mark.parametrize(
    "text",
    [
        "Colombia is among the five largest economies of Latin America.",
        "In Africa, Kenya is among the ten largest economies.",
        "Of the ten members of ASEAN, Thailand's economy is the second largest.",
        "Nigeria is Africa's most populous country, and Ethiopia ranks second.",
        "Kenya is among the ten largest economies on the continent.",
        "In 2018, Germany's economy was the third largest among rich countries.",
        "By population Ethiopia ranks second after Nigeria.",
    ],
)
def test_a_rank_whose_own_words_name_no_one_group_is_open(text: str) -> None:
    found = [
        one for one in read_text(text, "2020") if one.reading and one.reading.measure == "rank"
    ]
    assert found and all(one.state == "unsure" for one in found)


def test_a_rank_in_the_world_or_in_one_group_is_sure() -> None:
    for text in (
        "Kenya's economy was the third largest in sub-Saharan Africa in 2018.",
        "Brazil was the fifth most populous country in the world in 2018.",
    ):
        assert read_text(text, "2020")[-1].state == "sure"
