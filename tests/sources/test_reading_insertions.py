"""An area in words put in behind another one has no figure of the clause that goes on."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

READ = [
    ("And Brazil, the giant of South America, had a population of 310 million in 2017.", "BRA"),
    ("Nigeria, the most populous country in Africa, had 191 million people in 2017.", "NGA"),
    ("Nigeria (the most populous country in Africa) had 191 million people in 2017.", "NGA"),
    ("Nigeria – Africa's most populous country – had 191 million people in 2017.", "NGA"),
    ("Nigeria, Africa's most populous country, had 191 million people in 2017.", "NGA"),
    ("Nigeria, which is the most populous country in Africa, had 191 million people.", "NGA"),
    ("In Brazil, the largest country of South America, 86% of people lived in towns.", "BRA"),
    ("Ghana, a country in West Africa, had 29 million people in 2017.", "GHA"),
    ("In Kenya, as in Uganda, 20% of people had electricity in 2010.", "KEN"),
    ("Germany, the EU's largest economy, grew by 2% in 2016.", "DEU"),
    ("Egypt, which borders Sudan, had 95 million people in 2016.", "EGY"),
    ("France, along with Germany, had an unemployment rate of 10% in 2016.", "FRA"),
    ("Chile, far richer than Bolivia, had 18 million people in 2016.", "CHL"),
    ("The Gambia, a sliver of land inside Senegal, had 2.1 million people in 2016.", "GMB"),
    ("Mexico, which trades mostly with the United States, had 127 million people.", "MEX"),
    ("Togo, unlike Ghana, had 7.2 million people in 2016.", "TGO"),
    ("Like Ghana, Togo had 7.2 million people in 2016.", "TGO"),
    ("With Ghana, Togo and Benin, Mali had 18 million people in 2016.", "MLI"),
    ("After independence from Britain, Kenya had 8 million people in 1963.", "KEN"),
    ("The Nordic countries, led by Sweden, had 27 million people in 2016.", "NORDIC"),
    ("Life expectancy is higher in Spain than in Germany: 83 years in 2016.", "ESP"),
    ("The people of Mali are not those of Chad: life expectancy was 58 years in 2016.", "MLI"),
    ("Norway's banks lend to Colombia, a $234 billion economy in 2009.", "COL"),
    ("People told in the Gulf of Mali: 17 million people (Chad) in 2016.", "TCD"),
]


@pytest.mark.parametrize(("text", "area"), READ)
def test_the_figure_is_of_whom_the_clause_is_about(text: str, area: str) -> None:
    found = [one.reading for one in read_text(text, "2019") if one.phrase.strip("$")[0].isdigit()]
    assert [one and one.areas for one in found] == [(area,)]


def test_what_is_compared_keeps_the_figure_that_is_told_of_it() -> None:
    text = "Bangladesh had 165 million people in 2016, more than Russia with 144 million."
    found = [one.reading for one in read_text(text, "2019") if one.phrase[0].isdigit()]
    assert [one and one.areas for one in found] == [("BGD",), ("RUS",)]


def test_each_figure_of_a_rate_has_the_area_behind_it() -> None:
    text = (
        "In 2016 under-five mortality was 37.3 deaths per 1,000 live births in Kenya, "
        "9.2 deaths per 1,000 live births in Chile."
    )
    found = [one.reading for one in read_text(text, "2019") if "." in one.phrase]
    assert [one and one.areas for one in found] == [("KEN",), ("CHL",)]


@pytest.mark.parametrize(
    ("sentence", "is_doubted"),
    [
        ("Its 8.5 million people made Switzerland dear to Romania in 2018.", True),
        ("With its 8.5 million people, Switzerland was dear to Romania in 2018.", False),
    ],
)
def test_whose_people_are_told_before_they_are_named_is_in_doubt(
    sentence: str, is_doubted: bool
) -> None:
    text = f"Romania has seas. {sentence}"
    found = [one for one in read_text(text, "2019") if "million" in one.phrase]
    assert [("may be of Switzerland" in one.why, one.state) for one in found] == [
        (is_doubted, "unsure" if is_doubted else "sure")
    ]


def test_women_and_men_together_are_all_there_are() -> None:
    text = "Women and men in Peru together could expect 75.3 years of life in 2013, those of "
    found = [one.reading for one in read_text(text + "Chad 51.1 years.", "2019")]
    lives = [one for one in found if one is not None and one.indicator]
    assert [(one.indicator, one.areas) for one in lives] == [
        ("life_expectancy", ("PER",)),
        ("life_expectancy", ("TCD",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "France, Mali and the sea: the first had 67 million people in 2016.",
        "Mali sent teachers to Chad; 51 per cent of the population could read in 2016.",
    ],
)
def test_one_of_two_countries_is_in_doubt(text: str) -> None:
    assert [one.state for one in read_text(text, "2019") if one.phrase[0] in "56"] == ["unsure"]
