"""What changes nothing of a figure leaves it sure: the words of its series, the end of a year."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure
from sources.reading.sentences.persons import group_in, is_of_all
from sources.reading.sentences.plain_words import is_named_by


def read(text: str, phrase: str, title: str = "") -> ReadFigure:
    return next(one for one in read_text(text, "2021-05", title=title) if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Kenya and its neighbours\n\nKenya has done well. Life expectancy was 66 years in 2018.",
         "66 years"),
        ("# Kenya & its neighbours\n\n| | Kenya |\n|---|---|\n| Fertility rate (2018) | 3.5 |\n",
         "3.5"),
        ("# Women of Ghana\n\nGhana has done well. Exports of goods and services were worth 36 per "
         "cent of GDP in 2019.", "36 per cent"),
        ("In Kenya gross enrolment in tertiary education was 11 per cent in 2016.",
         "11 per cent"),
        ("Kenya's foreign reserves stood at $8.2 billion at the end of 2018.", "$8.2 billion"),
        ("Female unemployment in Tunisia was 22 per cent in 2019 and male unemployment 12.",
         "22 per cent"),
        ("Kenya's economy grew by 6.3 percent in 2018, faster than Uganda (6.2 percent).",
         "6.2 percent"),
        ("NAIROBI, Jan 14 - Kenya's economy grew by 5.4 percent in 2019.", "5.4 percent"),
        ("| | Kenya |\n|---|---|\n| Population, million (2018) | 51.4 |\n", "51.4"),
        ("| | Kenya |\n|---|---|\n| GDP growth, % [2018] | 6.3 |\n", "6.3"),
        ("In Kenya the share of people who use the internet was 17.8 per cent in 2017.",
         "17.8 per cent"),
        ("In Kenya 41 of every 1,000 children died before their fifth birthday in 2018.",
         "41"),
    ],
)  # fmt: skip
def test_what_changes_nothing_leaves_a_figure_sure(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.state == "sure", found.doubt


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Kenya and its neighbours\n\nLife expectancy was 66 years in 2018.", "66 years"),
        ("# Kenya and its neighbours\n\nKenya leads the pack. The three others together are "
         "larger. "
         "Population was 236 million in 2018.", "236 million"),
        ("# Kenya and its neighbours\n\nKenya has done well. Next door things are worse. Life "
         "expectancy was 60 years in 2018.", "60 years"),
        ("# Turkey's south-east\n\nTurkey was once a country of farmers. Population was 9 "
         "million in "
         "2018.", "9 million"),
        ("# Migrants in Poland\n\nPoland has become a country of immigration. Unemployment was 2.1 "
         "per cent in 2018.", "2.1 per cent"),
        ("Kenya's population grew by 1 million in 2018 to 51 million, less than Uganda (1.4 "
         "million).",
         "1.4 million"),
        ("Kenya's fertility fell to 3.3 births per woman in 2018, a smaller fall than Uganda "
         "(1.2).",
         "1.2"),
        ("Kenya's GDP was $88 billion in 2018, up by $4 billion, less than Uganda ($5 billion).",
         "$5 billion"),
        ("Kenya's economy grew by 6.3 percent in 2018, having long trailed behind Ethiopia "
         "(10 percent).", "10 percent"),
        ("Kenya's economy grew by 6.3 percent in 2018, faster than Uganda (at 3.9 percent, the "
         "slowest in 2016).", "3.9 percent"),
        ("Kenya's inflation was 4.7 percent in 2018, more than Congo (2.6 percent).", "2.6 "
         "percent"),
        ("Turkey's inflation hit 25.2 per cent in Oct 2018.", "25.2 per cent"),
        ("Turkey's inflation was 20.3 per cent at the end of 2018.", "20.3 per cent"),
        ("In Kenya, 40 per cent of young adults had a mobile-money account in 2017.", "40 per "
         "cent"),
        ("In Kenya the chance of dying of cancer between the ages of 30 and 70 was 6 per cent in "
         "2016.", "6 per cent"),
        ("| | GDP per capita, $ PPP 2017 |\n|---|---|\n| Kenya | 4,845 |\n", "4,845"),
        ("# Women of Ghana\n\nGhana has done well. Unemployment was 4 per cent in 2019.",
         "4 per cent"),
        ("In Kenya, 12 per cent of adults had a mobile money account in 2017.", "12 per cent"),
        ("In Kenya, 56 per cent of adults had a bank account in 2017.", "56 per cent"),
        ("Kenya's exports of services were 5 per cent of GDP in 2018.", "5 per cent"),
        ("Between Kenya and Uganda, inflation was 4.7 per cent in 2018.", "4.7 per cent"),
    ],
)  # fmt: skip
def test_what_may_be_a_part_still_leaves_it_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_the_words_of_a_series_own_name_are_understood() -> None:
    assert is_named_by("SE.TER.ENRR", "tertiary", "Enrolment in tertiary education")
    assert is_named_by("FX.OWN.TOTL.ZS", "money", "an account at a bank or a mobile-money provider")
    assert not is_named_by("FX.OWN.TOTL.ZS", "money", "a mobile money account")
    assert is_named_by("NE.EXP.GNFS.ZS", "services", "exports of goods and services")
    assert not is_named_by("NE.EXP.GNFS.ZS", "services", "exports of services")
    assert not is_named_by("NOT.A.CODE", "money", "money")


def test_no_group_of_persons_has_what_is_of_a_nation() -> None:
    assert group_in("Young people", "Unemployment was 8%", "unemployment") == "Young people"
    assert group_in("Young people", "Its debt was 8%", "external debt stocks") == ""
    assert (
        group_in("Old people", "Inflation was 8%", "inflation of consumer prices") == "Old people"
    )
    assert is_of_all("Moldovan migrants", "external debt stocks")
    assert is_of_all("Polish women", "total fertility rate")
    assert not is_of_all("Polish women", "unemployment")
    assert not is_of_all("hill districts of Nepal", "GDP growth")


def test_what_a_figure_came_down_from_is_of_its_series_whatever_the_heading_names() -> None:
    text = (
        "# The march out of poverty\n\nKenya's economy grew by 4.9 per cent in 2016, down from "
        "5.7 per cent in 2015."
    )
    found = read(text, "5.7 per cent")
    assert found.state == "sure", found.doubt
    assert found.reading is not None and found.reading.indicator == "gdp_growth"


def test_a_name_of_two_countries_is_never_surely_one_of_them() -> None:
    text = "Congo had 5.2 million people in 2018."
    found = read(text, "5.2 million")
    assert found.state == "unsure"
    assert found.doubt is not None and found.doubt.about == "whose"
    table = "| Country | Inflation 2018 (%) |\n|---|---|\n| Congo | 2.6 |\n| Chad | 4.0 |\n"
    assert read(table, "2.6").state == "unsure"
    assert read(table, "4.0").state == "sure"
    whole = "The Democratic Republic of the Congo had 84 million people in 2018."
    assert read(whole, "84 million").state == "sure"


def test_the_first_of_two_values_behind_a_colon_is_not_surely_of_the_area_before_it() -> None:
    text = (
        "In 2018 the average inhabitant of Canada produced 3907 per cent more, in dollars, than "
        "the average inhabitant of Nepal: $46,548 versus $1,162."
    )
    assert read(text, "$46,548").state == "unsure"
