"""What each figure of a text is about, read from the text alone."""

from __future__ import annotations

import time

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, published: str = "2020") -> list[ReadFigure]:
    return list(read_text(text, published))


def said(one: ReadFigure) -> tuple[str, str, str, object, object]:
    """Measure, indicator, areas, first and last year."""
    reading = one.reading
    assert reading is not None, one
    period = reading.period
    areas = "|".join(reading.areas)
    return reading.measure, reading.indicator, areas, period.start, period.end


def one_of(text: str, phrase: str, published: str = "2020") -> ReadFigure:
    """The figure that holds a phrase."""
    return next(figure for figure in read(text, published) if phrase in figure.phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        (
            "Life expectancy in Japan stood at 84.2 years in 2018.",
            "84.2",
            ("value", "life_expectancy", "JPN", 2018, 2018),
        ),
        (
            "In 2015 Peru's infant mortality was 13 deaths per 1,000 live births.",
            "13",
            ("value", "infant_mortality", "PER", 2015, 2015),
        ),
        (
            "Ghana's economy grew by 6.3% in 2018.",
            "6.3%",
            ("value", "gdp_growth", "GHA", 2018, 2018),
        ),
        (
            "Chile spent 9.1% of GDP on health in 2018.",
            "9.1%",
            ("value", "health_expenditure_gdp", "CHL", 2018, 2018),
        ),
        (
            "Unemployment in Spain fell from 22.1% in 2015 to 14.1% in 2019.",
            "from",
            ("value", "unemployment", "ESP", 2015, 2019),
        ),
        (
            "Forests covered 30% of Kenya in 1990.",
            "30%",
            ("value", "forest_share", "KEN", 1990, 1990),
        ),
    ],
)
def test_a_level_is_read_with_its_series_area_and_year(
    text: str, phrase: str, wanted: tuple[object, ...]
) -> None:
    assert said(one_of(text, phrase)) == wanted


def test_each_figure_of_a_list_has_its_own_area() -> None:
    text = "Populations differ, from 417,000 in Brunei to 255 million in Indonesia."
    assert [said(one)[2] for one in read(text)] == ["BRN", "IDN"]


def test_respectively_gives_each_figure_its_area() -> None:
    text = "In 2019 France, Italy and Spain had 67, 60 and 47 million people respectively."
    assert [said(one)[2] for one in read(text)] == ["FRA", "ITA", "ESP"]


def test_a_ratio_has_what_it_is_compared_with() -> None:
    text = "And in 2017 China's GDP was 3.3 times Germany's, 4.6 times UK's and 3.7 times France's."
    found = [one.reading for one in read(text, "2018")]
    assert [(one.measure, one.areas, one.to) for one in found if one] == [
        ("ratio", ("CHN",), "DEU"),
        ("ratio", ("CHN",), "GBR"),
        ("ratio", ("CHN",), "FRA"),
    ]


def test_a_difference_has_what_it_is_compared_with() -> None:
    text = "Health spending took 16.9% of GDP in Canada in 2012, 7.5 points above the OECD average."
    reading = one_of(text, "7.5", "2014").reading
    assert reading is not None
    assert (reading.measure, reading.areas, reading.to) == ("difference", ("CAN",), "OECD")


def test_a_share_of_the_world_has_the_world_as_its_whole() -> None:
    reading = one_of("In 2018 India had 18% of the world's population.", "18%").reading
    assert reading is not None
    assert (reading.measure, reading.areas, reading.of) == ("share", ("IND",), "world")


def test_a_change_takes_its_span_from_the_sentence() -> None:
    text = "Between 2000 and 2018 life expectancy in Ethiopia rose by 15 years."
    assert said(one_of(text, "15")) == ("change", "life_expectancy", "ETH", 2000, 2018)


def test_years_told_by_their_distance_count_from_the_text_or_the_year_spoken_of() -> None:
    text = "Egypt's economy grew 5.6% last year, up from 5.3% a year earlier."
    assert [said(one)[3] for one in read(text, "2020")] == [2019, 2018]


def test_area_and_year_carry_over_to_the_next_sentence() -> None:
    text = "In 2016 Uganda had 39 million people. Some 24% of the population lived in cities."
    assert said(read(text, "2018")[1]) == ("value", "urban_share", "UGA", 2016, 2016)


def test_what_the_country_is_follows_from_the_sentence_before() -> None:
    text = "Norway is rich. The country spends 7.9% of GDP on education."
    assert said(read(text)[0])[2] == "NOR"


def test_a_heading_names_area_year_and_unit_of_its_list() -> None:
    text = "Population (millions), 2019\nKazakhstan: 18.5\nUzbekistan: 33.6\n"
    first = read(text, "2021")[0]
    assert said(first) == ("value", "population", "KAZ", 2019, 2019)


def test_a_table_gives_each_column_its_year() -> None:
    rows = "| Indicator | 2010 | 2019 |\n|---|---|---|\n| Unemployment (%) | 7.0 | 3.1 |\n"
    text = f"## Germany\n\n{rows}"
    assert [said(one) for one in read(text)] == [
        ("value", "unemployment", "DEU", 2010, 2010),
        ("value", "unemployment", "DEU", 2019, 2019),
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("India's population will reach 1.6 billion by 2050.", "1.6", "projection"),
        ("In Mali 40% live on less than $1.90 a day.", "$1.90", "threshold"),
        ("Women in Mali have 5.9 children; 2.1 are needed to replace them.", "2.1", "threshold"),
        ("Over those 20 years Chad's population doubled.", "20 years", "duration"),
        ("We interviewed 1,204 families in a survey in Kenya.", "1,204", "method"),
        ("The rate in Chile was 4% (95% CI 3-5).", "95%", "uncertainty"),
    ],
)
def test_what_states_no_fact_is_no_claim(text: str, phrase: str, kind: str) -> None:
    one = one_of(text, phrase)
    assert (one.kind, one.reading) == (kind, None)


def test_a_rank_is_a_fact_without_a_figure_of_its_own() -> None:
    text = "Ethiopia is the second most populous country in Africa."
    reading = read(text)[0].reading
    assert reading is not None
    assert (reading.measure, reading.indicator, reading.areas) == ("rank", "population", ("ETH",))
    assert reading.among == "m49-002"


def test_unit_and_size_rule_out_series_that_cannot_be_meant() -> None:
    text = "In 2019 China, where life expectancy is high, had 1.4 billion people."
    assert said(one_of(text, "1.4"))[1] == "population"


def test_marks_choose_the_series_of_women_and_of_men() -> None:
    text = "In 2018 life expectancy in Chile was 82.3 years for women and 77.5 years for men."
    assert [said(one)[1] for one in read(text)] == [
        "life_expectancy_female",
        "life_expectancy_male",
    ]


def test_who_lacks_is_the_complement_of_who_has() -> None:
    text = "In 2018, 55% of people in Uganda lived without access to electricity."
    assert said(read(text)[0])[:2] == ("complement", "electricity_access")


def test_a_figure_that_no_series_covers_says_so() -> None:
    one = read("The old theatre of Lyon has 450 seats.")[0]
    assert (one.kind, one.state, one.reading) == ("claim", "unsure", None)
    assert one.unverifiable


def test_without_an_area_nothing_is_sure() -> None:
    one = read("Unemployment averaged 16.4% in 2019.")[0]
    assert one.state == "unsure"


def test_names_of_organisations_and_currencies_are_no_areas() -> None:
    text = (
        "According to the OECD, the World Bank and the Bank of England lent 5 million US dollars."
    )
    assert all(not (one.reading and one.reading.areas) for one in read(text))


def test_places_are_those_of_the_text_as_given() -> None:
    text = "\n\n  Peru's  GDP was\n$226.8 billion in 2019.  "
    for one in read(text):
        assert text[one.start : one.end] == one.phrase


def test_reading_is_the_same_each_time() -> None:
    text = "Kenya's GDP grew 5.4% in 2019; Uganda's grew 6.8%."
    assert read_text(text, "2020") == read_text(text, "2020")


@pytest.mark.parametrize(
    "piece", ["$1 ", "|1", "a\u0301", "In 1990 ", "the the ", "1 in 5 ", "than ", "(", "12 to 13 "]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    read_text(piece * (2_000 // len(piece)), "2020")
    assert time.process_time() - started < 8
