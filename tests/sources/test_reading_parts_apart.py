"""Women, the young, towns told of in an earlier clause do not surely narrow a figure of all."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

APART = [
    ("In Rwanda, a country of villages, 58 per cent have basic water.", "58"),
    ("After work in rural areas Ghana's access to electricity rose to 82 per cent in 2018.", "82"),
    ("Nigeria's cities are growing fast and access to electricity was 57 per cent in 2018.", "57"),
    ("Zambia's towns are rich, yet 54 per cent of its people lived in poverty by the national "
     "line in 2015.", "54"),
    ("Japan is a country of old men, and life expectancy is 84 years.", "84"),
    ("Thanks to women's schooling, life expectancy in Bangladesh has risen to 72 years.", "72"),
    ("Lesotho, whose men work in the mines, had a life expectancy of 54 years in 2018.", "54"),
    ("In Ghana women outnumber men in the markets, life expectancy is 63 years and unemployment "
     "6.7 per cent.", "6.7"),
    ("In Pakistan, where many women cannot read, 59 per cent of adults can.", "59"),
    ("Women did better in the reforms and the employment rate in Chile was 56 per cent in 2018.",
     "56"),
    ("Morocco, a country of young people, had unemployment of 9 per cent in 2018.", "9"),
    ("Unemployment in Egypt, where few women work, was 9.9 per cent in 2018.", "9.9"),
    ("Life expectancy in Kenya, where women outlive men, was 66 years in 2018.", "66"),
    ("Teaching girls has raised Bangladesh's literacy rate to 74 per cent in 2018.", "74"),
    ("Qatar has three men to each woman: its 2.8 million people have a life expectancy of 80 "
     "years.", "2.8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure"), APART)
def test_some_people_of_an_earlier_clause_leave_a_figure_open(text: str, figure: str) -> None:
    found = next(one for one in read_text(text, "2020-05") if one.phrase.split()[0] == figure)
    assert found.state == "unsure"


OF_ALL = [
    ("Two thirds of Ugandans live in villages and 49 per cent have basic drinking water.", "49",
     "basic_water"),
    ("In Rwanda 17 per cent of people live in towns, 58 per cent have basic water.", "58",
     "basic_water"),
    ("Kenya is 73 per cent rural, and 75 per cent of people have electricity.", "75",
     "electricity_access"),
    ("In Niger 17 per cent live in towns and 53 per cent live below the poverty line.", "53",
     "poverty_national"),
    ("In Malawi, where most people live in the countryside, 69 per cent have basic water.", "69",
     "basic_water"),
    ("In Japan, where women live longest, life expectancy is 84 years.", "84",
     "life_expectancy"),
    ("In Italy, where young people stay at home, unemployment was 10.6 per cent in 2018.", "10.6",
     "unemployment"),
    ("Tunisia, where the young rose up, had an unemployment rate of 15 per cent in 2018.", "15",
     "unemployment"),
    ("In Pakistan, where 71 per cent of men can read, literacy is 59 per cent.", "59",
     "literacy"),
    ("In Sierra Leone, where many women die in childbirth, infant mortality was 79 per 1,000 in "
     "2018.", "79", "infant_mortality"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "indicator"), OF_ALL)
def test_behind_a_clause_that_only_tells_of_some_it_is_of_all(
    text: str, figure: str, indicator: str
) -> None:
    found = next(one for one in read_text(text, "2020-05") if one.phrase.split()[0] == figure)
    assert found.state == "sure"
    assert found.reading is not None and found.reading.indicator == indicator


@pytest.mark.parametrize(
    ("text", "figure", "indicator"),
    [
        ("In rural areas 50 per cent of Kenyans had basic water in 2017.", "50",
         "basic_water_rural"),
        ("In Kenya's towns, 85 per cent of people had basic drinking water in 2017.", "85",
         "basic_water_urban"),
        ("In Malawi 17 per cent of people live in towns, where 86 per cent have basic water.",
         "86", "basic_water_urban"),
        ("Among women in Kenya, life expectancy was 69 years in 2018.", "69",
         "life_expectancy_female"),
        ("Women in Japan, who live longest of all, had a life expectancy of 87 years in 2018.",
         "87", "life_expectancy_female"),
        ("Female life expectancy in Kenya was 69 years in 2018, up from 53 in 2000.", "53",
         "life_expectancy_female"),
        ("In Spain unemployment among the young was 34 per cent in 2018.", "34",
         "unemployment_youth"),
    ],
)  # fmt: skip
def test_some_people_of_whom_it_is_told_stay_sure(text: str, figure: str, indicator: str) -> None:
    found = next(one for one in read_text(text, "2020-05") if one.phrase.split()[0] == figure)
    assert found.state == "sure"
    assert found.reading is not None and found.reading.indicator == indicator


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Kenyan women are healthier now, and their life expectancy was 69 years in 2018.", "69"),
        ("Women in Kenya live longer now, and their life expectancy was 69 years in 2018.", "69"),
        ("Kenya's villages are poor, and their access to electricity was 70 per cent in 2018.",
         "70"),
        ("Spain's young people are gloomy; their unemployment rate was 34 per cent in 2018.",
         "34"),
        ("Girls in Mali leave school early, and their primary completion rate was 47 per cent in "
         "2018.", "47"),
    ],
)  # fmt: skip
def test_a_rate_of_those_before_is_not_surely_one_of_all(text: str, figure: str) -> None:
    found = next(one for one in read_text(text, "2020-05") if one.phrase.split()[0] == figure)
    assert found.state == "unsure"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("In India 70 per cent of women live in the countryside.", "70"),
        ("In Kenya 27 per cent of men live in towns.", "27"),
        ("In Kenya 60 per cent of women have basic water.", "60"),
        ("In 2018, 75 per cent of Kenyan women had electricity.", "75"),
        ("In Kenya women's access to electricity was 75 per cent in 2018.", "75"),
    ],
)
def test_one_sex_at_a_figure_leaves_a_series_of_all_open(text: str, figure: str) -> None:
    found = next(one for one in read_text(text, "2020-05") if one.phrase.split()[0] == figure)
    assert found.state == "unsure"


def test_one_sex_in_the_name_of_a_series_does_not() -> None:
    text = "In Kenya 18 per cent of women used the internet in 2014."
    found = next(one for one in read_text(text, "2020-05") if one.phrase == "18 per cent")
    assert found.state == "sure"
